"""Where the inputs of a value come from: one function for every table, page, slide and file."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

import pandas as pd

from dashboard.tables.columns import written
from dashboard.tables.map_rows import Sources

SOURCE = "source_id"
Ids = tuple[str, ...]
FIELDS = (
    ("publisher", "publisher"),
    ("source_title", "title"),
    ("source_url", "url"),
    ("read_via", "via"),
    ("licence", "licence"),
)
READ_IN_COPY = "(read in a copy)"


def with_sources(rows: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    """Return `rows` with publisher, title, address, copy and licence of each input of a value.

    An input is a column `source_id`, or one that ends so: what `before_source_id` names stands
    in `before_publisher` and so on. Several sources of one input (joined by ;) stand in one
    cell, each said once; an input that a row lacks is blank.
    """
    fields = {
        name: {one: str(getattr(source, field)) for one, source in sources.items()}
        for name, field in FIELDS
    }
    found = rows.copy()
    for column in [name for name in rows.columns if str(name).endswith(SOURCE)]:
        prefix = column.removesuffix(SOURCE)
        found[column] = rows[column].map(written)
        for name, of in fields.items():
            # An estimate has a publisher of its own, who may not be who wrote the source.
            named = f"source_{name}" if f"{prefix}{name}" in rows else f"{prefix}{name}"
            found[named] = [
                " | ".join(dict.fromkeys(of[one] for one in _cell(ids) if of[one]))
                for ids in rows[column]
            ]
    return found.reset_index(drop=True)


def publishers(inputs: Mapping[str, Iterable[Ids]], sources: Sources) -> list[str]:
    """Return for each row who published its inputs, and what was read in a copy, for a page.

    `inputs` holds the source ids of each input by its name; the value's own has a blank name. An
    input that rests on the same publishers as the one before is not said again.
    """
    shown = {
        one: f"{source.publisher} {READ_IN_COPY}" if source.via else source.publisher
        for one, source in sources.items()
    }
    lines = []
    for row in zip_longest(*inputs.values(), fillvalue=()):
        said: dict[str, str] = {}
        for name, ids in zip(inputs, row, strict=True):
            text = "; ".join(dict.fromkeys(shown[one] for one in ids))
            if text and text not in said:
                said[text] = f"{name}: {text}" if name else text
        lines.append("; ".join(said.values()))
    return lines


def named_ids(rows: pd.DataFrame) -> Ids:
    """Return the sources of every input of every row of a table as its file has it, once."""
    columns = [name for name in rows.columns if str(name).endswith(SOURCE)]
    return each_id(_cell(ids) for column in columns for ids in rows[column])


def each_id(named: Iterable[Ids]) -> Ids:
    """Return every source that rows name, once."""
    return tuple(dict.fromkeys(one for ids in named for one in ids))


def _cell(ids: object) -> Ids:
    if isinstance(ids, tuple):
        return ids
    return tuple(ids.split(";")) if isinstance(ids, str) and ids else ()
