"""The grammar of German time expressions: all rules together.

A rule is tried only at the words of its `openers` (the groups of words in `finder.py`); among the rules that match there
the longest match wins, among equals the rule listed first.
"""

from extractors.dates import calendar_rules, other_rules, relative_rules

RULES = (*calendar_rules.RULES, *relative_rules.RULES, *other_rules.RULES)
