"""The desk over a store: what pages, feeds, terminal and programs read, and what people mean by what they type."""
