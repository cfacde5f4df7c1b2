"""Source -> Capture: bytes and how they were obtained. The only room that opens files and connections for intake."""
