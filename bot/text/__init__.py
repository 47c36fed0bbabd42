"""The written word: from what people type to what can be compared."""
