"""Where a document states the figures of a study that has no places in it yet."""
