#!/bin/sh
grep -q workers settings.json
