"""Russian and Ukrainian: morphology, clauses and lexicon, no parser."""
