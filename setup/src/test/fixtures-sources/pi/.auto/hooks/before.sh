#!/bin/bash
echo "read the profile first"
