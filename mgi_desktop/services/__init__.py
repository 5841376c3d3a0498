"""What a person can do: one public method, one transaction, and what changed."""
