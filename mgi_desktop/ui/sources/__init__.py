"""The sources page: what the answers rest on."""
