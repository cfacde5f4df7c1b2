"""What the web desk loads in the browser, and how it is fetched."""
