"""Which meetings an article reports, and who takes part: clauses, triggers, arguments, meetings, claims."""
