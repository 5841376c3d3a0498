"""The stages of an assessment: their path, moving on and back, and what says that it is published."""
