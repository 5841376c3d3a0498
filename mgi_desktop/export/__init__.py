"""A profile becomes the bytes of a file."""
