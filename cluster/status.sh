# shellcheck shell=sh
# The picture of a local cluster. All numbers come from the nodes themselves: /observe/metrics and /observe/health.

# The nodes' metrics, all asked at once, as a node that stands still would make the others wait.
#   sample SUFFIX: leaves $dir/run/node-N.SUFFIX, empty where a node did not answer
sample() {
  for node in $(seq "$nodes"); do
    ask "http://127.0.0.1:$(node_admin "$node")/observe/metrics" >"$dir/run/node-$node.$1" 2>/dev/null &
  done
  wait
}

# One line of numbers from two samples of a node:
#   sessions connections entries/s deliveries/s commands-per-commit ack-p99 delivery-p99 lane-depth database redis
# `-` stands for what the node does not tell.
numbers() {
  awk '
    # The sum over all tags of a metric, but those that are a part of a distribution.
    /^#/ { next }
    {
      value = $NF
      name = $1
      sub(/[{].*/, "", name)
      if (name ~ /_seconds_bucket$/) {
        match($0, /le="[^"]*"/)
        bound = substr($0, RSTART + 4, RLENGTH - 5)
        if (FNR == NR) before[name, bound] = value
        else { bucket[name, bound] = value; order[name, ++bounds[name]] = bound }
      } else if (FNR == NR) old[name] += value
      else { new[name] += value; seen[name] = 1 }
    }
    function told(name, form) { return name in seen ? sprintf(form, new[name]) : "-" }
    function grown(name) { return new[name] - old[name] }
    function rate(name) {
      return name in seen && seconds > 0 ? sprintf("%d", grown(name) / seconds + 0.5) : "-"
    }
    # The first bound that holds 99 of 100 measurements of the time between the samples.
    function p99(name,   i, all, bound) {
      name = name "_bucket"
      all = bucket[name, "+Inf"] - before[name, "+Inf"]
      if (all <= 0) return "-"
      for (i = 1; i <= bounds[name]; i++) {
        bound = order[name, i]
        if (bucket[name, bound] - before[name, bound] >= 0.99 * all)
          return bound == "+Inf" ? ">" order[name, i - 1] * 1000 "ms" : "<" bound * 1000 "ms"
      }
    }
    END {
      # It was started again in between: all that it counted is new.
      if (grown("rookery_uptime_seconds") < 0) { split("", old); split("", before) }
      seconds = grown("rookery_uptime_seconds")
      commits = grown("rookery_commit_entries_count")
      printf "%s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n", told("rookery_sessions", "%d"), told("rookery_connections", "%d"),
        rate("rookery_commit_entries_sum"), rate("rookery_frames_out_total"),
        (commits > 0 ? sprintf("%.1f", grown("rookery_commit_entries_sum") / commits) : "-"),
        p99("rookery_ack_seconds"), p99("rookery_delivery_seconds"),
        told("rookery_lane_depth", "%d"), told("rookery_database_up", "%d"), told("rookery_redis_up", "%d")
    }' "$1" "$2"
}

# A state with its sign, padded to one width, in colours for people only.
mark() {
  case $1 in
    up | ready) sign='●' colour=32 ;;
    stopped) sign='◼' colour=31 ;;
    dead) sign='✗' colour=31 ;;
    down) sign='○' colour=2 ;;
    *) sign='◌' colour=33 ;;
  esac
  if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    printf '\033[%sm%s %-9s\033[0m' "$colour" "$sign" "$1"
  else
    printf '%s %-9s' "$sign" "$1"
  fi
}

# A part other than a node: it is up when it answers, not when it merely exists.
part_state() {
  state=$(state_of "$1")
  if [ "$state" = up ] && ! "$1_ready" >/dev/null 2>&1; then state=silent; fi
  echo "$state"
}

node_state() {
  state=$(state_of "node-$1")
  if [ "$state" = up ]; then
    state=ready
    node_ready "$1" >/dev/null 2>&1 || state="not ready"
  fi
  echo "$state"
}

or_dash() { pid_of "$1" || echo -; }

yes_no() {
  case $1 in
    1) echo up ;;
    0) echo away ;;
    *) echo "$1" ;;
  esac
}

# The sum of two numbers, of which the second may be untold.
plus() {
  if [ "$2" = - ]; then echo "$1"; else echo $(($1 + $2)); fi
}

# Expects a sample `old`, makes one `new`, and draws what happened in between.
draw() {
  sample new
  columns=' %7s %5s %5s %5s %8s %5s %6s %7s %5s %7s %8s %6s %4s %5s\n'
  all_sessions=0 all_conns=0 all_stored=0 all_frames=0
  printf '\n  clients\n     │\n  balancer   '
  mark "$(part_state balancer)"
  printf ' tcp 127.0.0.1:%s   ws://127.0.0.1:%s/ws   pid %s\n     │\n' "$lb_tcp" "$lb_http" "$(or_dash balancer)"
  # shellcheck disable=SC2059 # the same columns for head and rows
  printf "     │%16s$columns" '' '' '' '' '' '' '' stored frames '' ack delivery '' '' ''
  # shellcheck disable=SC2059
  printf "     │%16s$columns" '' pid tcp http admin sessions conns /s /s batch p99 p99 queued db redis
  for node in $(seq "$nodes"); do
    IFS='|' read -r sessions conns stored frames batch ack delivery queued db redis <<EOF
$(numbers "$dir/run/node-$node.old" "$dir/run/node-$node.new")
EOF
    printf '     ├── %s ' "$node"
    mark "$(node_state "$node")"
    # shellcheck disable=SC2059
    printf "$columns" "$(or_dash "node-$node")" "$(node_tcp "$node")" "$(node_http "$node")" "$(node_admin "$node")" \
      "$sessions" "$conns" "$stored" "$frames" "$batch" "$ack" "$delivery" "$queued" \
      "$(yes_no "$db")" "$(yes_no "$redis")"
    all_sessions=$(plus "$all_sessions" "$sessions") all_conns=$(plus "$all_conns" "$conns")
    all_stored=$(plus "$all_stored" "$stored") all_frames=$(plus "$all_frames" "$frames")
  done
  if [ "$nodes" -gt 1 ]; then
    # shellcheck disable=SC2059
    printf "     │   %-13s$columns" sum '' '' '' '' \
      "$all_sessions" "$all_conns" "$all_stored" "$all_frames" '' '' '' '' '' ''
  fi
  printf '     │\n     ├── database '
  mark "$(part_state database)"
  printf ' 127.0.0.1:%s   pid %s\n     └── redis    ' "$db_port" "$(or_dash database)"
  mark "$(part_state redis)"
  printf ' 127.0.0.1:%s   pid %s\n\n' "$redis_port" "$(or_dash redis)"
}

cluster_status() {
  if [ ! -f "$dir/settings" ]; then
    say "there is no cluster in $dir: ./rookery cluster up makes one."
    return 1
  fi
  [ "$nodes" -gt 0 ] || read -r nodes lb_tcp lb_http <"$dir/settings"
  sample old
  sleep 1 # rates need two looks
  draw
}

watch_status() {
  sample old
  while sleep 1; do
    picture=$(draw)
    printf '\033[H\033[2J%s\n' "$picture"
    for node in $(seq "$nodes"); do mv "$dir/run/node-$node.new" "$dir/run/node-$node.old"; done
  done
}
