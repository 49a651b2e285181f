"""Files a reader takes along: a figure or table in, bytes out."""
