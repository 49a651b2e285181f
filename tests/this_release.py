"""The release of the data under test, so that publishing the next one breaks no test."""

from dashboard.tables.reading import DATA
from dashboard.tables.release import read_release
from dashboard.words.numbers import day

_HELD = read_release(DATA)
RELEASE = _HELD.name
RELEASE_DATE = _HELD.date.isoformat()
RELEASE_DAY = day(_HELD.date)
