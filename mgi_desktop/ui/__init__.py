"""The window: pages over the services, one theme, words in the language of the interface."""
