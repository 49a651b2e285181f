"""What the report on a reader's own table says, on the page and on the command line."""

from collections.abc import Mapping

from dashboard.own.choices import ONLY, Choice, choices, question
from dashboard.own.findings import Finding, Kind, Report, ReportRow, total
from dashboard.tables.indicators import NO_YEAR
from dashboard.words.numbers import full

MOST_OFFERED = 12

# In the order in which they are counted.
KIND_WORDS: Mapping[Kind, str] = {
    "matched": "matched",
    "fixed": "matched after a fix",
    "unmatched": "not matched",
    "undecided": "not decided",
    "part": "not the part shown",
    "period": "not the period shown",
    "duplicate": "duplicate",
    "negative": "negative",
    "not_a_number": "not a number",
    "no_value": "no value",
    "no_year": "no year",
    "unit_slip": "likely unit slip",
    "share": "share or per cent",
    "left_out": "left out by you",
    "footnote": "a note",
}
PLAIN = Finding("matched")
MEMORY_NOTE = (
    "The file goes to the server this app runs on and is kept in memory for this session only: "
    "not written to disk, not shown to another reader. For confidential data run the app on your "
    "own machine."
)
CAUTION_LINE = "On this layer the figures are your own, and nobody but you vouches for them."
FULL_NOTE = (
    "This server is holding as many tables as it can. Try again later, or run the dashboard on "
    "your own machine"
)
GONE_NOTE = (
    "The table this page showed is gone. Tables are kept in memory only, and this session began "
    "without one: the server restarted, or the page was opened anew. Upload the table again to "
    "go on."
)
LIMITS_NOTE = (
    "CSV, XLSX, XLS or ODS, at most 10 MB and 50,000 rows. Countries as ISO codes of two or "
    "three letters, or names in English or Russian; one row a value, or a column a year."
)
WHAT_IT_IS = (
    "Put a table of your own on this map, beside the built-in layers: countries and a number or "
    "share for each. Every row is reported on before anything is drawn."
)
# Stands in a file where this deployment would sign its own figures.
OWN_SIGNATURE = "Figures of the reader's own table, not checked"


def reading_lines(report: Report) -> list[str]:
    """Return how the file was read: what a reader has to know before trusting the report."""
    columns = report.columns
    header = f"headings in line {columns.header}" if columns.header else "no headings"
    lines = [f"Read as {report.grid.how}; {header}."]
    if columns.skipped:
        skipped = _span(list(columns.skipped))
        lines.append(f"Years before 2000 or after 2100 are not read: {skipped}.")
    if report.entries.blank:
        lines.append(f"{full(report.entries.blank)} blank cells under headings are not values.")
    factor = report.table_slip
    if factor and report.typical_ratio:
        size = "1,000 times as large as" if factor < 1 else "a thousandth of"
        lines.append(
            f"Likely unit slip: values are about {size} those of {report.compared_with}, "
            f"the built-in layer they are compared with. Is the table in "
            f"{'single units' if factor < 1 else 'thousands'}?"
        )
    return lines


def sums_line(report: Report) -> str:
    """Return the sum before and after, so that nothing is lost unseen."""
    parts = [
        ("In the file", report.rows),
        ("on the map", report.kept),
        ("not on it", report.rejected),
    ]
    if report.unit == "share":
        return "; ".join(f"{name}: {_rows(rows)}" for name, rows in parts) + "."
    return "; ".join(f"{name}: {_rows(rows)}, sum {_sum(rows)}" for name, rows in parts) + "."


def _rows(rows: tuple[ReportRow, ...]) -> str:
    return f"{full(len(rows))} {'row' if len(rows) == 1 else 'rows'}"


def _sum(rows: tuple[ReportRow, ...]) -> str:
    return full(round(total(rows), 2))


def counts_line(report: Report) -> str:
    """Return how many rows have which finding: `3 matched · 1 not matched`."""
    counts = report.counts
    parts = [f"{full(counts[kind])} {KIND_WORDS[kind]}" for kind in KIND_WORDS if counts[kind]]
    return " · ".join(parts)


def finding_text(row: ReportRow, names: Mapping[str, str]) -> str:
    """Return all that is found about a row, with the nearest names where it has no country."""
    parts = []
    for finding in row.findings:
        if finding == PLAIN and len(row.findings) > 1:
            continue
        text = KIND_WORDS[finding.kind]
        if finding.text:
            text += f": {finding.text}"
        if finding.kind == "unmatched" and row.nearest:
            text += f"; nearest: {', '.join(f'{names[c]} ({c})' for c in row.nearest)}"
        parts.append(text)
    return ". ".join(parts)


def report_lines(report: Report, names: Mapping[str, str]) -> list[str]:
    """Return the whole report as lines of printable text, one for each row of the file."""
    lines = [report.file, *(f"  {line}" for line in reading_lines(report))]
    lines += [f"  {choice_text(report, choice)}" for choice in choices(report)]
    for row in report.rows:
        cells = [f"line {row.line}", row.country, row.iso3 or "---", year_text(row), row.given]
        found = finding_text(row, names)
        lines.append(f"  {' | '.join(cell for cell in [*cells, found] if cell)}")
    lines += [f"  {sums_line(report)}", f"  {counts_line(report)}"]
    # What a file holds must not steer a terminal.
    return [
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
        for line in lines
    ]


def choice_text(report: Report, choice: Choice) -> str:
    """Return a decision and how the command line takes another one."""
    others = choice.offered
    name = f"{choice.label}=…" if choice.name == ONLY else "…"
    offered = f"--{choice.name} {name}: {'; '.join(others[:MOST_OFFERED])}" if others else ""
    if len(others) > MOST_OFFERED:
        offered += f"; and {len(others) - MOST_OFFERED} more"
    if choice.asked:
        return f"To be answered: {question(report, choice)} {offered}"
    return f"{choice.said}{f' ({offered})' if offered else ''}"


def year_text(row: ReportRow) -> str:
    """Return the year of a row, nothing where it has none."""
    return str(row.year) if row.year != NO_YEAR else ""


def _span(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def line_label(row: ReportRow) -> str:
    """Return a row of the file in a list to choose from."""
    return f"Line {row.line}: {row.country}, {row.given}"
