#!/bin/sh
grep "^ops_per_sec:" run.log
