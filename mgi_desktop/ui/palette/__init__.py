"""The palette: every action, page, indicator and assessment by a few letters, and what was written below."""
