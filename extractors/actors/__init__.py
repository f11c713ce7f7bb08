"""Who is named in an article: mentions, their phrases, and the entities behind them."""
