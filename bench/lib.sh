# Shared by the benchmarks in this folder; sourced, not run.
#
# Starts origins, an nginx as bare reverse proxy and the gateway, all on free ports of the loopback
# interface, and stops whatever it started when the script ends, however it ends.
# shellcheck shell=bash

set -euo pipefail
BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROJECT=$(dirname "$BENCH")
JAR=${JAR:-$PROJECT/target/cameleer.jar}
JVM_FLAGS=${JVM_FLAGS--Xmx512m}
CHAOS_FLAGS=(-Xmx256m -XX:+UseSerialGC -Dstdout.encoding=UTF-8)
KEY=bench-key
ANSWER="Camels store fat, not water"
PATH=$PATH:/usr/local/sbin:/usr/sbin # where nginx is, on many machines for root only
export LC_ALL=C

RESULTS= # where the figures and logs of this run are kept
SCRATCH= # configurations and nginx prefixes; removed at the end
REPLY=   # what free_port and the start functions give back
STARTED=() # process groups to stop at the end
PORTS=()   # ports given out
ON_SERVED=() # the command that keeps gateway and proxies on their cores; none: all cores, for everything
ON_LOAD=()   # the same for origin and load generator
PROXY_WORKERS=auto # of an nginx as proxy: one per core

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

say() {
  echo "$*" >&2
}

# ---- before anything is started

# require COMMAND...: ends the script when one is missing.
require() {
  local command
  for command in "$@"; do
    command -v "$command" >/dev/null || fail "$command is needed and was not found on the PATH"
  done
}

# whole_numbers VARIABLE...: ends the script unless each holds a whole number above 0.
whole_numbers() {
  local name
  for name in "$@"; do
    [[ ${!name} =~ ^[1-9][0-9]*$ ]] || fail "$name must be a whole number above 0, not '${!name}'"
  done
}

java_version() {
  "$1" -version 2>&1 | sed -nE '1s/.*version "([0-9]+).*/\1/p'
}

# Sets JAVA: the one given, else that of JAVA_HOME or of the PATH, else the newest below /usr/lib/jvm.
find_java() {
  local candidate version newest=0
  if [[ -z ${JAVA:-} ]]; then
    for candidate in "${JAVA_HOME:-/none}/bin/java" "$(command -v java || true)"; do
      if [[ -x $candidate ]] && (($(java_version "$candidate") >= 21)); then
        JAVA=$candidate
        return
      fi
    done
    for candidate in /usr/lib/jvm/*/bin/java; do
      [[ -x $candidate ]] || continue
      version=$(java_version "$candidate")
      if ((version >= 21 && version > newest)); then
        JAVA=$candidate
        newest=$version
      fi
    done
  fi
  [[ -n ${JAVA:-} ]] || fail "a JDK 21 or newer is needed; name its java with JAVA=/path/to/bin/java"
  (($(java_version "$JAVA") >= 21)) || fail "$JAVA is older than Java 21"
}

# What the gateway needs to start: sets JAVA.
find_gateway() {
  find_java
  [[ -f $JAR ]] || fail "$JAR is missing; build it first (mvn package), or name another with JAR=/path"
}

# prepare NAME: makes the results and scratch folders and sees to it that everything is stopped.
prepare() {
  local now
  now=$(date +%Y-%m-%dT%H%M%S)
  RESULTS=$BENCH/results/$now-$1
  mkdir -p "$RESULTS"
  SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/cameleer-bench.XXXXXX")
  chmod 711 "$SCRATCH" # workers of an nginx started by root run as another user
  trap stop_all EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  describe_machine >"$RESULTS/machine.md"
}

describe_machine() {
  local cores load
  cores=$(nproc)
  load=$(cut -d' ' -f1 /proc/loadavg)
  echo "- Machine: $(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -1), $cores cores," \
    "$(awk '/^MemTotal/ {printf "%.0f GB", $2 / 1048576}' /proc/meminfo), Linux $(uname -r)"
  if [[ -n ${JAVA:-} ]]; then
    echo "- Java: $("$JAVA" -version 2>&1 | sed -n 2p); JVM flags: \`${JVM_FLAGS:-none}\`"
  fi
  if command -v nginx >/dev/null && command -v wrk >/dev/null; then
    echo "- $(nginx -v 2>&1 | sed 's/.*: //')," \
      "wrk $(wrk -v 2>&1 | sed -nE '1s/^wrk ([^ ]+ [^ ]+).*/\1/p')"
  fi
  echo "- Commit: $(git -C "$PROJECT" rev-parse --short HEAD 2>/dev/null || echo none);" \
    "date: $(date +%Y-%m-%d); load average before the run: $load"
  if awk -v load="$load" -v cores="$cores" 'BEGIN {exit !(load > cores / 4)}'; then
    say "warning: the load average is $load; something else is running and will distort the figures"
  fi
}

# ---- processes

# part_cores NUMBER: gives the first cores to what is measured and the others to what measures. Where there are no
# others, all share all.
part_cores() {
  local -a cores
  mapfile -t cores < <(awk '/^Cpus_allowed_list/ {
    ranges = split($2, range, ",")
    for (i = 1; i <= ranges; i++) {
      ends = split(range[i], end, "-")
      for (core = end[1]; core <= end[ends]; core++) print core
    }
  }' /proc/self/status)
  (($1 < ${#cores[@]})) || return 0
  require taskset
  ON_SERVED=(taskset -c "$(IFS=, && echo "${cores[*]:0:$1}")")
  ON_LOAD=(taskset -c "$(IFS=, && echo "${cores[*]:$1}")")
  PROXY_WORKERS=$1
}

# start NAME COMMAND...: starts it in a process group of its own, its output in NAME.log.
start() {
  local name=$1
  local -a on=("${ON_SERVED[@]}")
  shift
  [[ $name != origin ]] || on=("${ON_LOAD[@]}")
  setsid "${on[@]}" "$@" >"$RESULTS/$name.log" 2>&1 </dev/null &
  REPLY=$!
  STARTED+=("$REPLY")
}

# stop GROUP: ends it, gently for ten seconds, then by force.
stop() {
  local group=$1 tries=100
  kill -TERM -- "-$group" 2>/dev/null || return 0
  while pgrep -g "$group" >/dev/null && ((tries-- > 0)); do sleep 0.1; done
  kill -KILL -- "-$group" 2>/dev/null || true
  wait "$group" 2>/dev/null || true
}

# Runs when the script ends; keeps its exit status.
stop_all() {
  local status=$? i
  trap - EXIT
  trap '' INT TERM
  for ((i = ${#STARTED[@]} - 1; i >= 0; i--)); do stop "${STARTED[i]}"; done
  trim_logs
  rm -rf "$SCRATCH"
  exit "$status"
}

# Keeps the ends of long logs: the gateway writes a line for every call.
trim_logs() {
  local log
  for log in "$RESULTS"/*.log; do
    if (($(stat -c %s "$log") > 1000000)); then
      {
        head -n 200 "$log"
        echo "... $(($(wc -l <"$log") - 400)) lines left out by the benchmark ..."
        tail -n 200 "$log"
      } >"$SCRATCH/trimmed"
      mv "$SCRATCH/trimmed" "$log"
    fi
  done
}

listening() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# REPLY becomes a port nobody listens on, from below the range the kernel takes client ports from.
free_port() {
  local tries=200
  while ((tries-- > 0)); do
    REPLY=$((20000 + RANDOM % 12000))
    if [[ " ${PORTS[*]} " != *" $REPLY "* ]] && ! listening "$REPLY"; then
      PORTS+=("$REPLY")
      return
    fi
  done
  fail "no free port found"
}

# await NAME GROUP SECONDS COMMAND...: until the command succeeds; fails when the process ends first.
await() {
  local name=$1 group=$2 tries=$(($3 * 5))
  shift 3
  until "$@"; do
    if ! kill -0 "$group" 2>/dev/null || ((tries-- <= 0)); then
      tail -n 20 "$RESULTS/$name.log" >&2
      fail "$name did not start; its log is $RESULTS/$name.log"
    fi
    sleep 0.2
  done
}

# ---- what is measured: the processes of a group together

# CPU time in clock ticks, user and system.
cpu_ticks() {
  local pid stat fields total=0
  for pid in $(pgrep -g "$1"); do
    stat=$(<"/proc/$pid/stat")
    read -ra fields <<<"${stat##*) }"
    total=$((total + fields[11] + fields[12]))
  done
  echo "$total"
}

# status_sum GROUP FIELD: the sum of a field of /proc/PID/status: VmRSS or VmHWM, the memory resident
# now or at its peak, in kB (shared pages count once per process); Threads.
status_sum() {
  local pid
  for pid in $(pgrep -g "$1"); do cat "/proc/$pid/status"; done |
    awk -v field="$2:" '$1 == field {sum += $2} END {print sum + 0}'
}

# cpu_us TICKS NUMBER: microseconds each.
cpu_us() {
  awk -v ticks="$1" -v number="$2" -v hertz="$(getconf CLK_TCK)" \
    'BEGIN {printf "%.1f", number ? ticks * 1e6 / hertz / number : 0}'
}

# ---- nginx

# start_nginx NAME: with the configuration read from standard input, in a prefix of its own.
start_nginx() {
  local name=$1 prefix=$SCRATCH/$1 user=
  mkdir -p "$prefix"
  ((EUID != 0)) || user="user $(id -un) $(id -gn);"
  {
    echo "$user"
    echo "daemon off; pid $prefix/nginx.pid; error_log stderr warn;"
    cat
  } >"$prefix/nginx.conf"
  start "$name" nginx -e stderr -p "$prefix" -c "$prefix/nginx.conf"
}

# Settings all servers share: nothing is written to disk but what is said otherwise, connections stay open.
nginx_common() {
  cat <<'CONF'
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  client_body_buffer_size 256k;
  client_max_body_size 8m;
  keepalive_requests 1000000000;
  keepalive_timeout 600s;
  tcp_nodelay on;
CONF
}

# Sets ORIGIN_PORT: a server that answers in the three dialects, always the same.
start_origin() {
  free_port
  ORIGIN_PORT=$REPLY
  start_nginx origin <<CONF
worker_processes 1;
events { worker_connections 8192; }
http {
$(nginx_common)
  access_log off;
  default_type application/json;
  server {
    listen 127.0.0.1:$ORIGIN_PORT backlog=4096;
    location = /v1/chat/completions { return 200 '$(openai_answer)'; }
    location = /v1/messages { return 200 '$(anthropic_answer)'; }
    location ^~ /v1beta/models/ { return 200 '$(gemini_answer)'; }
    location / { return 404 '{"error":{"message":"not a path of this origin"}}'; }
  }
}
CONF
  await origin "$REPLY" 10 listening "$ORIGIN_PORT"
}

# start_proxy UPSTREAM_PORT [NAME ACCESS_LOG]: sets PROXY and PROXY_PORT: a bare reverse proxy that does nothing else
# but write an access log, where one is asked for.
start_proxy() {
  local name=${2:-nginx}
  free_port
  PROXY_PORT=$REPLY
  start_nginx "$name" <<CONF
worker_processes $PROXY_WORKERS;
events { worker_connections 8192; }
http {
$(nginx_common)
  access_log ${3:-off};
  upstream origin {
    server 127.0.0.1:$1;
    keepalive 256;
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
  }
  server {
    listen 127.0.0.1:$PROXY_PORT backlog=4096;
    location / {
      proxy_pass http://origin;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering ${PROXY_BUFFERING:-on};
    }
  }
}
CONF
  PROXY=$REPLY
  await "$name" "$PROXY" 10 listening "$PROXY_PORT"
}

# ---- the gateway

ready() {
  local status
  status=$(curl -s -o "$SCRATCH/ready" -w '%{http_code}' -m 2 \
    "http://127.0.0.1:$GATEWAY_PORT/health/ready" || true)
  [[ $status == 200 ]]
}

# start_gateway ORIGIN_PORT: with three built-in providers, all of them that origin.
start_gateway() {
  launch_gateway <<YAML
  providers:
    openai: {api-key: x, base-url: "http://127.0.0.1:$1/v1"}
    anthropic: {api-key: x, base-url: "http://127.0.0.1:$1"}
    gemini: {api-key: x, base-url: "http://127.0.0.1:$1"}
YAML
}

# Starts the gateway with what standard input says of its configuration below "cameleer"; sets
# GATEWAY and GATEWAY_PORT. Its garbage collections are in gc.log.
launch_gateway() {
  local flags actuator_port
  read -ra flags <<<"$JVM_FLAGS"
  free_port
  actuator_port=$REPLY
  free_port
  GATEWAY_PORT=$REPLY
  {
    echo "cameleer:"
    echo "  server: {port: $GATEWAY_PORT, address: 127.0.0.1}"
    echo "  api-keys: [$KEY]"
    cat
  } >"$SCRATCH/cameleer.yaml"
  cd "$PROJECT"
  CAMELEER_CONFIG=$SCRATCH/cameleer.yaml SERVER_PORT=$actuator_port CAMELEER_JOBS_ENABLED=false start gateway \
    "$JAVA" "${flags[@]}" "-Xlog:gc:file=$RESULTS/gc.log" -jar "$JAR"
  GATEWAY=$REPLY
  say "starting the gateway on port $GATEWAY_PORT"
  await gateway "$GATEWAY" 90 ready
}

# ---- the gateway's memory

# Sets JCMD, and GROUND: how the live heap is found. Without a JDK's jcmd, it is the smallest heap
# that a garbage collection left since the reading before.
find_jcmd() {
  GC_LINES=0
  JCMD=$(dirname "$JAVA")/jcmd
  if [[ -x $JCMD ]]; then
    GROUND="after a full garbage collection (jcmd GC.run)"
  else
    JCMD=
    GROUND="the least that a garbage collection of the step left (no jcmd beside $JAVA)"
  fi
}

# Sets HEAP: the live heap in MB.
read_heap() {
  if [[ -n $JCMD ]]; then
    "$JCMD" "$GATEWAY" GC.run >/dev/null
    HEAP=$("$JCMD" "$GATEWAY" GC.heap_info | awk '
      /Metaspace|class space/ {next}
      match($0, /used [0-9]+[KM]/) {
        size = substr($0, RSTART + 5, RLENGTH - 5)
        sum += size ~ /M$/ ? size * 1024 : size + 0
      }
      END {if (sum) printf "%.1f", sum / 1024}')
  else
    HEAP=$(tail -n "+$((GC_LINES + 1))" "$RESULTS/gc.log" | awk '
      match($0, /->[0-9]+M/) {
        after = substr($0, RSTART + 2, RLENGTH - 3) + 0
        if (!found++ || after < least) least = after
      }
      END {if (found) print least}')
    GC_LINES=$(wc -l <"$RESULTS/gc.log")
  fi
  [[ -n $HEAP ]] || fail "the live heap could not be read"
}

# ---- providers that misbehave, and the client that finds out what comes of it

# start_chaos_origin NAME PROVIDER...: sets ORDERS, the port that takes orders, ORIGIN, the process
# group, and ORIGIN_PORTS, one for each provider.
start_chaos_origin() {
  local provider
  free_port
  ORDERS=$REPLY
  ORIGIN_PORTS=()
  for provider in "${@:2}"; do
    free_port
    ORIGIN_PORTS+=("$REPLY")
  done
  launch_chaos_origin "$@"
}

# The same on the ports given out before.
launch_chaos_origin() {
  local name=$1 port=0 provider
  local -a arguments=()
  for provider in "${@:2}"; do arguments+=("$provider:${ORIGIN_PORTS[port++]}"); done
  start "$name" "$JAVA" "${CHAOS_FLAGS[@]}" "$BENCH/ChaosOrigin.java" "$ORDERS" "${arguments[@]}"
  ORIGIN=$REPLY
  await "$name" "$ORIGIN" 60 listening "$ORDERS"
}

# order PROVIDER WHAT: prints what the provider has counted so far.
order() {
  curl -sSf -m 10 "http://127.0.0.1:$ORDERS/$1/$2" || fail "the origin did not obey: $1/$2"
}

# chaos_client FILE NAME=VALUE...: makes calls; its figures go to the file.
chaos_client() {
  "$JAVA" "${CHAOS_FLAGS[@]}" "$BENCH/ChaosClient.java" "port=$GATEWAY_PORT" "key=$KEY" \
    "${@:2}" >"$1" || fail "the client broke"
}

# figure FILE NAME: one of a client's figures, 0 if it has none of this name.
figure() {
  awk -v name="$2" '$1 == name {value = $2} END {print value == "" ? 0 : value}' "$1"
}

# ---- requests and answers

openai_answer() {
  printf '%s' '{"id":"chatcmpl-BxK2f8Qm1Zt7","object":"chat.completion","created":1760000000,' \
    '"model":"gpt-4.1-mini","choices":[{"index":0,"message":{"role":"assistant","content":"' \
    "$(answer_text)"'","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],' \
    '"usage":{"prompt_tokens":187,"completion_tokens":41,"total_tokens":228,' \
    '"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}'
}

anthropic_answer() {
  printf '%s' '{"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant",' \
    '"model":"claude-haiku-4-5","content":[{"type":"text","text":"'"$(answer_text)"'"}],' \
    '"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":187,' \
    '"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":41,' \
    '"service_tier":"standard"}}'
}

gemini_answer() {
  printf '%s' '{"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"' \
    "$(answer_text)"'"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":187,' \
    '"candidatesTokenCount":41,"totalTokenCount":228,' \
    '"promptTokensDetails":[{"modality":"TEXT","tokenCount":187}]},' \
    '"modelVersion":"gemini-2.5-flash","responseId":"x7FkaYzBLfqmz7IP"}'
}

answer_text() {
  printf '%s' "$ANSWER: a hump of up to 36 kg is burnt when food is short. They drink up to" \
    ' 100 litres in ten minutes, lose little water in breath and dung, and let their temperature' \
    ' rise by 6 °C before they sweat.'
}

# write_request MODEL BYTES FILE: a chat request of about that size (1000 at least), as an
# application would send it: a system prompt, an earlier turn, a question with a text to work on.
write_request() {
  local model=$1 bytes=$2 file=$3 head tail sentence text=
  head='{"model":"'$model'","messages":[{"role":"system","content":"You answer questions about'
  head+=' animals. Be brief, name your sources, and say so when you do not know.\nAnswer in plain'
  head+=' text: no tables, no \"fun facts\"."},{"role":"user","content":"Which animals live in the'
  head+=' Sahara?"},{"role":"assistant","content":"Among others the fennec fox, the addax, the'
  head+=' dromedary, the desert monitor and the jerboa."},{"role":"user","content":"How does one of'
  head+=' them, the dromedary, get along without water for so long? Use this text:\n\n'
  tail='"}],"temperature":0.2,"max_tokens":512}'
  sentence='The dromedary (\"Camelus dromedarius\") stands 1.8–2.3 m tall; it was tamed in Arabia'
  sentence+=' about 4,000 years ago and carries loads, gives milk and draws water to this day.\n'
  while ((${#head} + ${#text} + ${#sentence} / 2 + ${#tail} < bytes)); do text+=$sentence; done
  printf '%s' "$head$text$tail" >"$file"
}

# check_answer URL FILE: one call; fails unless it is answered with the origin's text.
check_answer() {
  local status
  status=$(curl -s -o "$SCRATCH/answer" -w '%{http_code}' -m 10 -H "Authorization: Bearer $KEY" \
    -H 'Content-Type: application/json' --data-binary "@$2" "$1" || true)
  if [[ $status != 200 ]] || ! grep -q "$ANSWER" "$SCRATCH/answer"; then
    fail "$1 answered $status: $(head -c 1000 "$SCRATCH/answer")"
  fi
}

# load URL FILE CONNECTIONS SECONDS: REPLY becomes "calls µs p50-µs p99-µs"; fails when a call failed.
load() {
  local errors
  "${ON_LOAD[@]}" wrk -t "${WRK_THREADS:-1}" -c "$3" -d "${4}s" --timeout 10s -s "$BENCH/report.lua" "$1" \
    -- "$2" "$KEY" >"$SCRATCH/wrk.txt" 2>&1 || fail "wrk failed: $(cat "$SCRATCH/wrk.txt")"
  REPLY=$(sed -n 's/^figures //p' "$SCRATCH/wrk.txt")
  errors=$(sed -n 's/^failed //p' "$SCRATCH/wrk.txt")
  [[ -n $REPLY && ${REPLY%% *} != 0 ]] || fail "no call to $1 was answered: $(cat "$SCRATCH/wrk.txt")"
  [[ $errors == "0 0 0 0 0" ]] ||
    fail "calls to $1 failed (status, connect, read, write, timeout): $errors"
}

# ---- benchmarks in parts, each with its bars

# counts NAME: one of the figures of JobsBench.java as origin, which listens on ORIGIN_PORT.
counts() {
  curl -sf -m 10 "http://127.0.0.1:$ORIGIN_PORT/counts" | sed -nE "s/.*\b$1=([0-9]+).*/\1/p"
}

# judge TEXT MEASURED EXPRESSION: a bar of the PART, met where awk's expression holds; else MISSED is set.
judge() {
  local verdict=met
  awk "BEGIN {exit !($3)}" || verdict=missed
  [[ $verdict == met ]] || MISSED=1
  echo "| $PART | $1 | $2 | $verdict |" >>"$RESULTS/report.md"
}
