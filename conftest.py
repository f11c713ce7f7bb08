"""What holds for all tests: which modules pytest leaves out, and that no test is about time."""

from importlib.util import find_spec

from hypothesis import settings

import extractors.silence  # noqa: F401  for tests that call a library directly

# These run in environments of their own, or need an extra that is not installed.
collect_ignore_glob = [
    "tests/benchmarks/person_names_nomenklatura.py",
    "tests/superset/ask_superset.py",
    "tests/e2e/watching/*",
]
if not (find_spec("torch") and find_spec("onnx")):
    collect_ignore_glob += ["extractors/language/training/*", "tests/benchmarks/cross_validate_reading.py"]
    collect_ignore_glob += [
        f"extractors/reader/training/{name}.py"
        for name in ("__main__", "evaluate", "export", "fit", "initial", "network")
    ]

# The first call of many a function reads files, and a machine may be busy.
settings.register_profile("gipfel", deadline=None)
settings.load_profile("gipfel")
