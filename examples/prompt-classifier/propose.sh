#!/bin/sh
# Proposes the next file of moves/: its first line is the hypothesis, the rest the prompt. Stands in for somebody who has
# written prompts before.
set -eu
move=$(ls moves | sed -n "${AUTORESEARCH_EXPERIMENT}p")
[ -n "$move" ] || exit 4
sed 1d "moves/$move" >prompt.txt
sed -n 1p "moves/$move"
