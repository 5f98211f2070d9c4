# shellcheck shell=sh
# `./rookery cluster`: a whole cluster of local processes, for trying it out and for breaking it. Read by the launcher.

. "$top/cluster/process.sh"
. "$top/cluster/parts.sh"
. "$top/cluster/status.sh"
. "$top/cluster/install.sh"

# Ports of nodes lie between the balancer's two.
MAX_NODES=9

cluster_usage() {
  cat <<'EOF'
usage: ./rookery cluster <command>

  up [--nodes N]   start what does not run: database, Redis, N nodes (3), balancer;
                   returns when all of it serves
  status [--watch] show the cluster
  down             end it; what was written stays
  restart PART     end a part in its own time and start it again
  kill PART        end it at once, as a crash would
  stop PART        let it stand still, as a hung process would
  cont PART        let it go on

PART is the number of a node, or database, redis, balancer. Everything runs as
processes of this user on 127.0.0.1, with files in $XDG_DATA_HOME/rookery-cluster
(ROOKERY_CLUSTER_DIR names another folder). The balancer takes TCP clients on port
7800 (ROOKERY_LB_TCP) and WebSockets on 7880 (ROOKERY_LB_HTTP). up installs what is
missing where it may (Debian, as root).

The database here is always MariaDB, also where MySQL is installed. Nodes run on
either: for MySQL see compose.yaml, or start them by ./rookery server --store
jdbc:mysql://HOST/DATABASE.
EOF
}

# Where the cluster is and on which ports: as it was brought up, else as the environment says.
cluster_settings() {
  dir=${ROOKERY_CLUSTER_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/rookery-cluster}
  nodes=0
  lb_tcp=${ROOKERY_LB_TCP:-7800}
  lb_http=${ROOKERY_LB_HTTP:-7880}
  # One that runs keeps its ports: who asks for others would not find its processes.
  if [ -f "$dir/settings" ] && [ -n "$(running_parts)" ]; then
    read -r nodes lb_tcp lb_http <"$dir/settings"
  fi
  db_port=$((lb_tcp + 10))
  redis_port=$((lb_tcp + 11))
}

running_parts() {
  for file in "$dir"/run/*.pid; do
    part=$(basename "$file" .pid)
    if pid_of "$part" >/dev/null; then echo "$part"; fi
  done
}

# The name of a part that exists, from what a person writes.
part_named() {
  case ${1:-} in
    [1-9])
      [ -f "$dir/run/node-$1.pid" ] || die "there is no node $1 in the cluster."
      echo "node-$1"
      ;;
    database | redis | balancer) echo "$1" ;;
    '') die "name a part: the number of a node, database, redis or balancer." ;;
    *) die "there is no part '$1': name the number of a node, database, redis or balancer." ;;
  esac
}

cluster_up() {
  asked=
  while [ $# -gt 0 ]; do
    case $1 in
      --nodes)
        asked=${2:-}
        shift
        ;;
      *) die "up knows --nodes N, not '$1'." ;;
    esac
    shift
    case $asked in
      [1-9]) ;;
      *) die "a cluster has 1 to $MAX_NODES nodes, not '$asked'." ;;
    esac
  done
  need_tools "a cluster"
  find_jdk
  build server

  [ "$nodes" -gt 0 ] || nodes=3
  nodes=${asked:-$nodes}
  (umask 077 && mkdir -p "$dir/run" "$dir/log")
  printf '%s %s %s\n' "$nodes" "$lb_tcp" "$lb_http" >"$dir/settings"

  start_part database
  start_part redis
  await_part database
  await_part redis
  all=
  for node in $(seq "$MAX_NODES"); do
    if [ "$node" -le "$nodes" ]; then
      all="$all node-$node"
      start_part "node-$node"
    else
      end "node-$node"
    fi
  done
  for part in $all; do await_part "$part"; done

  if pid_of balancer >/dev/null; then
    write_balancer
    kill -HUP "$(pid_of balancer)"
  else
    start_part balancer
  fi
  await_part balancer
  cluster_status
  cat <<EOF
Connect:   ./rookery chat 127.0.0.1:$lb_tcp
           ./rookery chat ws://127.0.0.1:$lb_http/ws
Break it:  ./rookery cluster kill 2
End it:    ./rookery cluster down
EOF
}

# In the order in which nobody misses anything: newcomers first, the record last.
cluster_down() {
  end balancer
  # All at once, as each takes a moment to say goodbye.
  for node in $(seq "$MAX_NODES"); do
    if pid=$(pid_of "node-$node"); then kill -TERM "$pid" && kill -CONT "$pid"; fi
  done
  for node in $(seq "$MAX_NODES"); do end "node-$node"; done
  end redis
  end database
  say "the cluster is down; what was written is kept in $dir."
}

cluster_restart() {
  part=$(part_named "${1:-}")
  need_tools "a cluster"
  find_jdk
  build server
  end "$part"
  start_part "$part"
  await_part "$part"
  say "$part serves again."
}

cluster_signal() {
  part=$(part_named "${2:-}")
  signal "$1" "$part"
}

run_cluster() {
  # A password is among what is written.
  umask 077
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  cluster_settings
  what=${1:-help}
  [ $# -eq 0 ] || shift
  case $what in
    up) cluster_up "$@" ;;
    status)
      case ${1:-} in
        '') cluster_status ;;
        --watch) watch_status ;;
        *) die "status knows --watch, not '$1'." ;;
      esac
      ;;
    down) cluster_down ;;
    restart) cluster_restart "$@" ;;
    kill) cluster_signal KILL "$@" ;;
    stop) cluster_signal STOP "$@" ;;
    cont) cluster_signal CONT "$@" ;;
    help | -h | --help) cluster_usage ;;
    *)
      cluster_usage >&2
      die "there is no cluster command '$what'."
      ;;
  esac
}
