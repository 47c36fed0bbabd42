"""Where people are, one file a platform."""
