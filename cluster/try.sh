#!/bin/sh
# Does with a local cluster what its users do: brings it up, chats at two screens through the balancer, measures a little,
# kills a node and starts it again, and takes it all down. Everything is its own: ports, folder, people.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
export ROOKERY_CLUSTER_DIR="$work/cluster"
export ROOKERY_LB_TCP="${ROOKERY_TRY_TCP:-17800}" ROOKERY_LB_HTTP="${ROOKERY_TRY_HTTP:-17880}"
# The screens show what ASCII has no letters for, and whoever runs this in a tmux of his own has settings there.
export LC_ALL=C.UTF-8
unset TMUX
rookery=$top/rookery
tcp=127.0.0.1:$ROOKERY_LB_TCP
web=ws://127.0.0.1:$ROOKERY_LB_HTTP/ws

say() { printf 'rookery: %s\n' "$*" >&2; }
die() {
  say "$@"
  for screen in ann bob; do screen_of "$screen" >&2 2>/dev/null || :; done
  exit 1
}

# shellcheck source=cluster/process.sh
. "$top/cluster/process.sh"

screens() { tmux -f /dev/null -L "rookery-try-$$" "$@"; }
screen_of() { screens capture-pane -p -t "$1"; }
keys() {
  screen=$1
  shift
  screens send-keys -t "$screen" "$@"
}

leave() {
  screens kill-server 2>/dev/null || :
  "$rookery" cluster down 2>/dev/null || : # it would say that all is kept
  rm -rf "$work"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

# Waits until a command succeeds.
#   await WHAT COMMAND...
await() {
  what=$1
  shift
  wait_until 30 "$@" >/dev/null 2>&1 || die "in vain: $what."
}
shows() { screen_of "$1" | grep -qF -- "$2"; }
await_screen() { await "$1 sees '$2'" shows "$1" "$2"; }

# Whether the picture of the cluster has a node in a state.
node_is() { "$rookery" cluster status | grep -q -- "── $1 . $2"; }

sign_up() {
  screens new-session -d -s "$1" -x 100 -y 30 "HOME='$work/$1' XDG_DATA_HOME='$work/$1' '$rookery' chat '$2'"
  await_screen "$1" "New here?"
  keys "$1" C-r
  await_screen "$1" "[x] make a new account"
  keys "$1" "$1" Tab "correct horse" Enter
  await_screen "$1" "● connected"
}

java_home=$("$rookery" mvn --version </dev/null | sed -n 's/.*runtime: //p')
[ -x "$java_home/bin/javac" ] || die "no JDK was found; './rookery help' says which one is needed."
probe() { "$java_home/bin/java" -XX:TieredStopAtLevel=1 "$top/cluster/Probe.java" "$@"; }

"$rookery" cluster up --nodes 3
for node in 1 2 3; do await "node $node is ready" node_is "$node" ready; done

say "two people at their screens, one by TCP and one by WebSocket, both through the balancer"
sign_up ann "$tcp"
sign_up bob "$web"
keys ann "/add bob" Enter
await_screen bob "? ann"
keys bob "/accept ann" Enter
await_screen ann "● bob"
await_screen bob "You are friends now."
keys bob C-k "ann" Enter
keys bob "你好 👋" Enter
keys ann C-k "bob" Enter
await_screen ann "你好 👋"

say "a message from a client of node 1 to a client of node 2"
probe "127.0.0.1:$((ROOKERY_LB_TCP + 1))" "127.0.0.1:$((ROOKERY_LB_TCP + 2))" "$tcp"

say "measuring a little through the balancer"
"$rookery" bench --users 20 --seconds 5 </dev/null || die "the measurement failed."

say "node 2 is killed"
"$rookery" cluster kill 2
await "the picture tells that node 2 is dead" node_is 2 dead
for _ in 1 2 3; do probe "$tcp" "$tcp" "$tcp"; done
keys ann "still there?" Enter
await_screen bob "still there?"

"$rookery" cluster restart 2
await "node 2 is back" node_is 2 ready
probe "127.0.0.1:$((ROOKERY_LB_TCP + 2))" "127.0.0.1:$((ROOKERY_LB_TCP + 3))" "$tcp"

say "node 3 stands still"
"$rookery" cluster stop 3
await "the picture tells that node 3 stands still" node_is 3 stopped
keys bob "and now?" Enter
await_screen ann "and now?"
"$rookery" cluster cont 3
await "node 3 goes on" node_is 3 ready
say "all well"
