#!/bin/sh
# Brings compose.yaml up on a Debian machine that may have no Docker and may reach no registry, sends a message between
# two nodes, kills a node in the middle, and shows that the rest goes on and nothing is lost. For root.
#
# Docker's engine is installed where it is missing, without starting a service, and runs as a process of this script
# with its data in a folder of its own (COMPOSE_DEMO_DIR, else a new one in /tmp). Images that cannot be pulled are
# built from Debian's packages and this machine's JDK, under the official names: stand-ins for trying it out, with
# MariaDB in the place of MySQL.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd -P)
work=${COMPOSE_DEMO_DIR:-/tmp/rookery-compose}
PATH=$PATH:/usr/sbin:/sbin

say() { printf 'compose-demo: %s\n' "$*"; }
die() {
  say "$@" >&2
  exit 1
}
have() { command -v "$1" >/dev/null; }

. "$top/cluster/install.sh"

[ "$(id -u)" = 0 ] || die "only root can run containers here."
# The launcher knows where a JDK is that fits; Maven tells it.
java_home=$("$top/rookery" mvn --version | sed -n 's/.*runtime: //p')
[ -x "$java_home/bin/javac" ] || die "no JDK was found; './rookery help' says which one is needed."

# --- the engine -----------------------------------------------------------------------------------

engine_answers() { docker info >/dev/null 2>&1; }

start_engine() {
  packages=
  have dockerd || packages="docker.io containerd runc iptables"
  have docker-compose || docker compose version >/dev/null 2>&1 || packages="$packages docker-compose"
  have debootstrap || packages="$packages debootstrap"
  [ -z "$packages" ] || install_quietly "$packages" || die "could not install $packages."
  own_folder "$work"
  export DOCKER_HOST="unix://$work/docker.sock"
  if engine_answers; then return; fi
  say "starting an engine of our own"
  # The engine writes rules and leaves them behind.
  iptables-save >"$work/iptables"
  if [ ! -s "$work/iptables" ]; then
    printf '*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\nCOMMIT\n' >"$work/iptables"
    printf '*nat\n:PREROUTING ACCEPT\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n:POSTROUTING ACCEPT\nCOMMIT\n' \
      >>"$work/iptables"
  fi
  nohup dockerd --data-root "$work/data" --exec-root "$work/exec" -H "$DOCKER_HOST" --pidfile "$work/dockerd.pid" \
    >"$work/dockerd.log" 2>&1 </dev/null &
  engine=$!
  left=300
  until engine_answers; do
    left=$((left - 1))
    if [ "$left" = 0 ] || ! kill -0 "$engine" 2>/dev/null; then
      tail -n 20 "$work/dockerd.log" >&2
      die "the engine does not start."
    fi
    sleep 0.1
  done
}

stop_engine() {
  [ -n "${engine:-}" ] || return 0
  kill "$engine" 2>/dev/null || :
  wait "$engine" 2>/dev/null || :
  iptables-restore <"$work/iptables" || :
  ip link delete docker0 2>/dev/null || :
}

# --- images that cannot be pulled -----------------------------------------------------------------

# Whether an image is there, or can be fetched.
image_at_hand() { docker image inspect "$1" >/dev/null 2>&1 || timeout 15 docker pull -q "$1" >/dev/null 2>&1; }

debian() {
  docker image inspect rookery-debian >/dev/null 2>&1 && return
  say "making a Debian to build upon"
  [ -d "$work/debian/etc" ] ||
    debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian" >"$work/debootstrap.log" ||
    die "debootstrap failed; see $work/debootstrap.log."
  tar -C "$work/debian" -c . | docker import - rookery-debian >/dev/null
}

# Builds an image from a Dockerfile on standard input.
#   stand_in NAME [CONTEXT]
stand_in() {
  say "building a stand-in for $1"
  mkdir -p "$work/empty"
  if ! DOCKER_BUILDKIT=0 docker build -t "$1" -f - "${2:-$work/empty}" >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    die "the stand-in for $1 cannot be built."
  fi
}

stand_in_mysql() {
  debian
  mkdir -p "$work/mysql"
  cat >"$work/mysql/entrypoint" <<'EOF'
#!/bin/sh
# What the official image does with its variables, as far as compose.yaml needs it.
set -eu
if [ ! -d /var/lib/mysql/mysql ]; then
  mariadb-install-db --user=mysql --datadir=/var/lib/mysql --skip-test-db >/dev/null
fi
cat >/tmp/init.sql <<SQL
CREATE DATABASE IF NOT EXISTS $MYSQL_DATABASE CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS $MYSQL_USER@'%' IDENTIFIED BY '$MYSQL_PASSWORD';
GRANT ALL ON $MYSQL_DATABASE.* TO $MYSQL_USER@'%';
SQL
chmod 644 /tmp/init.sql
exec mariadbd --no-defaults --user=mysql --datadir=/var/lib/mysql --bind-address=0.0.0.0 --skip-name-resolve \
  --log-bin --init-file=/tmp/init.sql "$@"
EOF
  chmod 755 "$work/mysql/entrypoint"
  stand_in "$1" "$work/mysql" <<'EOF'
FROM rookery-debian
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      mariadb-server-core mariadb-client-core \
    && (id mysql 2>/dev/null || useradd --system mysql) \
    && mkdir -p /var/lib/mysql /run/mysqld && chown mysql /var/lib/mysql /run/mysqld
COPY entrypoint /entrypoint
ENTRYPOINT ["/entrypoint"]
EOF
}

stand_in_redis() {
  debian
  stand_in "$1" <<'EOF'
FROM rookery-debian
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server
WORKDIR /data
EOF
}

# With the module named by a program before nginx itself, as the official one has it built in.
stand_in_nginx() {
  debian
  mkdir -p "$work/nginx"
  printf '#!/bin/sh\nexec /usr/sbin/nginx -g "load_module /usr/lib/nginx/modules/ngx_stream_module.so;" "$@"\n' \
    >"$work/nginx/nginx"
  chmod 755 "$work/nginx/nginx"
  stand_in "$1" "$work/nginx" <<'EOF'
FROM rookery-debian
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      nginx libnginx-mod-stream
COPY nginx /usr/local/bin/nginx
EOF
}

# This machine's JDK, with the libraries that Maven has fetched already: the build then needs no network.
stand_in_java() {
  debian
  rm -rf "$work/java"
  mkdir -p "$work/java/m2"
  cp -RL "$java_home" "$work/java/jdk"
  repository=${HOME:-/root}/.m2
  [ ! -d "$repository/repository" ] || cp -R "$repository/repository" "$work/java/m2/"
  [ ! -d "$repository/wrapper" ] || cp -R "$repository/wrapper" "$work/java/m2/"
  stand_in "$1" "$work/java" <<'EOF'
FROM rookery-debian
COPY jdk /opt/java
COPY m2 /root/.m2
ENV JAVA_HOME=/opt/java PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin MAVEN_ARGS=-o
EOF
  rm -rf "$work/java"
}

need_images() {
  image_at_hand mysql:8.4 || stand_in_mysql mysql:8.4
  image_at_hand redis:7 || stand_in_redis redis:7
  image_at_hand nginx:1.28 || stand_in_nginx nginx:1.28
  if ! image_at_hand eclipse-temurin:25-jdk || ! image_at_hand eclipse-temurin:25-jre; then
    stand_in_java eclipse-temurin:25-jdk
    docker tag eclipse-temurin:25-jdk eclipse-temurin:25-jre
  fi
}

# --- the demo -------------------------------------------------------------------------------------

compose() {
  if docker compose version >/dev/null 2>&1; then
    (cd "$top" && docker compose -p rookery "$@")
  else
    (cd "$top" && docker-compose -p rookery "$@")
  fi
}

health() { docker inspect -f '{{.State.Health.Status}}' "$(compose ps -q "$1" 2>/dev/null)" 2>/dev/null; }

await_healthy() {
  deadline=$(($(date +%s) + 180))
  until [ "$(health "$1")" = healthy ]; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      compose logs --tail 30 "$1" >&2
      die "$1 does not become healthy."
    fi
    sleep 0.5
  done
}

probe() { "$java_home/bin/java" -XX:TieredStopAtLevel=1 "$top/cluster/Probe.java" "$@"; }

ROOKERY_DB_PASSWORD=${ROOKERY_DB_PASSWORD:-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')}
ROOKERY_DB_ROOT_PASSWORD=${ROOKERY_DB_ROOT_PASSWORD:-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')}
export ROOKERY_DB_PASSWORD ROOKERY_DB_ROOT_PASSWORD
balancer=127.0.0.1:${ROOKERY_LB_TCP:-7800}

leave() {
  say "taking it down"
  compose down --volumes --timeout 15 >/dev/null 2>&1 || :
  stop_engine
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

start_engine
need_images
say "building the node"
DOCKER_BUILDKIT=0 docker build -t rookery-node "$top" >"$work/node.log" 2>&1 || {
  tail -n 30 "$work/node.log" >&2
  die "the node cannot be built."
}
say "bringing it up"
compose up -d --no-build >"$work/up.log" 2>&1 || {
  tail -n 30 "$work/up.log" >&2
  die "compose up failed."
}
await_healthy balancer
compose ps

say "a message from a client of node 1 to a client of node 2, read again through the balancer"
probe 172.30.77.11:7700 172.30.77.12:7700 "$balancer"

say "node 2 is killed"
docker kill "$(compose ps -q node2)" >/dev/null
say "a message from a client of node 1 to a client of node 3, read again through the balancer"
probe 172.30.77.11:7700 172.30.77.13:7700 "$balancer"
say "and five times through the balancer alone, which leaves the dead node out"
for _ in 1 2 3 4 5; do probe "$balancer" "$balancer" "$balancer"; done

say "node 2 comes back"
compose start node2 >/dev/null 2>&1
await_healthy node2
probe 172.30.77.12:7700 172.30.77.13:7700 "$balancer"
say "all well"
