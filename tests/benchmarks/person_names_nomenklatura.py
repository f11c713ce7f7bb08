"""Scores of nomenklatura's matchers for the name benchmark; runs under any Python that has nomenklatura.

    python person_names_nomenklatura.py FILE.csv > scores.json

`person_names.py` calls it: nomenklatura (MIT) needs libicu and a compiler and stays out of the project's own environment.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from followthemoney import model
from nomenklatura.matching import ScoringConfig, get_algorithm

ALGORITHMS = ("logic-v2", "logic-v1", "name-based", "regression-v1")


def entity(key: str, name: str, office: str, country: str) -> object:
    found = model.make_entity("Person")
    found.id = key
    for prop, value in (("name", name), ("position", office), ("country", country.lower())):
        if value:
            found.add(prop, value)
    return found


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scores = {}
    for name in ALGORITHMS:
        algorithm = get_algorithm(name)
        if algorithm is None:
            continue
        config = ScoringConfig.defaults()
        scores[name] = [
            algorithm.compare(
                entity(f"left-{number}", row["left"], row["left_office"], row["left_country"]),
                entity(f"right-{number}", row["right"], row["right_office"], row["right_country"]),
                config,
            ).score
            for number, row in enumerate(rows)
        ]
    json.dump(scores, sys.stdout)


if __name__ == "__main__":
    main()
