"""How many left: estimates and scenarios."""
