"""Named reads: one ``.sql`` file each, run over the public views and tables, plain rows out."""

from kb.queries.named import query_names, run

__all__ = ["query_names", "run"]
