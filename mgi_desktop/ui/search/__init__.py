"""The page of everything that was found."""
