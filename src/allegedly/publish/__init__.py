"""View -> pages, terminal, exports, brief. Receives what is stored, read-only."""
