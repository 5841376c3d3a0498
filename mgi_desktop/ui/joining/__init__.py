"""One assessment taken into another."""
