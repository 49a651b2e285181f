"""Streamlit pieces that two or more pages use, and what they are made from."""
