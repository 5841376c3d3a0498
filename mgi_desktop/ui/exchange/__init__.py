"""What is exchanged by file: what came and went, what is in conflict, and with whom."""
