# shellcheck shell=sh
# Processes of a local cluster: each has a name, a log file, and a pid file with the pid and the time of its start, so
# that a pid which the system has given to somebody else is never taken for ours.

# When a process started, in a form that only it has; fails when there is none, or only its remains (a zombie).
started_at() {
  if [ -r "/proc/$1/stat" ]; then
    # The name in the second field may hold blanks and brackets: read what follows the last bracket.
    stat=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) && [ "${stat%% *}" != Z ] || return 1
    printf '%s\n' "$stat" | cut -d ' ' -f 20
  else
    ps -o lstart= -p "$1" | grep .
  fi
}

# Prints the pid of one of our processes, while it lives.
pid_of() {
  read -r pid start 2>/dev/null <"$dir/run/$1.pid" || return 1
  [ "$(started_at "$pid" 2>/dev/null)" = "$start" ] || return 1
  echo "$pid"
}

# Prints `up`, `stopped` (it exists, but does not run), `dead` (it was started, and is gone) or `down`.
state_of() {
  [ -f "$dir/run/$1.pid" ] || {
    echo down
    return
  }
  if ! pid=$(pid_of "$1"); then
    echo dead
  else
    case $(ps -o stat= -p "$pid") in
      T*) echo stopped ;;
      *) echo up ;;
    esac
  fi
}

# Starts a program under a name; it goes on when this shell and its terminal are gone. In a shell of its own, so that
# it is no child that `wait` would wait for.
launch() (
  name=$1
  shift
  printf '%s starting: %s\n' "--- $(date '+%Y-%m-%d %H:%M:%S')" "$1" >>"$dir/log/$name.log"
  nohup "$@" >>"$dir/log/$name.log" 2>&1 </dev/null &
  printf '%s %s\n' $! "$(started_at $!)" >"$dir/run/$name.pid"
)

# Sends a signal to one of our processes and its children: nginx's would go on without it, and keep its ports.
signal() {
  pid=$(pid_of "$2") || die "$2 does not run."
  # shellcheck disable=SC2046 # each word is a pid
  kill "-$1" "$pid" $(ps -A -o pid= -o ppid= | awk -v parent="$pid" '$2 == parent { print $1 }')
}

# Waits until a command succeeds, for so many seconds at most.
wait_until() {
  deadline=$(($(date +%s) + $1))
  shift
  until "$@"; do
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

gone() { ! pid_of "$1" >/dev/null; }

# Waits until a part answers; says why when it does not.
#   await_ready NAME SECONDS COMMAND...
await_ready() {
  name=$1
  seconds=$2
  shift 2
  if wait_until "$seconds" answers_or_gone "$name" "$@" && pid_of "$name" >/dev/null; then return; fi
  if pid_of "$name" >/dev/null; then
    say "$name does not answer within $seconds s. The end of $dir/log/$name.log:"
  else
    say "$name ended while it started. The end of $dir/log/$name.log:"
  fi
  tail -n 15 "$dir/log/$name.log" >&2
  exit 1
}

answers_or_gone() {
  part=$1
  shift
  gone "$part" || "$@" >/dev/null 2>&1
}

# Ends one of our processes in its own time, and with force when that takes too long. A node leaves within ten
# seconds. One that is stopped can do nothing until it is continued.
end() {
  pid=$(pid_of "$1") || {
    rm -f "$dir/run/$1.pid"
    return 0
  }
  kill -TERM "$pid" && kill -CONT "$pid"
  if ! wait_until 15 gone "$1"; then
    say "$1 does not end by itself: killed."
    kill -KILL "$pid" 2>/dev/null || :
    wait_until 5 gone "$1" || die "$1 (pid $pid) cannot be ended."
  fi
  rm -f "$dir/run/$1.pid"
}
