"""The learned reader of meetings. Whom persons act for is decided by it; `extractors.meetings` decides the rest until it wins there, too: README.md."""
