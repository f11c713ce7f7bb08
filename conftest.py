"""What pytest leaves out: modules that run in environments of their own, or need an extra that is not installed."""

from importlib.util import find_spec

collect_ignore_glob = ["tests/benchmarks/person_names_nomenklatura.py", "tests/superset/ask_superset.py"]
if not (find_spec("torch") and find_spec("onnx")):
    collect_ignore_glob.append("extractors/language/training/*")
