"""The command line `gipfel`: one module per group of commands.

Only the modules of this package print. What a command needs of Dagster, dbt or spaCy is imported inside
the command, so that the others start at once.
"""

from orchestration.cli.app import main

__all__ = ["main"]
