#!/bin/sh
# The locked requirements must be what requirements/*.in ask for. $1: the compile command.
set -eu
for pair in "runtime requirements.txt" "dev requirements-dev.txt" "spark requirements-spark.txt"; do
    set -- "$1" $pair
    cp "$3" ".venv/$3"
    $1 "requirements/$2.in" -o ".venv/$3"
    cmp -s "$3" ".venv/$3" || { echo "$3 is not what requirements/$2.in asks for; run: make lock" >&2; exit 1; }
done
