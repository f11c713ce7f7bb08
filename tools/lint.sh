#!/usr/bin/env bash
# All static checks; every one runs, so that one call shows all that is wrong.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1 </dev/null); then
        printf '%-14s ok\n' "$name"
    else
        printf '%-14s failed\n%s\n' "$name" "$output"
        failed+=("$name")
    fi
}

check format .venv/bin/ruff format --check .
check style .venv/bin/ruff check .
check types .venv/bin/mypy
check borders .venv/bin/lint-imports --no-cache
check sql .venv/bin/sqlfluff lint --processes 0 --disable-progress-bar dbt_project

if [ ${#failed[@]} -gt 0 ]; then
    echo "lint failed: ${failed[*]} (make format mends format and some of style)" >&2
    exit 1
fi
