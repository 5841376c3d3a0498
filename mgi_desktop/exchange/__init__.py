"""Files that come in or travel."""
