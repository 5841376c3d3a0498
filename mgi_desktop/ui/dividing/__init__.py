"""Dividing the work: which part of the questionnaire is whose."""
