"""Published versions: frozen forever, and read again to the byte.

``freeze`` keeps a version inside a write transaction. ``read_releases``, ``release_of`` and
``newest_release`` say which there are; ``manifest_of``, ``frozen_texts``, ``frozen_text``, ``forms_of`` and
``document_of`` read what they hold.
"""
