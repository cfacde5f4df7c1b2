"""What the desk hands on, in formats of others. `table.EXPORTS` lists them; `docs/exports.md` describes each column."""
