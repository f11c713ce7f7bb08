"""Text in, typed rows out: what one article says, and who is who across articles."""

import extractors.silence  # noqa: F401  before any library below
