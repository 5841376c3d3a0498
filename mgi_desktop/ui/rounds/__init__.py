"""The page that compares two rounds, and what begins a new one."""
