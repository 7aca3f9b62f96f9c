"""A plan's own version of a reference policy: what the reference changed since, merged three ways."""
