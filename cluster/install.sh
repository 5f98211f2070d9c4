# shellcheck shell=sh
# The programs that a local cluster is made of, and the tests with it. Debian's packages that are named here are the
# programs alone: databases and Redis come without a service, and none is started.

# Whether there is a server of Redis: Debian has the same program in its tools, under another name.
have_redis() { have redis-server || have redis-check-rdb; }

# Prints the packages (Debian's names) whose programs are missing.
missing_packages() {
  have nginx || echo nginx
  # Debian's nginx loads stream from a package of its own.
  case $(nginx -V 2>&1) in
    *--with-stream=dynamic*)
      [ -f "$(nginx -V 2>&1 | tr ' ' '\n' | sed -n 's/^--modules-path=//p')/ngx_stream_module.so" ] ||
        echo libnginx-mod-stream
      ;;
    *--with-stream*) ;;
    *) echo libnginx-mod-stream ;;
  esac
  have_redis && have redis-cli || echo redis-tools
  have mariadbd || echo mariadb-server-core
  have mariadb && have mariadb-install-db && have my_print_defaults || echo mariadb-client-core
  have curl || echo curl
  have ps || echo procps
}

# Makes a folder for work that goes on at the next run, or takes it again. Where others may write beside it, as in /tmp,
# it must be ours, and no link to elsewhere.
own_folder() {
  mkdir -p "$(dirname "$1")"
  mkdir -m 700 "$1" 2>/dev/null || :
  if [ ! -d "$1" ] || [ -L "$1" ] || [ ! -O "$1" ]; then die "$1 is not a folder of yours: remove it."; fi
}

can_install() { [ "$(id -u)" = 0 ] && have apt-get; }

# Installs the programs without which cluster/check.sh skips a part, where it may and they are to be had: nobody else
# must have them.
install_checkers() {
  can_install || return 0
  packages=$({
    have shellcheck || echo shellcheck
    have mariadb-dump && have mariadb-binlog || echo mariadb-client
    have docker-compose || docker compose version >/dev/null 2>&1 || echo docker-compose
  } | tr '\n' ' ')
  [ -n "$packages" ] || return 0
  say "installing $packages"
  install_quietly "$packages" || say "could not install $packages; what needs them is skipped."
}

# Installs what is missing.
#   need_tools WHO [PROGRAM...]: PROGRAM is one that WHO needs besides, in a package of the same name
need_tools() {
  who=$1
  shift
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  packages=$({
    missing_packages
    for program; do have "$program" || echo "$program"; done
  } | sort -u | tr '\n' ' ')
  [ -n "$packages" ] || return 0
  can_install || die "$who needs $packages(Debian's names), which only root can install here with apt-get."
  say "installing $packages"
  install_quietly "$packages" || die "could not install $packages."
}

# Installs without starting what the packages bring: a cluster runs processes of its own. Debian asks a file whether
# a service may start; where there is none, one that says no stands there meanwhile.
install_quietly() {
  policy=/usr/sbin/policy-rc.d
  ours=
  if [ ! -e "$policy" ]; then
    ours=1
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  status=0
  # shellcheck disable=SC2086 # each word is a package
  { apt-get -o DPkg::Lock::Timeout=120 update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends $1; } \
    >&2 </dev/null || status=$?
  if [ -n "$ours" ]; then
    rm -f "$policy"
    trap - EXIT HUP INT TERM
  fi
  return $status
}
