"""Who may see what: what restrictions reach, what a report becomes, and the editions that those below one read."""
