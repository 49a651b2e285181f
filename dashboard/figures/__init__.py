"""One function a figure: a view and the tables in; plotly figure, words and table out."""
