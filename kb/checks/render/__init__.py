"""A listing of problems for people, as a document (``page``), and for programs (``rows``, ``sarif``)."""
