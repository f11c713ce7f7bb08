"""Nothing is sent: what the libraries would tell their makers is switched off here, before any of them loads.

Both packages import this module first, so it holds for the program, its tests and the training, and for the processes that they start.

| library | what it would do |
|---|---|
| ONNX Runtime | look up its maker's host in every process; keep a device id and a store of events in the user's cache folder |
| dbt | send usage statistics (`dbt_project.yml` says no as well) |
| Hugging Face's hub, below `tokenizers` | tell who loads what; ask whether files that are there are the newest |

Dagster is told in `orchestration/dagster.yaml`, DuckDB (which would download extensions) where it is opened; spaCy, polars, trafilatura send nothing.
`tests/e2e/test_silence.py` runs the whole job and fails on any look-up, any connection, and any file in a place of its own choosing.
"""

import os

os.environ.update(
    ORT_DISABLE_TELEMETRY="1",
    DO_NOT_TRACK="1",
    HF_HUB_DISABLE_TELEMETRY="1",
    HF_HUB_OFFLINE="1",
)
