"""Named reads: one ``.sql`` file each, run over the public views and tables, plain rows out."""

from kb.queries.known import require_policy
from kb.queries.named import query_names, run

__all__ = ["query_names", "require_policy", "run"]
