"""Every table of data/ by name, with its schema."""

import pandera.pandas as pa

from dashboard.tables.entry_schemas import ENTRY_SCHEMAS
from dashboard.tables.estimate_schemas import ESTIMATE_SCHEMAS
from dashboard.tables.people_schemas import PEOPLE_SCHEMAS
from dashboard.tables.reference_schemas import REFERENCE_SCHEMAS
from dashboard.tables.schemas import SCHEMAS

# Three people of an article stand on the People page only: their table is given to no one.
KEPT_APART = "people"
ALL_SCHEMAS: dict[str, pa.DataFrameSchema] = {
    **SCHEMAS,
    **ENTRY_SCHEMAS,
    **ESTIMATE_SCHEMAS,
    **PEOPLE_SCHEMAS,
    **REFERENCE_SCHEMAS,
}
SHARED_SCHEMAS = {name: schema for name, schema in ALL_SCHEMAS.items() if name != KEPT_APART}
