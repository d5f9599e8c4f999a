#!/bin/sh
# Runs the program under the settings of jvm.options.
set -eu
young=
heap=
while IFS='=' read -r key value; do
  key=${key%%[ #]*}
  value=${value%%#*}
  value=${value# }
  value=${value%%[ 	]*}
  case $key in
    '') ;;
    collector) set -- "$@" "-XX:+Use${value}GC"; collector=$value ;;
    heap_mb) heap=$value; set -- "$@" "-Xmx${value}m" ;;
    fixed) [ "$value" = false ] || set -- "$@" "-Xms${heap}m" ;;
    young_percent) young=$((heap * value / 100)); set -- "$@" "-Xmn${young}m" ;;
    survivor_ratio) set -- "$@" "-XX:SurvivorRatio=$value" ;;
    tenuring) set -- "$@" "-XX:MaxTenuringThreshold=$value" ;;
    pause_ms) [ "$collector" = Serial ] || set -- "$@" "-XX:MaxGCPauseMillis=$value" ;;
    threads) [ "$collector" = Serial ] || set -- "$@" "-XX:ParallelGCThreads=$value" ;;
    pretouch) [ "$value" = false ] || set -- "$@" -XX:+AlwaysPreTouch ;;
    huge_pages) [ "$value" = false ] || set -- "$@" -XX:+UseTransparentHugePages ;;
    *) printf 'jvm.options: unknown setting %s\n' "$key" >&2; exit 1 ;;
  esac
done <jvm.options
echo "java $*"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "$@" -XX:-UsePerfData -cp build Work
