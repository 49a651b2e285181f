"""What a person runs: python3 -m dashboard.commands.NAME."""
