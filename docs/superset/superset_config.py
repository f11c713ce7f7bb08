"""Settings for a Superset on this machine that reads Gipfel's published file; SUPERSET_CONFIG_PATH names this file.

Superset keeps its own database (users, charts) in SUPERSET_HOME and asks for nothing from the network.
"""

import os
from pathlib import Path

HOME = Path(os.environ.get("SUPERSET_HOME", Path.home() / ".superset"))

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
PREVENT_UNSAFE_DB_CONNECTIONS = False  # DuckDB is a file on the server, which Superset does not allow by itself
TALISMAN_ENABLED = False  # it is served on this machine only, without https
WTF_CSRF_EXEMPT_LIST = ["superset.security.api"]
FEATURE_FLAGS = {"ALERT_REPORTS": False}
