"""One frozen settings object, read once, in cli."""
