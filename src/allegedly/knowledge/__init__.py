"""What the desk knows, as data: lexicons per language, event types, sources, parties, places. Checked at load."""
