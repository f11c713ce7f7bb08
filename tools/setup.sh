#!/usr/bin/env bash
# Make .venv hold exactly what requirements.lock says, and the project itself (editable).
# Safe to call as often as you like: when nothing changed it only compares a stamp. A set-up that was
# cut off left no stamp and starts afresh. PYTHON=… picks the interpreter (3.11, 3.12 or 3.13).
# With `dashboard`, what the dashboard and its tests need is installed, too, and stays.
set -euo pipefail
cd "$(dirname "$0")/.."

uv_version=0.13.9
stamp=.venv/.gipfel-setup
with_dashboard=.venv/.gipfel-dashboard
locks=(requirements.lock)
if [ "${1:-}" = dashboard ] || [ -f "$with_dashboard" ]; then locks+=(requirements-dashboard.lock); fi

supported() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if supported "$candidate"; then echo "$candidate"; return; fi
    done
    echo "No Python 3.11, 3.12 or 3.13 found (tried: ${PYTHON:-python3 python3.13 python3.12 python3.11})." \
         "Install one, or name it: make PYTHON=/path/to/python3 …" >&2
    return 1
}

python=$(find_python)
wanted="$("$python" -c 'import sys; print(*sys.version_info[:2], sys.base_prefix)') $PWD uv $uv_version
$(cat "${locks[@]}" pyproject.toml tools/setup.sh | cksum)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then exit 0; fi

echo "Setting up .venv (the first time takes a minute or two) …" >&2
# Same interpreter and folder as last time: only what changed is installed. Else from scratch.
if [ ! -f "$stamp" ] || [ "$(head -n 1 "$stamp")" != "$(head -n 1 <<<"$wanted")" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        echo "$python cannot make a virtual environment (on Debian and Ubuntu: apt install python3-venv)." >&2
        exit 1
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$uv_version"
else
    rm "$stamp"
fi

# uv does not read pip's configuration: where pip has an index of its own, uv gets the same one.
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
    index=$(.venv/bin/python -m pip config list | sed -n "s/^[^=]*[.:]index-url='\(.*\)'\$/\1/p" | tail -n 1)
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
fi
uv() { .venv/bin/uv pip "$@" --quiet --python .venv/bin/python; }
uv sync --require-hashes --compile-bytecode "${locks[@]}"
if [ ${#locks[@]} -gt 1 ]; then touch "$with_dashboard"; fi
uv install --no-deps --no-build-isolation --editable .
# dbt reads its project once, so that the first run need not
.venv/bin/python -c 'from orchestration import dbt, paths; dbt.prepared_manifest(paths.WarehousePaths.from_file(), paths.DBT_PROJECT)'
printf '%s\n' "$wanted" >"$stamp"
echo "Ready: $(.venv/bin/python --version), $(.venv/bin/gipfel --version 2>/dev/null || echo gipfel)." >&2
