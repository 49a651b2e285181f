"""Who and why: the figures of the profile by attribute; a chart only where there are several."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from dashboard.charts.bars import Bar, draw_bars
from dashboard.charts.grouped_bars import Band, draw_bands
from dashboard.charts.palette import Palette
from dashboard.tables.people import PeopleTables
from dashboard.tables.people_schemas import ATTRIBUTES
from dashboard.tables.rows import Row
from dashboard.words import profile_words
from dashboard.words.folding import folded
from dashboard.words.periods import day
from dashboard.words.sources import SourceLine, source_lines

WHY = ("motive", "permit_reason")
WHO = tuple(name for name in ATTRIBUTES if name not in WHY)
NAME_WIDTH = 26


@dataclass(frozen=True)
class ProfileFigure:
    """Figures of one survey: what they say, when and of whom, what stands beside, sources."""

    texts: list[str]
    asked: str
    more: list[str]
    sources: list[SourceLine]


@dataclass(frozen=True)
class ProfileChart:
    """A chart of figures that may stand on one scale; `names` and `series` are its numbers.

    `rows` are the figures of the profile that are drawn, `labels` say which of them are not exact,
    by series and place.
    """

    heading: str
    alt: str
    figure: go.Figure
    names: list[str]
    series: dict[str, list[float | None]]
    rows: list[Row]
    labels: dict[str, list[str]]


@dataclass(frozen=True)
class ProfileSection:
    """All figures of one attribute."""

    attribute: str
    heading: str
    charts: list[ProfileChart]
    figures: list[ProfileFigure]


def profile_sections(
    tables: PeopleTables, attributes: Sequence[str], palette: Palette
) -> list[ProfileSection]:
    """Return the attributes in order with all their figures."""
    return [
        ProfileSection(
            attribute=name,
            heading=profile_words.HEADINGS[name],
            charts=_charts(tables.attribute(name), profile_words.HEADINGS[name], palette),
            figures=[_figure(rows, tables) for rows in _of_one_survey(tables.attribute(name))],
        )
        for name in attributes
    ]


def _of_one_survey(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows, those of the same people, date, sample and source together."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = (profile_words.asked_words(row), row["source_id"])
        found.setdefault(key, []).append(row)
    return list(found.values())


def _figure(rows: Sequence[Row], tables: PeopleTables) -> ProfileFigure:
    more = [profile_words.comparison_words(row) for row in rows]
    more += [profile_words.note_words(row, alone=len(rows) == 1) for row in rows]
    return ProfileFigure(
        texts=[profile_words.figure_words(row) for row in rows],
        asked=profile_words.asked_words(rows[0]),
        more=[line for line in more if line],
        sources=source_lines(rows[0]["source_id"], tables.sources),
    )


def _charts(rows: list[Row], heading: str, palette: Palette) -> list[ProfileChart]:
    """Return a chart of emigrants against residents, and one for each survey with two answers."""
    charts: list[ProfileChart] = []
    rows = [row for row in rows if row["unit"] == "percent"]
    compared = _compared(rows)
    if compared:
        charts.append(_against_residents(*compared, palette))
    used = [row["profile_id"] for row in compared[0]] if compared else []
    left = [row for row in rows if row["profile_id"] not in used and row["subject"] == "emigrants"]
    surveys: dict[str, list[Row]] = {}
    for row in left:
        surveys.setdefault(row["asked"], []).append(row)
    charts += [_survey(each, heading, palette) for each in surveys.values() if len(each) > 1]
    return charts


def _compared(rows: list[Row]) -> tuple[list[Row], list[tuple[str, float]]] | None:
    """Return emigrants and the residents to set beside them, where the facts have both."""
    residents = [row for row in rows if row["subject"] == "residents"]
    if residents:
        beside = [(profile_words.bar_name(row), float(row["value"])) for row in residents]
        return [row for row in rows if row["subject"] == "emigrants"], beside
    own = [row for row in rows if profile_words.comparison_words(row)]
    if not own:
        return None
    return own, [("As that source gives it", float(row["comparison_value"])) for row in own]


def _against_residents(
    emigrants: list[Row], residents: list[tuple[str, float]], palette: Palette
) -> ProfileChart:
    label = emigrants[0]["label"]
    heading = f"{label[0].upper()}{label[1:]}, in percent"
    ours = [
        (
            row["profile_id"],
            escape(profile_words.bar_name(row)),
            float(row["value"]),
            profile_words.value_words(float(row["value"]), row["unit"], row["bound"]),
        )
        for row in emigrants
    ]
    others = [("", escape(name), value, f"{value:g}%") for name, value in residents]
    bands = [
        Band("Emigrants", palette.accent, ours),
        Band("Residents of Russia", palette.origin, others),
    ]
    listed = [(f"{band.heading}, {name}", text) for band in bands for _, name, _, text in band.bars]
    own, beside = ([bar[2] for bar in band.bars] for band in bands)
    return ProfileChart(
        heading,
        profile_words.chart_alt(heading, listed),
        draw_bands(bands, palette),
        [name for _, name, _, _ in (*ours, *others)],
        {
            bands[0].heading: [*own, *(None for _ in beside)],
            bands[1].heading: [*(None for _ in own), *beside],
        },
        emigrants,
        {bands[0].heading: [_bounded(row) for row in emigrants]},
    )


def _survey(rows: list[Row], heading: str, palette: Palette) -> ProfileChart:
    """Return the answers of one survey; never those of two."""
    dates = list(dict.fromkeys(day(row["as_of"]) for row in rows))
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    title = f"{heading}, in percent: {rows[0]['asked']}, {when}"
    bars = [
        Bar(
            iso3=row["profile_id"],
            name=folded(escape(f"{row['label'][0].upper()}{row['label'][1:]}"), NAME_WIDTH),
            value=float(row["value"]),
            color=palette.accent,
            label=profile_words.value_words(float(row["value"]), row["unit"], row["bound"]),
        )
        for row in rows
    ]
    listed = [(bar.name.replace("<br>", " "), bar.label) for bar in bars]
    figure = draw_bars(bars, palette)
    lines = max(bar.name.count("<br>") + 1 for bar in bars)
    if lines > 1:
        figure.update_layout(height=len(bars) * (18 * lines + 6) + 12)
    return ProfileChart(
        title,
        profile_words.chart_alt(title, listed),
        figure,
        [name for name, _ in listed],
        {heading: [bar.value for bar in bars]},
        rows,
        {heading: [_bounded(row) for row in rows]},
    )


def _bounded(row: Row) -> str:
    if row["bound"] == "exact":
        return ""
    return profile_words.value_words(float(row["value"]), row["unit"], row["bound"])
