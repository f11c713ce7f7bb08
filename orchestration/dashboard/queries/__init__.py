"""The SQL of the dashboard, against the marts only. Each function takes an opened version and gives rows."""
