"""The review page, and the comments that other pages show in their places."""
