"""Presenter mode and the view inside another page."""
