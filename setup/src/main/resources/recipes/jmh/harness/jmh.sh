#!/bin/sh
# Compiles the target with the benchmark beside this file and runs JMH: two forks, each warmed up, with the allocation profiler.
# Usage: sh jmh.sh SOURCE_FILE    JMH_ARGS="-f 2 -wi 5 -i 5 -w 1 -r 1"
set -eu
target=${1:?usage: jmh.sh SOURCE_FILE}
here=$(dirname "$0")
repository=${MAVEN_REPOSITORY:-${HOME:-}/.m2/repository}

for program in java javac; do
    command -v "$program" >/dev/null || { echo "$program is not installed: install a JDK, 21 or newer" >&2; exit 69; }
done
jar() { find "$repository/$1" -name '*.jar' ! -name '*-sources.jar' 2>/dev/null | sort -V | tail -n 1; }
path=
for library in org/openjdk/jmh/jmh-core org/openjdk/jmh/jmh-generator-annprocess net/sf/jopt-simple/jopt-simple \
        org/apache/commons/commons-math3; do
    found=$(jar "$library")
    [ -n "$found" ] || { echo "JMH is not in $repository: mvn dependency:get -Dartifact=org.openjdk.jmh:jmh-generator-annprocess:1.37" >&2; exit 69; }
    path=$path:$found
done
path=${path#:}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -proc:full -cp "$path" -processorpath "$path" -d "$work" "$here/TargetBenchmark.java" "$target"
# shellcheck disable=SC2086
java -Djmh.ignoreLock=true -cp "$work:$path" org.openjdk.jmh.Main ${JMH_ARGS:--f 2 -wi 5 -i 5 -w 1 -r 1} -foe true \
    -prof gc -rf csv -rff "$work/result.csv"
awk -F, 'NR > 1 {
        gsub(/"/, "")
        if ($1 !~ /:/) { printf "METRIC ops_per_s=%s\n", $5 }
        if ($1 ~ /gc\.alloc\.rate\.norm$/) { printf "METRIC bytes_per_op=%s\n", $5 }
    }' "$work/result.csv"
