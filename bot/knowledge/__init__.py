"""What the bot knows and may say, read from YAML."""
