"""Meetings and who takes part in them: candidates, learned heads, an exact decoder, and back to the words; see README.md."""
