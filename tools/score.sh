#!/usr/bin/env bash
# tools/score.sh GOLD [arguments of score.py, e.g. --errors 50]
# Figures on the five example articles, then on the development set, each in a warehouse of its own under build/.
set -euo pipefail
cd "$(dirname "$0")/.."

gold=$1
shift
if [ ! -f "$gold/score.py" ]; then
    echo "No gold annotations at $gold: there is nothing to compare with. They are kept outside the project; name the folder that holds score.py: make score GOLD=/path/to/gold" >&2
    exit 1
fi

mkdir -p build
for set in seeds dev; do
    warehouse=build/score/$set/gipfel.duckdb
    articles=$([ $set = seeds ] && echo seeds/articles || echo "$gold/dev/articles.jsonl")
    .venv/bin/gipfel run "$articles" --warehouse "$warehouse" >"build/score-$set.log" 2>&1 || { cat "build/score-$set.log"; exit 1; }
    echo "== $set"
    .venv/bin/python "$gold/score.py" "$warehouse" "$gold/$set/gold.jsonl" --json "build/score-$set.json" "$@"
done
