#!/bin/sh
# Serves recorded requests with the settings of settings.json, as a formula: the same settings give the same number.
set -eu
workers=$(sed -n 's/.*"workers": *\([0-9]*\).*/\1/p' settings.json)
batch=$(sed -n 's/.*"batch": *\([0-9]*\).*/\1/p' settings.json)
awk -v w="$workers" -v b="$batch" 'BEGIN { printf "ops_per_sec: %.4f\n", 900 - (w - 12) * (w - 12) * 3 - (b - 48) * (b - 48) / 4 }'
