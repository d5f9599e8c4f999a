#!/bin/sh
# Builds bench with the settings of flags.conf. A setting that this gcc or this machine does not know fails the build.
set -eu
while IFS='=' read -r key value; do
  key=${key%%[ #]*}
  value=${value%%#*}
  value=${value# }
  value=${value%%[ 	]*}
  case $key in
    '') ;;
    optimize) set -- "$@" "-$value" ;;
    machine) [ "$value" = generic ] || set -- "$@" "-march=$value" ;;
    contract) set -- "$@" "-ffp-contract=$value" ;;
    math_errno) [ "$value" = true ] && set -- "$@" -fmath-errno || set -- "$@" -fno-math-errno ;;
    trapping_math) [ "$value" = true ] && set -- "$@" -ftrapping-math || set -- "$@" -fno-trapping-math ;;
    vectorize) [ "$value" = true ] && set -- "$@" -ftree-vectorize || set -- "$@" -fno-tree-vectorize ;;
    vector_cost) set -- "$@" "-fvect-cost-model=$value" ;;
    # Widths are an x86 matter; elsewhere the setting has no effect.
    vector_bits) case $(uname -m) in x86_64) set -- "$@" "-mprefer-vector-width=$value" ;; esac ;;
    unroll) [ "$value" = true ] && set -- "$@" -funroll-loops || set -- "$@" -fno-unroll-loops ;;
    unroll_times) set -- "$@" --param "max-unroll-times=$value" ;;
    inline_insns) set -- "$@" --param "max-inline-insns-auto=$value" ;;
    prefetch) [ "$value" = true ] && set -- "$@" -fprefetch-loop-arrays || set -- "$@" -fno-prefetch-loop-arrays ;;
    if_convert) [ "$value" = true ] && set -- "$@" -fif-conversion || set -- "$@" -fno-if-conversion -fno-if-conversion2 ;;
    loop_interchange) [ "$value" = true ] && set -- "$@" -floop-interchange || set -- "$@" -fno-loop-interchange ;;
    align_loops) set -- "$@" "-falign-loops=$value" ;;
    *) printf 'flags.conf: unknown setting %s\n' "$key" >&2; exit 1 ;;
  esac
done <flags.conf
echo "gcc $*"
gcc "$@" bench.c -lm -o bench
