"""Charts as columns of numbers: what a native chart draws, what it rests on, and its workbook.

A bar that does not start at zero is a stack on an invisible bar. The real numbers then stand in
columns of their own, and the stack is worked out from them by formulas, so that whoever edits the
chart changes the real numbers.
"""

import datetime
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import xlsxwriter

from dashboard.charts.figure import Bars, Bridge, Charted, Counts, Lines, Span, Spans
from dashboard.files.deck import clean
from dashboard.files.text import harmless

Look = Literal["solid", "range", "hidden", "mark", "total", "rise", "fall"]
TINY, THOUSAND = 1e-9, 1000
# The same deck makes the same bytes, whenever it is made.
MADE = datetime.datetime(2000, 1, 1)
DOT, AT_LEAST, UP_TO = "●", "►", "◄"


@dataclass(frozen=True)
class Column:
    """A column of numbers under a heading; `formula` gives those of row `{r}` from the others."""

    name: str
    values: list[float | None]
    look: Look = "solid"
    marks: list[str] = field(default_factory=list)
    formula: str = ""


@dataclass(frozen=True)
class Columns:
    """What a chart draws, name by name, and the `basis` that its formulas use."""

    names: list[str]
    details: list[str]
    drawn: list[Column]
    basis: list[Column] = field(default_factory=list)


def columns_of(chart: Charted) -> Columns:
    """Return the columns of a chart."""
    match chart:
        case Bars() | Lines():
            bars = isinstance(chart, Bars)
            details = [_gaps(chart, at) if bars else "" for at in range(len(chart.names))]
            drawn = [
                Column(name, numbers(values), marks=chart.labels.get(name, []))
                for name, values in chart.series.items()
            ]
            return Columns(list(chart.names), details, drawn)
        case Spans():
            return _around(chart) if chart.now is not None else _stacked(chart)
        case Bridge():
            return _bridge(chart)


def numbers(values: Sequence[float | None]) -> list[float | None]:
    """Return the values, None where one is missing."""
    return [None if value is None or value != value else float(value) for value in values]


def _gaps(chart: Counts, place: int) -> str:
    """Say which bars are missing, as a missing bar looks like one of zero.

    Series that never share a name are groups of bars, of which none is missing.
    """
    missing = [name for name, values in chart.series.items() if numbers(values)[place] is None]
    if not missing:
        return ""
    if len(missing) == len(chart.series):
        return "no figure"
    return "" if apart(chart) else f"no figure: {', '.join(missing)}"


def apart(chart: Counts) -> bool:
    """Return whether no name has a bar in more than one series."""
    each = zip(*(numbers(values) for values in chart.series.values()), strict=True)
    return all(sum(value is not None for value in values) <= 1 for values in each)


def _around(chart: Spans) -> Columns:
    """Return a tornado: bars from where things stand now to either end."""
    return Columns(
        [span.name for span in chart.spans],
        [span.label for span in chart.spans],
        [
            Column("From", numbers([span.low for span in chart.spans]), "range"),
            Column("To", numbers([span.high for span in chart.spans]), "range"),
        ],
    )


def _grouped(spans: Sequence[Span]) -> list[Span]:
    """Return the spans with a row of its own, without a bar, for the heading of each group."""
    if len({span.group for span in spans}) <= 1:
        return list(spans)
    rows: list[Span] = []
    for span in spans:
        if not rows or rows[-1].group != span.group:
            rows.append(Span(f"{span.group}:", None, None, None, "", span.group))
        rows.append(span)
    return rows


def _stacked(chart: Spans) -> Columns:
    spans = _grouped(chart.spans)
    stacks = [_stack(span) for span in spans]
    start = 'IF(F{r}<>"",F{r},IF(G{r}<>"",G{r},H{r}))'
    before = 'IF(F{r}="",0,IF(G{r}<>"",G{r}-F{r},IF(H{r}<>"",H{r}-F{r},0)))'
    beyond = 'IF(OR(G{r}="",H{r}=""),0,H{r}-G{r})'
    return Columns(
        [span.name for span in spans],
        [span.label for span in spans],
        [
            Column("Start", [stack[0] for stack in stacks], "hidden", formula=start),
            Column("Range", [stack[1] for stack in stacks], "range", formula=before),
            Column("Mark", [0.0] * len(spans), "mark", marks=[stack[3] for stack in stacks]),
            Column(
                "Range beyond the claim", [stack[2] for stack in stacks], "range", formula=beyond
            ),
        ],
        [
            Column("From", numbers([span.low for span in spans])),
            Column("Single claim", numbers([span.at for span in spans])),
            Column("To", numbers([span.high for span in spans])),
        ],
    )


def _stack(span: Span) -> tuple[float, float, float, str]:
    """Return start, width up to the claim (or of all), width beyond it, and the sign at it."""
    low, at, high = numbers([span.low, span.at, span.high])
    start = next((value for value in (low, at, high) if value is not None), 0.0)
    middle = at if at is not None else high
    before = middle - low if low is not None and middle is not None else 0.0
    beyond = high - at if at is not None and high is not None else 0.0
    sign = DOT if at is not None or (low is not None and low == high) else ""
    if (low is None) != (high is None):
        sign = AT_LEAST if high is None else UP_TO
    return start, before, beyond, sign


def _bridge(chart: Bridge) -> Columns:
    steps = chart.steps
    kinds = ["total" if s.total else "rise" if s.end >= s.start else "fall" for s in steps]

    def lengths(name: str, look: Look) -> Column:
        each = zip(steps, kinds, strict=True)
        values = [abs(step.end - step.start) if kind == look else None for step, kind in each]
        return Column(name, values, look, formula="ABS(G{r}-F{r})")

    starts: list[float | None] = [min(step.start, step.end) for step in steps]
    return Columns(
        [step.name for step in steps],
        [step.label for step in steps],
        [
            Column("Start of the bar", starts, "hidden", formula="MIN(F{r},G{r})"),
            lengths("Total", "total"),
            lengths("Rise", "rise"),
            lengths("Fall", "fall"),
        ],
        [
            Column("From", [float(step.start) for step in steps]),
            Column("To", [float(step.end) for step in steps]),
        ],
    )


def number_format(columns: Columns) -> str:
    """Return a spreadsheet format with as many places as each number needs, two at most."""
    values = [
        value
        for column in (columns.basis or columns.drawn)
        for value in column.values
        if value is not None
    ]
    if all(float(value).is_integer() for value in values):
        return "#,##0"
    short = all(abs(value - round(value, 2)) < TINY for value in values)
    return "General" if short and max(map(abs, values)) < THOUSAND else "#,##0.00"


def chart_workbook(fill: Callable[[Any, Any], object]) -> bytes:
    """Return the workbook behind a chart: `fill` gets it and its sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        fill(book, book.add_worksheet())
    return out.getvalue()


def columns_workbook(names: list[str], columns: Columns, form: str) -> bytes:
    """Return the workbook of columns: what is drawn, and the numbers it is worked out from."""

    def fill(book: Any, sheet: Any) -> None:
        number = book.add_format({"num_format": form})
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, len(columns.drawn) + len(columns.basis), 16)
        for row, name in enumerate(names, start=1):
            sheet.write_string(row, 0, harmless(name))
        for place, column in enumerate([*columns.drawn, *columns.basis], start=1):
            sheet.write_string(0, place, harmless(clean(column.name)))
            for row, value in enumerate(column.values, start=1):
                if value is not None and column.formula:
                    formula = column.formula.format(r=row + 1)
                    sheet.write_formula(row, place, f"={formula}", number, value)
                elif value is not None:
                    sheet.write_number(row, place, value, number)

    return chart_workbook(fill)
