"""Runs in Superset's own environment: imports an archive, asks the API for every chart's data, and prints what came as JSON.

SUPERSET_HOME=… SUPERSET_CONFIG_PATH=… python ask_superset.py ARCHIVE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from superset.app import create_app

USER, PASSWORD = "admin", "admin"


def main(archive: Path) -> None:
    app = create_app()
    with app.app_context():
        security = app.appbuilder.sm
        if security.find_user(USER) is None:
            security.add_user(USER, "A", "B", "admin@localhost", security.find_role("Admin"), PASSWORD)
    client = app.test_client()  # outside the context: each request has one of its own
    token = client.post(
        "/api/v1/security/login", json={"username": USER, "password": PASSWORD, "provider": "db", "refresh": True}
    ).get_json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}

    def get(path: str) -> Any:
        answer = client.get(f"/api/v1/{path}", headers=headers)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.get_data(as_text=True)[:500]}"
        return answer.get_json()

    headers |= {"X-CSRFToken": get("security/csrf_token/")["result"]}
    with archive.open("rb") as file:
        imported = client.post(
            "/api/v1/assets/import/", headers=headers, data={"bundle": (file, archive.name), "sparse": "false"}
        )
    assert imported.status_code == 200, imported.get_data(as_text=True)

    every = "?q=(page_size:100)"
    [database] = get("database/")["result"]
    tables = get(f"database/{database['id']}/tables/?q=(schema_name:marts)")["result"]
    [dashboard] = get("dashboard/")["result"]
    charts = {chart["slice_name"]: chart["id"] for chart in get(f"chart/{every}")["result"]}
    datasets = {one["table_name"]: get(f"dataset/{one['id']}")["result"] for one in get(f"dataset/{every}")["result"]}
    write = client.post(
        "/api/v1/sqllab/execute/",
        headers=headers,
        json={"database_id": database["id"], "sql": "create table marts.mine (a int)", "schema": "marts"},
    )
    print(
        json.dumps(
            {
                "tables": sorted(table["value"] for table in tables),
                "dashboard": dashboard["dashboard_title"],
                "on_the_dashboard": [
                    chart["slice_name"] for chart in get(f"dashboard/{dashboard['id']}/charts")["result"]
                ],
                "charts": {name: get(f"chart/{key}/data/")["result"][0]["data"] for name, key in charts.items()},
                "columns": {
                    name: {column["column_name"]: column["description"] for column in dataset["columns"]}
                    for name, dataset in datasets.items()
                },
                "writing": write.status_code,
            },
            default=str,
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
