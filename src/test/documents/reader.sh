# Commands of documents, as a reader has them who sits before the screen; sourced by the shell that runs the documents.
# shellcheck shell=bash
set -o pipefail

# A status from 400 on makes it fail; it prints what it would print anyway.
curl() { command curl --fail-with-body "$@"; }

# A Java that is new enough, whatever the machine calls java. A gateway is not left running.
java() {
  case " $* " in
    *" -Djarmode="*) "$JAVA" "$@" ;;
    *" -jar "*cameleer.jar" "*) (gateway "$@") ;;
    *) "$JAVA" "$@" ;;
  esac
}

# Has ports and a folder of its own; is told to stop once it listens, as by Ctrl-C, and has to end well.
gateway() {
  local folder
  folder=$(mktemp -d)
  env -u KAFKA_BOOTSTRAP_SERVERS CAMELEER_SERVER_PORT=0 SERVER_PORT=0 CAMELEER_KAFKA_EMBEDDED_PORT=0 \
    "CAMELEER_DATA=$folder/data" "$JAVA" "$@" > "$folder/log" 2>&1 &
  # shellcheck disable=SC2064 # the folder is this one
  trap "kill -KILL $! 2> /dev/null; cat '$folder/log'; rm -rf '$folder'" EXIT
  until grep -q 'Cameleer listens on' "$folder/log"; do
    kill -0 $! 2> /dev/null || return 1
    sleep 0.2
  done
  kill -TERM $!
  wait $!
}

# The scripts of these names of Kafka's distribution. The consumer ends when nothing more has come for a while.
kafka-console-producer.sh() { "$JAVA" -Xmx256m -cp "$KAFKA_TOOLS" kafka.tools.ConsoleProducer "$@"; }
kafka-console-consumer.sh() {
  "$JAVA" -Xmx256m -cp "$KAFKA_TOOLS" org.apache.kafka.tools.consumer.ConsoleConsumer --timeout-ms 6000 "$@"
}
