"""The page of the questionnaires, and what comes and goes as files of them."""
