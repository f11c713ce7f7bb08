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

echo "== steps of the reading, each given what comes before it, on articles that the model had not learned from"
.venv/bin/python -c 'import json, extractors.meetings.model as m; r = json.load(open(m.MODEL_FOLDER / "cross_validation.json"))
print(*(f"{step:28} {value:.3f}" for step, value in r["steps"].items()), f"({r[\"articles\"]} articles, {r[\"folds\"]} folds; made by make train-reader)", sep="\n")'
