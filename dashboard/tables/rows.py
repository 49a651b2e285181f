"""Rows of a frame as plain mappings."""

from typing import Any, cast

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of `frame` as mappings of column to value."""
    return cast("list[Row]", frame.to_dict("records"))
