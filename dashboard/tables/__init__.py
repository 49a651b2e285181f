"""Read, validate and join the tables of data/; the world's boundaries and names."""
