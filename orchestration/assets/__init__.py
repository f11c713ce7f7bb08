"""The assets, one module per layer. Each is thin: fetch rows, call one function, store rows, return metadata."""
