"""The learned reader of meetings, in the making: candidates, heads, decoder, training. `extractors.meetings` reads until it wins; see README.md."""
