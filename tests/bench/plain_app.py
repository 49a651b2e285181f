"""The plain map in Streamlit; the files are read once and kept, as any tutorial would have it."""

import streamlit as st

from tests.bench.plain_figure import TITLE, countries, permits, plain_figure

st.set_page_config(layout="wide")
st.title(TITLE)
data = st.cache_data(permits)()
first, last = int(data["year"].min()), int(data["year"].max())
year = st.slider("Year", first, last, value=min(2023, last), key="year")
st.plotly_chart(plain_figure(data, st.cache_data(countries)(), year))
