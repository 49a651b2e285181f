"""The URL grammar: text in, a typed view and a list of refusals out, and back."""
