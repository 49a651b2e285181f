"""The arithmetic: plain numbers and dataclasses, no Streamlit and no Plotly."""
