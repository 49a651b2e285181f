"""Titles, captions, tooltips and alt text, made from the data a figure is made from."""
