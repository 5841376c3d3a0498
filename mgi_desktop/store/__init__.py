"""The one SQLite file: edits, drafts and what is derived from them."""
