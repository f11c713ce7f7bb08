#!/usr/bin/env bash
# tools/superset.sh FOLDER: install Apache Superset into FOLDER/venv, and make its own database in FOLDER/home.
# Safe to call again: what is there already stays. Needs the project's .venv (tools/setup.sh) for uv.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mkdir -p "${1:?a folder}" && cd "$1" && pwd)
stamp=$folder/.ready
wanted=$(cat docs/superset/requirements.txt docs/superset/superset_config.py tools/superset.sh | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then exit 0; fi

# uv does not read pip's configuration: where pip has an index of its own, uv gets the same one (as in tools/setup.sh).
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
    index=$(.venv/bin/python -m pip config list | sed -n "s/^[^=]*[.:]index-url='\(.*\)'\$/\1/p" | tail -n 1)
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
fi
echo "Setting up Apache Superset in $folder (700 MB, a few minutes the first time) …" >&2
rm -rf "$folder/venv" "$folder/home" "$stamp"
mkdir -p "$folder/home"
.venv/bin/uv venv --quiet --python 3.11 "$folder/venv"
.venv/bin/uv pip install --quiet --python "$folder/venv/bin/python" --requirement docs/superset/requirements.txt

export SUPERSET_HOME=$folder/home SUPERSET_CONFIG_PATH=$PWD/docs/superset/superset_config.py FLASK_APP=superset
export SUPERSET_SECRET_KEY=${SUPERSET_SECRET_KEY:-only-for-this-machine-and-its-tests}
"$folder/venv/bin/superset" db upgrade >"$folder/setup.log" 2>&1
"$folder/venv/bin/superset" init >>"$folder/setup.log" 2>&1
printf '%s\n' "$wanted" >"$stamp"
