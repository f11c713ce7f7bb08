"""A table where its columns fit, else one field a line: narrow terminals lose no column and break no word into a pillar of letters."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

ENOUGH = 12  # cells of a line: a column that has so many is readable, whatever it holds
_BETWEEN = 3  # cells between two columns


class FittingTable(Table):
    """A table that turns into records where the console is too narrow for it. Its cells are plain texts."""

    as_records: bool | None = None  # None: as it fits

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = needed(self) > options.max_width if self.as_records is None else self.as_records
        if narrow and self.row_count:
            yield from self._records()
        else:
            yield from super().__rich_console__(console, options)

    def _records(self) -> RenderResult:
        if self.title:
            yield Text(str(self.title), style="bold")
        names = [str(column.header) for column in self.columns]
        for number, row in enumerate(zip(*(column.cells for column in self.columns), strict=True), 1):
            yield Rule(Text(f"{number}"), align="left", style="dim", characters="-")
            record = Table.grid(padding=(0, 2, 0, 0))
            record.add_column(style="bold", overflow="fold")
            record.add_column(overflow="fold")
            for name, value in zip(names, row, strict=True):
                record.add_row(name, value)
            yield record


def needed(table: Table) -> int:
    """How wide a console has to be for every column to be readable: its longest line, or enough to wrap words in."""
    widths = []
    for column in table.columns:
        texts = [str(cell) for cell in (column.header, *column.cells)]
        longest = max(cell_len(line) for text in texts for line in (text.splitlines() or [""]))
        widths.append(longest if column.no_wrap else min(longest, max(ENOUGH, cell_len(str(column.header)))))
    return sum(widths) + _BETWEEN * len(widths)


def fitting(title: str | None, records: bool | None) -> FittingTable:
    """An empty one; `records` says whether it is shown as records, None leaves it to the console's width."""
    table = FittingTable(title=title, title_justify="left", title_style="bold", header_style="bold", show_edge=False)
    table.as_records = records
    return table
