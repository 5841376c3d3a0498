"""Sharing by file: what goes into it, who can open it, and what its reader will see."""
