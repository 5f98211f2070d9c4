#!/bin/sh
# Runs the contracts of the store, and all scenarios, on a true MySQL, and not on MariaDB as `./rookery test` does.
# The store signs in by TCP with a password, in the way of MySQL 8.4 and later, by TLS and without.
#   mysql-tests.sh [TESTS]: MySqlStoreIT for the contracts alone
#
# Its server is unpacked from Debian's packages (sid, some 60 MB) into a folder (MYSQL_DIR, else one in /tmp, where a
# second run finds it again); nothing is installed, and no user but you is needed. It runs on the libraries that it was
# made for, by their own loader. A mirror may stand still: what it lists is believed for longer than it says.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd -P)
work=${MYSQL_DIR:-/tmp/rookery-mysql-$(id -u)}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
port=${MYSQL_PORT:-7806}
tests=${1:-MySql*IT}
PATH=$PATH:/usr/sbin:/sbin

say() { printf 'mysql-tests: %s\n' "$*"; }
die() {
  say "$@" >&2
  exit 1
}

. "$top/cluster/install.sh"

# apt, with all that it keeps in our folder. Its keys are the machine's.
apt() {
  tool=$1
  shift
  "$tool" -q -o Dir::State="$work/apt" -o Dir::State::status="$work/apt/status" -o Dir::Cache="$work/apt/cache" \
    -o Dir::Etc::sourcelist="$work/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Debug::NoLocking=true -o APT::Install-Recommends=false -o APT::Sandbox::User=root "$@"
}

unpack() {
  [ ! -e "$work/unpacked" ] || return 0
  say "fetching MySQL from $mirror"
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/root"
  : >"$work/apt/status"
  echo "deb [check-valid-until=no] $mirror sid main" >"$work/apt/sources.list"
  { apt apt-get update && apt apt-get install -y --download-only mysql-server-core; } >"$work/apt.log" 2>&1 ||
    die "it cannot be fetched; see $work/apt.log."
  for package in "$work"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$work/root"
  done
  : >"$work/unpacked"
}

# Becomes MySQL's server, with options.
server() {
  exec "$root/usr/lib/$machine/$loader" \
    --library-path "$root/usr/lib/$machine:$root/usr/lib/mysql/private:$root/usr/lib" \
    "$root/usr/sbin/mysqld" --no-defaults --user="$(id -un)" --basedir="$root/usr" --datadir="$data" \
    --lc-messages-dir="$root/usr/share/mysql" --plugin-dir="$root/usr/lib/mysql/plugin" --secure-file-priv=NULL "$@"
}

own_folder "$work"
unpack
root=$work/root
loader=$(cd "$root/usr/lib" && find . -name 'ld-linux*.so.*' | head -n 1)
machine=$(basename "$(dirname "$loader")")
loader=$(basename "$loader")
data=$(mktemp -d)
mysqld=
trap 'if [ -n "$mysqld" ]; then kill "$mysqld" 2>/dev/null && wait "$mysqld"; fi; rm -rf "$data"' EXIT
trap 'exit 1' HUP INT TERM
data=$data/record
(server --initialize-insecure >"$work/server.log" 2>&1) || die "MySQL does not start; see $work/server.log."
server --bind-address=127.0.0.1 --port="$port" --socket="$data/../socket" --mysqlx=OFF --pid-file="$data/../pid" \
  >>"$work/server.log" 2>&1 &
mysqld=$!
say "$(server --version | sed 's/.*Ver/MySQL/') on port $port"
"$top/rookery" mvn -B -ntp -pl protocol,server verify -Drookery.mysql.port="$port" \
  -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test="$tests" -Dfailsafe.failIfNoSpecifiedTests=false
