"""Records <-> rows: the only place that knows both. Load, dump and the change log."""
