"""The page Workforce as a workbook and a text say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.link.starts import Starts
from dashboard.link.workforce_view import WorkforceView
from dashboard.models.verdicts import Verdict
from dashboard.tables.estimates import TARGET, Assumption, EstimateTables, Measure
from dashboard.tables.map_rows import Source
from dashboard.tables.provenance import Ids, each_id
from dashboard.views.workforce.answer import Answer, Compared, other_claim, verdict_lines
from dashboard.views.workforce.estimates import VerdictTable, verdict_table
from dashboard.words import scenario_words, workforce_words
from dashboard.words.sources import source_lines

TITLE = "What would a share of the workforce mean?"


@dataclass(frozen=True)
class WorkforceBook:
    """All that the workbook prints. `base` is a row of the workforce table."""

    title: str
    first: str
    results: list[str]
    release: str
    link: str
    name: str
    caution: str
    answer: Answer
    target: float
    base: Measure
    assumptions: Sequence[Assumption]
    ranges: Starts
    compared: Sequence[Compared]
    verdicts: VerdictTable
    sources: list[Source]


def result_line(view: WorkforceView, found: Answer, base: Measure) -> str:
    """Return the result of the direction that the view solves."""
    if view.solve == "share":
        return workforce_words.forward_line(found.result, found.share_range, base)
    return workforce_words.backward_line(found.needed, found.needed_range, base)


def working_text(view: WorkforceView, found: Answer) -> str:
    """Return the working of the direction that the view solves."""
    if view.solve == "share":
        return workforce_words.forward_text(found.result)
    return workforce_words.backward_text(found.needed)


def workforce_book(
    tables: EstimateTables,
    starts: Starts,
    view: WorkforceView,
    found: Answer,
    others: Sequence[Compared],
    alfa: Verdict,
    link: str,
) -> WorkforceBook:
    """Return the workbook of a view."""
    base = tables.measure(view.base)
    ids = _source_ids(tables, view, others, base)
    return WorkforceBook(
        title=TITLE,
        first=workforce_words.FIRST_LINE,
        results=[
            result_line(view, found, base),
            *verdict_lines(view, tables, others, alfa),
        ],
        release=starts.release,
        link=link,
        name=scenario_words.start_name(tables, view.chosen.source),
        caution=scenario_words.start_caution(tables, view.chosen.source),
        answer=found,
        target=view.target,
        base=base,
        assumptions=tables.assumptions,
        ranges=starts,
        compared=others,
        verdicts=verdict_table(others, tables),
        sources=[source for one, source in tables.sources.items() if one in ids],
    )


def workforce_text(book: WorkforceBook, tables: EstimateTables) -> str:
    """Return the result, both workings and the sources as plain text."""
    found = book.answer
    ids = each_id([book.base.source_id, *(row.source_id for row in book.assumptions)])
    parts = [
        book.title,
        book.first,
        *book.results,
        "",
        f"Start: {book.name}. {book.caution}",
        f"Base: {scenario_words.base_label(book.base)}. {workforce_words.base_text(book.base)}",
        "",
        workforce_words.forward_text(found.result),
        *workforce_words.detail_lines(found.result),
        "",
        workforce_words.backward_text(found.needed),
        "",
        f"Sources: {' · '.join(line.text for line in source_lines(ids, tables.sources))}",
        f"Data release {book.release}. {book.link}",
    ]
    return "\n".join(parts) + "\n"


def _source_ids(
    tables: EstimateTables, view: WorkforceView, others: Sequence[Compared], base: Measure
) -> Ids:
    used = [base.source_id, *(each.row.source_id for each in others)]
    used += [*(row.source_id for row in tables.assumptions), tables.assumption(TARGET).source_id]
    if other := other_claim(tables):
        used.append(other.source_id)
    if view.chosen.source in tables.figures_by_id:
        used.append(tables.article_figure(view.chosen.source).source_id)
    return each_id(used)
