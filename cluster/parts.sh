# shellcheck shell=sh
# The parts of a local cluster: how each is started, and how it is asked whether it serves.

# --- ports: the balancer's are chosen, all others lie above them ----------------------------------

node_tcp() { echo $((lb_tcp + $1)); }
node_http() { echo $((lb_http + $1)); }
node_admin() { echo $((lb_http + 10 + $1)); }

# --- asking ---------------------------------------------------------------------------------------

# An answer to an HTTP request, within two seconds.
ask() { curl -fsS --max-time 2 --noproxy '*' "$1"; }

node_ready() { ask "http://127.0.0.1:$(node_admin "$1")/observe/health/ready"; }

balancer_ready() { ask "http://127.0.0.1:$lb_http/up"; }

redis_ready() { [ "$(timeout 2 redis-cli -h 127.0.0.1 -p "$redis_port" ping 2>/dev/null)" = PONG ]; }

database_ready() {
  MYSQL_PWD=$(cat "$dir/password") mariadb --no-defaults --host=127.0.0.1 --port="$db_port" --user=rookery \
    --connect-timeout=2 --execute="SELECT 1"
}

# --- starting -------------------------------------------------------------------------------------

start_database() {
  if [ ! -d "$dir/database" ]; then
    say "making the database"
    # Under another name until it is whole.
    rm -rf "$dir/database.new"
    mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$dir/database.new" \
      --auth-root-socket-user="$(id -un)" --skip-test-db >"$dir/log/database.log" 2>&1 ||
      die "the database cannot be made; see $dir/log/database.log."
    mv "$dir/database.new" "$dir/database"
  fi
  password=$(cat "$dir/password" 2>/dev/null) || {
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" >"$dir/password"
  }
  # Run at each start, before anybody is let in.
  cat >"$dir/database.sql" <<EOF
CREATE DATABASE IF NOT EXISTS rookery CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS rookery@'127.0.0.1' IDENTIFIED BY '$password';
GRANT ALL ON rookery.* TO rookery@'127.0.0.1';
EOF
  # What was acked must survive kill -9 and a power cut: the log is synced at each commit.
  launch database mariadbd --no-defaults --user="$(id -un)" --datadir="$dir/database" --socket=database.sock \
    --pid-file="$dir/run/mariadb" --port="$db_port" --bind-address=127.0.0.1 --skip-name-resolve \
    --init-file="$dir/database.sql" --skip-log-bin --innodb-flush-log-at-trx-commit=1 --innodb-doublewrite=1 \
    --innodb-buffer-pool-size="${ROOKERY_DB_MEMORY:-128M}" --max-connections=500 --character-set-server=utf8mb4
}

# It carries messages between nodes and may lose anything: nothing is written to disk.
start_redis() {
  server=redis-server
  if ! have redis-server; then
    server=$dir/run/redis-server
    ln -sf "$(command -v redis-check-rdb)" "$server"
  fi
  launch redis "$server" --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$dir/run"
}

# In a shell of its own, so that its settings are nobody else's.
start_node() (
  mkdir -p "$dir/node-$1"
  set -a # all of these are for the node's environment
  ROOKERY_TCP=127.0.0.1:$(node_tcp "$1")
  ROOKERY_HTTP=127.0.0.1:$(node_http "$1")
  ROOKERY_ADMIN=127.0.0.1:$(node_admin "$1")
  ROOKERY_DATA=$dir/node-$1
  ROOKERY_STORE=jdbc:mysql://127.0.0.1:$db_port/rookery
  ROOKERY_STORE_USER=rookery
  ROOKERY_STORE_PASSWORD=$(cat "$dir/password")
  ROOKERY_REDIS=redis://127.0.0.1:$redis_port
  # Who measures it brings the load of thousands of people over a few connections.
  ROOKERY_CONNECTION_MESSAGES=0 ROOKERY_CONNECTION_BYTES=0
  ROOKERY_USER_MESSAGES=0 ROOKERY_USER_BYTES=0 ROOKERY_USER_SESSIONS=0
  ROOKERY_MAX_CONNECTIONS=${ROOKERY_MAX_CONNECTIONS:-19000}
  # ... and of accounts that are made at once.
  ROOKERY_ALLOW_SEED=true
  set +a
  # shellcheck disable=SC2086 # each word is an option
  launch "node-$1" "$java" "$node_options" ${ROOKERY_NODE_OPTIONS:-} -jar "$(jar_of server)"
)

# One of the files with a listen line, as it ships, but for this machine alone and on a port of ours.
listen_on() { sed "s/^listen [0-9]* /listen 127.0.0.1:$1 /" "$top/nginx/site/$2" >"$dir/nginx/site/$2"; }

# The balancer's own files, beside the configuration that all clusters share.
write_balancer() {
  mkdir -p "$dir/nginx/site"
  cp "$top/nginx/nginx.conf" "$dir/nginx/nginx.conf"
  : >"$dir/nginx/site/tcp-nodes.conf"
  : >"$dir/nginx/site/http-nodes.conf"
  for node in $(seq "$nodes"); do
    echo "server 127.0.0.1:$(node_tcp "$node") max_fails=2 fail_timeout=2s;" >>"$dir/nginx/site/tcp-nodes.conf"
    echo "server 127.0.0.1:$(node_http "$node") max_fails=2 fail_timeout=2s;" >>"$dir/nginx/site/http-nodes.conf"
  done
  listen_on "$lb_tcp" tcp-listen.conf
  listen_on "$lb_http" http-listen.conf
  with_nginx "" -t >>"$dir/log/balancer.log" 2>&1 ||
    die "nginx does not take its configuration; see $dir/log/balancer.log."
}

# Runs nginx, behind the words that are given first, with all options that it needs here.
with_nginx() {
  before=$1
  shift
  directives=
  # As root, it would have its workers run as somebody who cannot enter the folder.
  [ "$(id -u)" != 0 ] || directives="user root;"
  # Debian keeps stream in a file of its own, the official image has it built in.
  case $(nginx -V 2>&1) in
    *--with-stream=dynamic*)
      modules=$(nginx -V 2>&1 | tr ' ' '\n' | sed -n 's/^--modules-path=//p')
      directives="$directives load_module $modules/ngx_stream_module.so;"
      ;;
  esac
  # shellcheck disable=SC2086 # words to come before, or none
  $before nginx -p "$dir/nginx" -c "$dir/nginx/nginx.conf" -e stderr -g "$directives" "$@"
}

start_balancer() {
  write_balancer
  with_nginx "launch balancer"
}

# --- one part by its name -------------------------------------------------------------------------

# Starts a part that does not run, without waiting for it.
start_part() {
  if pid_of "$1" >/dev/null; then return; fi
  case $1 in
    node-*) start_node "${1#node-}" ;;
    *) "start_$1" ;;
  esac
}

await_part() {
  case $1 in
    # A node waits for its database by itself; compiling and the first migration take their time on a slow machine.
    node-*) await_ready "$1" 90 node_ready "${1#node-}" ;;
    *) await_ready "$1" 30 "$1_ready" ;;
  esac
}
