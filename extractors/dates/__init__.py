"""German time expressions of news: found in a text, resolved against the day of publication.

>>> from datetime import date
>>> [expression] = find_time_expressions("Er reist kommende Woche nach Wien.")
>>> resolve(expression, date(2025, 3, 6), "future")
ResolvedDate(start_date=datetime.date(2025, 3, 10), end_date=None, precision='week')
"""

from extractors.dates.finder import find_time_expressions
from extractors.dates.resolution import ResolvedDate, dateline_day, resolve
from extractors.dates.values import TimeExpression

__all__ = ["ResolvedDate", "TimeExpression", "dateline_day", "find_time_expressions", "resolve"]
