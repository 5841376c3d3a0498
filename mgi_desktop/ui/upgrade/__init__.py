"""Another version of the questionnaire for an assessment."""
