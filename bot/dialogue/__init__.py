"""What to do about a message: a pure function from a Message to a Turn."""
