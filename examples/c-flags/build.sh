#!/bin/sh
# Builds bench with the settings of flags.conf, by gcc or by the compiler that $CC names. A setting that it or this machine
# does not know fails the build; a setting that clang has no flag for has no effect there.
set -eu
compiler=${CC:-gcc}
case $($compiler --version) in *clang*) clang=yes ;; *) clang= ;; esac
while IFS='=' read -r key value; do
  key=${key%%[ #]*}
  value=${value%%#*}
  value=${value# }
  value=${value%%[ 	]*}
  case $clang:$key in
    *:) ;;
    *:optimize) set -- "$@" "-$value" ;;
    *:machine) [ "$value" = generic ] || set -- "$@" "-march=$value" ;;
    *:contract) set -- "$@" "-ffp-contract=$value" ;;
    *:math_errno) [ "$value" = true ] && set -- "$@" -fmath-errno || set -- "$@" -fno-math-errno ;;
    *:trapping_math) [ "$value" = true ] && set -- "$@" -ftrapping-math || set -- "$@" -fno-trapping-math ;;
    *:vectorize) [ "$value" = true ] && set -- "$@" -ftree-vectorize || set -- "$@" -fno-tree-vectorize ;;
    # Widths are an x86 matter; elsewhere the setting has no effect.
    *:vector_bits) case $(uname -m) in x86_64) set -- "$@" "-mprefer-vector-width=$value" ;; esac ;;
    *:unroll) [ "$value" = true ] && set -- "$@" -funroll-loops || set -- "$@" -fno-unroll-loops ;;
    *:align_loops) set -- "$@" "-falign-loops=$value" ;;
    yes:inline_insns) set -- "$@" -mllvm "-inline-threshold=$value" ;;
    yes:loop_interchange) [ "$value" = false ] || set -- "$@" -mllvm -enable-loopinterchange ;;
    yes:vector_cost | yes:unroll_times | yes:prefetch | yes:if_convert) ;;
    :vector_cost) set -- "$@" "-fvect-cost-model=$value" ;;
    :unroll_times) set -- "$@" --param "max-unroll-times=$value" ;;
    :inline_insns) set -- "$@" --param "max-inline-insns-auto=$value" ;;
    :prefetch) [ "$value" = true ] && set -- "$@" -fprefetch-loop-arrays || set -- "$@" -fno-prefetch-loop-arrays ;;
    :if_convert) [ "$value" = true ] && set -- "$@" -fif-conversion || set -- "$@" -fno-if-conversion -fno-if-conversion2 ;;
    :loop_interchange) [ "$value" = true ] && set -- "$@" -floop-interchange || set -- "$@" -fno-loop-interchange ;;
    *) printf 'flags.conf: unknown setting %s\n' "$key" >&2; exit 1 ;;
  esac
done <flags.conf
echo "$compiler $*"
$compiler "$@" bench.c -lm -o bench
