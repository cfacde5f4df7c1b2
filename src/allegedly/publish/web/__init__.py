"""The web desk: server-rendered pages, readable without script, under a strict content policy."""
