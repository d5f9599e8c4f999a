#!/bin/sh
# Serves recorded requests with the settings of settings.json, as a formula: the same settings give the same number.
set -eu
workers=$(sed -n 's/.*"workers": *\([0-9]*\).*/\1/p' src/settings.json)
batch=$(sed -n 's/.*"batch": *\([0-9]*\).*/\1/p' src/settings.json)
awk -v w="$workers" -v b="$batch" 'BEGIN { printf "epoch 1 accuracy: 0.1\naccuracy: %.4f\n", 0.5 + 0.4 / (1 + (w - 12) * (w - 12) / 50 + (b - 48) * (b - 48) / 2000) }'
