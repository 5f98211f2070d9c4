#!/bin/sh
# Plays what docs/operations.md says of backups, in its own words: a dump, an accident, a restore, and the binlogs up to
# the moment before. On a MariaDB of its own, with our schema; a few seconds.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd -P)
doc=$top/docs/operations.md
PATH=$PATH:/usr/sbin:/usr/local/sbin
work=$(mktemp -d)
dir=$work/processes

say() { printf 'failed: %s\n' "$*"; }
die() {
  say "$@"
  exit 1
}

# shellcheck source=cluster/process.sh
. "$top/cluster/process.sh"

trap 'end database; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The document calls the client by both its names.
mariadb() { command mariadb --no-defaults --socket="$work/socket" "$@"; }
mysql() { mariadb "$@"; }

# Prints the line of the document that begins so.
said() { grep -m 1 "^$1" "$doc" || die "docs/operations.md has no line with $1"; }

# --- a server with a record -----------------------------------------------------------------------

cd "$work"
mkdir -p "$dir/log" "$dir/run"
mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$work/data" --auth-root-socket-user="$(id -un)" \
  --skip-test-db >"$work/log" 2>&1 || die "no database can be made: $(tail -n 5 "$work/log")"
launch database mariadbd --no-defaults --user="$(id -un)" --datadir="$work/data" --socket="$work/socket" \
  --pid-file="$work/pid" --skip-networking --log-bin=binlog --character-set-server=utf8mb4
await_ready database 30 mariadb --execute="SELECT 1"
{
  echo "CREATE DATABASE rookery CHARACTER SET utf8mb4; USE rookery;"
  (cd "$top/sql" && find . -name 'V*.sql' | sort -V | xargs cat)
  echo "CREATE TABLE tried (text VARCHAR(40) PRIMARY KEY);"
} | mariadb
{
  said "CREATE USER backup" | sed "s/BY '.*'/BY 'secret'/"
  grep '^GRANT .* TO backup@localhost;' "$doc" | grep -v -e '-- MySQL$'
} | mariadb
printf '[client]\nsocket=%s\nuser=backup\npassword=secret\n' "$work/socket" >"$work/.my.cnf"
write() { mariadb rookery --execute="INSERT INTO tried VALUES ('$1')"; }

# --- a dump, what was written after it, and the accident ------------------------------------------

write "before the dump"
HOME=$work
export HOME
eval "$(said mariadb-dump)"
dump=$(ls rookery-*.sql.gz)
gzip -dc "$dump" | tail -n 1 | grep -q '^-- Dump completed' || die "the dump is not whole"
write "after the dump"
mariadb --execute="FLUSH BINARY LOGS"
write "in the binlog after"
# A moment is a whole second here: that of the accident must not be one in which something was written.
written=$(date +%s)
until [ "$(date +%s)" -gt "$written" ]; do sleep 0.1; done
moment=$(date '+%F %T')
mariadb rookery --execute="DELETE FROM tried"

# --- back again -----------------------------------------------------------------------------------

mariadb --execute="FLUSH BINARY LOGS"
cp data/binlog.0* .
eval "$(said 'mysql -e')"
eval "$(said zcat | sed "s/rookery-[-0-9]*.sql.gz/$dump/")"
named=$(gzip -dc "$dump" | sed -n "s/.*MASTER_LOG_FILE='\(.*\)', MASTER_LOG_POS=\([0-9]*\);.*/\1 \2/p")
[ -n "$named" ] || die "the dump does not say where the binlogs go on"
first=${named% *}
logs=$(find . -name 'binlog.0*' | sort | sed -n "/$first/,\$p" | tr '\n' ' ')
eval "$(said mariadb-binlog | sed -e "s/=1362/=${named#* }/" -e "s/datetime='[^']*'/datetime='$moment'/" -e "s#binlog\.0.* |#$logs|#")"

back=$(mariadb rookery --skip-column-names --execute="SELECT text FROM tried ORDER BY text" | tr '\n' ',')
[ "$back" = "after the dump,before the dump,in the binlog after," ] || die "what came back is: $back"
echo "checked: the backup and the restore of docs/operations.md"
