"""English: spaCy parse, rules over dependencies."""
