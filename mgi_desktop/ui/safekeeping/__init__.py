"""Backups, the second folder, and bringing back what a backup has."""
