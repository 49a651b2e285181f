"""The figures of How many left: what stands in their one place, and which sources they rest on."""

from collections.abc import Mapping, Sequence

from dashboard.charts.palette import Palette
from dashboard.figures.estimate_ranges import (
    emigrants,
    listed_rows,
    others,
    ranges_card,
    returns_card,
)
from dashboard.figures.scenario_figures import (
    bridge_picture,
    flow_picture,
    lanes,
    quantity_of,
    tornado_picture,
)
from dashboard.figures.scenario_hosts import host_counts, hosts_pictures
from dashboard.figures.slide import Picture
from dashboard.links.scenario_view import Letter, ScenarioView
from dashboard.links.starts import Starts
from dashboard.models.chain import Result
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.estimates import EstimateTables
from dashboard.tables.provenance import joined_ids
from dashboard.tables.rows import Row
from dashboard.words import scenario_words

Results = Mapping[Letter, Result]


def scenario_pictures(
    view: ScenarioView,
    made: Results,
    tables: EstimateTables,
    starts: Starts,
    catalogue: Catalogue,
    palette: Palette,
) -> list[Picture]:
    """Return the figures of the picture that a view has chosen, the main one first."""
    quantity = quantity_of(view.result)
    match view.picture:
        case "estimates":
            return _estimates(view, made, tables, palette)
        case "steps":
            return [flow_picture(made, palette)]
        case "drivers":
            return [
                tornado_picture(f"Scenario {letter.upper()}", result, starts, quantity, palette)
                for letter, result in made.items()
            ]
        case "difference":
            if len(made) == 1:
                return [Picture(scenario_words.ALONE, [scenario_words.ADD_ONE], "", None)]
            rest = list(made)[1:]
            return [bridge_picture("a", letter, made, quantity, palette) for letter in rest]
        case "hosts":
            return hosts_pictures(host_counts(catalogue, made), made, palette)
        case "returns":
            as_set = {
                letter.upper(): one.shares.returned
                for letter, one in view.on.items()
                if "returned" not in starts.locks(one.source)
            }
            return [returns_card(tables, as_set, palette)]


def _estimates(
    view: ScenarioView, made: Results, tables: EstimateTables, palette: Palette
) -> list[Picture]:
    """Return the emigrants that pass the filters, and other kinds in a chart of their own."""
    rows = listed_rows(tables, view)
    marks: dict[str, str] = {}
    for letter, chosen in view.on.items():
        marks[chosen.source] = f"{marks.get(chosen.source, '')}{letter.upper()}"
    people, apart = emigrants(rows), others(rows)
    pictures = []
    if people or not apart:
        pictures = [ranges_card(tables, people, marks, palette, lanes(view, made, tables))]
    return pictures + ([ranges_card(tables, apart, {}, palette)] if apart else [])


def rests_on(
    view: ScenarioView, made: Results, tables: EstimateTables, catalogue: Catalogue
) -> str:
    """Return the sources of the picture that a view has chosen, its own first, joined by ;."""
    match view.picture:
        case "estimates":
            rows = listed_rows(tables, view)
            return joined_ids(row["source_id"] for row in emigrants(rows) or others(rows))
        case "hosts":
            counts = host_counts(catalogue, made)
            return joined_ids(line.source_id for count in counts for line in count.sources)
        case "returns":
            return joined_ids(tables.returns["source_id"])
    return chain_sources(
        tables, [one.source for one in view.on.values()], tables.measure(view.base)
    )


def chain_sources(tables: EstimateTables, starts: Sequence[str], base: Row) -> str:
    """Return the sources of starts, a base and the assumptions, joined by ;."""
    known = set(tables.estimates["estimate_id"])
    figures = set(tables.article_figures["figure_id"])
    ids = [
        (tables.estimate if code in known else tables.article_figure)(code)["source_id"]
        for code in starts
        if code in known | figures
    ]
    used = [one for one in tables.assumptions["source_id"] if one]
    return joined_ids([*ids, base["source_id"], *used])
