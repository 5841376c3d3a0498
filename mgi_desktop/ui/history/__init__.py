"""What was done, by whom and when; earlier values said again, and what must go erased for good."""
