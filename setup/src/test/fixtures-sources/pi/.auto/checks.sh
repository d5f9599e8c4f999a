#!/bin/bash
set -euo pipefail
grep -q workers settings.json
