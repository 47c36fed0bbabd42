"""Who may be supported: what the rules of the knowledge come to in somebody's case."""
