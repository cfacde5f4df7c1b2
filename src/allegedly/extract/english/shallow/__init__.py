"""English without a parser: word lists, neighbours and clause marks give a tree good enough for the same rules."""
