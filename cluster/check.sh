#!/bin/sh
# Checks what no compiler sees: the shell scripts, the balancer's configuration in every form in which it is used, the
# description of the containers, and the backup as it is documented. Skips, by name, what needs a program that is not there.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd -P)
PATH=$PATH:/usr/sbin:/usr/local/sbin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

have() { command -v "$1" >/dev/null; }
skip() { printf 'skipped: %s\n' "$1"; }
die() {
  printf 'failed: %s\n' "$*"
  exit 1
}
say() { :; }

. "$top/cluster/process.sh"
. "$top/cluster/parts.sh"

check_scripts() {
  have shellcheck || {
    skip "the scripts: no shellcheck"
    return
  }
  (cd "$top" && shellcheck rookery cluster/*.sh) || die "shellcheck finds fault with a script"
  echo "checked: the scripts"
}

nginx_takes() {
  with_nginx "" -t >"$work/nginx.log" 2>&1 || {
    cat "$work/nginx.log"
    die "nginx does not take $1"
  }
  # Who is dead is found by keep-alive, so that who is only silent need not be cut: one without the other is wrong.
  with_nginx "" -T >"$work/nginx.read" 2>/dev/null
  [ "$(grep -c '^ *listen ' "$work/nginx.read")" = 2 ] || die "$1 does not listen on two ports"
  [ "$(grep -c '^ *listen .* so_keepalive=30s:10s:3 ' "$work/nginx.read")" = 2 ] || die "$1 lacks so_keepalive"
  grep -q '^ *proxy_timeout 7d;' "$work/nginx.read" || die "$1 cuts silent clients within less than a week"
  grep -q '^ *proxy_read_timeout 7d;' "$work/nginx.read" || die "$1 cuts silent WebSockets within less than a week"
  echo "checked: $1"
}

check_balancer() {
  have nginx || {
    skip "the balancer's configuration: no nginx"
    return
  }
  dir=$work
  mkdir -p "$dir/log" "$dir/nginx"
  # As `./rookery cluster` writes it.
  nodes=3 lb_tcp=7800 lb_http=7880
  write_balancer
  nginx_takes "the local balancer"
  # As the containers have it.
  cp -R "$top/nginx/." "$dir/nginx"
  nginx_takes "the balancer of compose.yaml"
  have openssl || {
    skip "the balancer with TLS: no openssl"
    return
  }
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=rookery \
    -keyout "$dir/nginx/site/key.pem" -out "$dir/nginx/site/certificate.pem" 2>/dev/null
  for listen in "$dir"/nginx/site/*-listen.conf; do
    sed -e '/^listen/d' -e 's/^#listen/listen/' -e 's/^#include/include/' "$listen" >"$work/listen"
    mv "$work/listen" "$listen"
  done
  nginx_takes "the balancer with TLS"
}

check_containers() {
  if docker compose version >/dev/null 2>&1; then
    compose="docker compose"
  elif have docker-compose; then
    compose=docker-compose
  else
    skip "compose.yaml: no docker compose"
    return
  fi
  (cd "$top" && ROOKERY_DB_PASSWORD=a ROOKERY_DB_ROOT_PASSWORD=b ROOKERY_LB_TCP=7801 ROOKERY_LB_HTTP=7881 \
    $compose -f compose.yaml config >"$work/compose.log" 2>&1) || {
    cat "$work/compose.log"
    die "compose.yaml cannot be read"
  }
  [ "$(grep -cE 'published: "?(7801|7881)"?$' "$work/compose.log")" = 2 ] ||
    die "compose.yaml does not open the ports that are asked for"
  echo "checked: compose.yaml"
}

check_backup() {
  if have mariadbd && have mariadb-dump && have mariadb-binlog; then
    "$top/cluster/restore-test.sh"
  else
    skip "the backup: no mariadbd, mariadb-dump or mariadb-binlog"
  fi
}

check_scripts
check_balancer
check_containers
check_backup
