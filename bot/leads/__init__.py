"""People to call back, who calls them, and the digest that says so."""
