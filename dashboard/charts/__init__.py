"""Plotly builders and the palette of both themes: plain data in, Figure out."""
