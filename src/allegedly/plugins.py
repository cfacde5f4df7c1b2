"""Plugin doors: built-ins and plug-ins enter by entry points of the same groups."""
