"""The preferences page."""
