"""My briefing: the views a reader collects."""
