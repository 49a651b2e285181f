"""The plain map in Dash, which keeps a reader's zoom where it is told to."""

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from tests.bench.plain_figure import TITLE, countries, permits, plain_figure

DATA, SHAPES = permits(), countries()
FIRST, LAST = int(DATA["year"].min()), int(DATA["year"].max())

app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1(TITLE),
        dcc.Slider(FIRST, LAST, 1, value=min(2023, LAST), id="year"),
        dcc.Graph(id="map"),
    ]
)


@app.callback(Output("map", "figure"), Input("year", "value"))
def draw(year: int) -> go.Figure:
    """Return the map of the chosen year."""
    return plain_figure(DATA, SHAPES, year).update_layout(uirevision="kept")


if __name__ == "__main__":
    app.run(debug=False)
