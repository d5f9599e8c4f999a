#!/bin/sh
# Builds a copy of the project and prints the median time, how many tests ran, and how many files the build made jars of.
# Usage: sh build.sh TARGET (which is only named, the whole project is built)    GOALS="clean package" RUNS=3 WARM_UP=1
set -eu
runs=${RUNS:-3}
goals=${GOALS:-clean package}

command -v mvn >/dev/null || { echo "mvn is not installed: install Maven 3.8 or newer and a JDK" >&2; exit 69; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What earlier builds left behind would be found by this one.
mkdir "$work/project"
tar -cf - --exclude=./.git --exclude=target --exclude=./.autoresearch . | tar -xf - -C "$work/project"
cd "$work/project"

i=$((1 - ${WARM_UP:-1}))
while [ "$i" -le "$runs" ]; do
    start=$(date +%s%N)
    # shellcheck disable=SC2086
    if ! mvn -o -B -q $goals >"$work/log" 2>&1; then
        cat "$work/log" >&2
        if grep -q 'offline mode\|has not been downloaded' "$work/log"; then
            echo "what this build needs is not downloaded yet: run mvn $goals once online" >&2
            exit 69
        fi
        exit 1
    fi
    end=$(date +%s%N)
    # The first build fills the disk's cache and is not counted; WARM_UP=0 goes without it.
    [ "$i" -eq 0 ] || echo "$(((end - start) / 1000000))" >>"$work/times"
    i=$((i + 1))
done

sort -n "$work/times" | awk '{ t[NR] = $1 / 1000 }
    END { printf "METRIC build_time_s=%.3f\n", NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'
# A test that failed to run or was skipped is none.
find . -path '*/target/surefire-reports/*.xml' -exec cat {} + | awk '
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
    /<testsuite / || suite { if ($0 ~ /<testsuite /) suite = 1; tests += number("tests"); skipped += number("skipped")
        if ($0 ~ />/) suite = 0 }
    END { print "METRIC tests=" tests - skipped }'
echo "METRIC artefacts=$(find . -path '*/target/*' \( -name '*.class' -o -name '*.jar' \) ! -path '*/test-classes/*' | wc -l | tr -d ' ')"
