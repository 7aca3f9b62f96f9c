"""The one read model: studies, policies, indications and references as read, with their SQL next to them."""
