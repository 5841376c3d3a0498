"""The questionnaire page."""
