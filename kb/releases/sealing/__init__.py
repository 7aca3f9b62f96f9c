"""The seal of a release: hashes over all of its parts, chained from version to version.

``seal`` makes it when a version is frozen; ``find_damage`` holds what the database has today against it, and
``version_of_hash`` tells the version of a hash that was kept elsewhere.
"""
