"""What the tests of briefings share: the codes of this release, links to views of every page."""

from hypothesis import strategies as st

from dashboard.link.map_view import PEOPLE, REGIONS, EntryView, entry_query, map_query
from dashboard.link.page_link import PageLink
from dashboard.link.page_views import (
    AGGREGATES,
    MOST_COUNTRIES,
    PARTS,
    CountryView,
    PeopleView,
    SourceView,
    countries_query,
    people_query,
    sources_query,
    years_of_asylum,
)
from dashboard.link.scenario_view import scenario_query
from dashboard.link.workforce_view import workforce_query
from dashboard.tables.people import KINDS
from tests.calculators import STARTS
from tests.link import test_map_view, test_scenario_view, test_workforce_view
from tests.link.test_map_view import WORDS
from tests.slides import slide_tables

CODES = slide_tables()
ENTRY = CODES.entry_codes
COUNTRIES = sorted(WORDS.countries)
_country = st.none() | st.sampled_from(COUNTRIES)


@st.composite
def _entry_views(draw: st.DrawFn) -> EntryView:
    days = st.dates(ENTRY.snapshots[0], ENTRY.snapshots[-1])
    date = draw(st.sampled_from(ENTRY.snapshots) | days)
    earlier = [at for at in ENTRY.snapshots if at < date] if date in ENTRY.snapshots else []
    since_date = draw(st.none() | st.sampled_from(earlier)) if earlier else None
    return EntryView(
        date,
        since_date,
        draw(st.sampled_from(REGIONS)),
        draw(_country),
        draw(st.none() | st.sampled_from(sorted(ENTRY.events))),
        present=draw(st.booleans()),
        people="none" if since_date else draw(st.sampled_from(PEOPLE)),
    )


@st.composite
def _people_views(draw: st.DrawFn) -> PeopleView:
    part = draw(st.sampled_from([part for part in PARTS if part != "routes"]))
    year = WORDS.layers["asylum_applications"].default_year
    asylum = part == "asylum"
    return PeopleView(
        part,
        draw(st.none() | st.sampled_from(KINDS)) if part == "when" else None,
        draw(st.sampled_from(years_of_asylum(WORDS))) if asylum else year,
        draw(st.sampled_from([*COUNTRIES, *AGGREGATES])) if asylum else "EUU",
        present=draw(st.booleans()),
    )


_source_views = st.builds(
    SourceView,
    st.none() | st.sampled_from(sorted(CODES.source_codes.sources)),
    st.none(),
    st.just(""),
) | st.builds(SourceView, st.none(), st.sampled_from(sorted(WORDS.layers)), st.just(""))
_country_views = st.builds(
    lambda codes: CountryView(tuple(codes)),
    st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=MOST_COUNTRIES, unique=True),
)


@st.composite
def page_links(draw: st.DrawFn) -> PageLink:
    """Links that a page makes of what it shows: short, or with every parameter and the release."""
    full = draw(st.booleans())
    link: PageLink = draw(
        st.one_of(
            test_map_view.views().map(lambda v: PageLink.of("map", map_query(v, WORDS, full=full))),
            _entry_views().map(lambda v: PageLink.of("map", entry_query(v, ENTRY, full=full))),
            _country_views.map(
                lambda v: PageLink.of("countries", countries_query(v, WORDS, full=full))
            ),
            test_scenario_view.views().map(
                lambda v: PageLink.of("scenarios", scenario_query(v, STARTS, full=full))
            ),
            test_workforce_view.views().map(
                lambda v: PageLink.of("workforce", workforce_query(v, STARTS, full=full))
            ),
            _people_views().map(lambda v: PageLink.of("people", people_query(v, WORDS, full=full))),
            _source_views.map(
                lambda v: PageLink.of("sources", sources_query(v, CODES.source_codes, full=full))
            ),
        )
    )
    return link
