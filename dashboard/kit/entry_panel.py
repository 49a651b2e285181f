"""Beside the entry map: one country's rules, the countries of a category, or what changed."""

import datetime

import streamlit as st

from dashboard.kit import store
from dashboard.kit.actions import fresh
from dashboard.kit.entry_country import EventLine, RuleLine, entry_country
from dashboard.kit.source_note import cite, plain, source_note
from dashboard.link.entry_view import EntryView
from dashboard.map.entry import EntryCard
from dashboard.models.entry_days import rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryTables
from dashboard.words.entry_words import (
    NOISE,
    UNEXPLAINED,
    category_counts,
    compared_text,
    decided_text,
    snapshot_label,
    stay_text,
)
from dashboard.words.sources import Citation

COUNTRIES_PAGE = "views/countries/page.py"
OPENING_CATEGORY = "entry_restricted"
# A longer list runs on in one paragraph.
MOST_LINES = 12
MOST_CHANGES = 7


def entry_country_panel(
    data: Catalogue, tables: EntryTables, card: EntryCard, iso3: str, link: str
) -> None:
    """Show the rule of one country at the date of the map, its source and its decisions."""
    country = entry_country(data, tables, iso3)
    with fresh("country", f"{iso3} {card.date} {card.since_date}"):
        st.markdown(f"**{plain(country.name)}**")
        if country.missing:
            st.text(country.missing)
        if card.since_date and iso3 in card.compared:
            st.text(f"Compared: {compared_text(tables, card.compared[iso3])}")
        for rule in country.rules:
            if rule.as_of == card.date:
                rule_lines(rule)
                cite(_citation(data, tables, rule, link), "cite_entry")
        if country.events:
            label = f"Decisions that applied to {country.name} ({len(country.events)})"
            with st.expander(label, key="entry_country_events", on_change="rerun") as opened:
                for event in country.events if opened.open else []:
                    event_lines(event)
        st.page_link(
            COUNTRIES_PAGE,
            label=f"{plain(country.name)} in full",
            icon=":material/arrow_forward:",
            query_params={"c": iso3},
        )


def rule_lines(rule: RuleLine) -> None:
    """Show a rule as a sentence, how long it stood, and its evidence."""
    st.text(f"{rule.sentence}.")
    st.text(f"This rule: {rule.since}.")
    st.caption(plain(rule.evidence))
    source_note(rule.sources)


def event_lines(event: EventLine) -> None:
    """Show a decision with its detail and sources."""
    st.text(event.heading)
    st.caption(plain(event.detail))
    source_note(event.sources)


def category_list(data: Catalogue, tables: EntryTables, view: EntryView) -> None:
    """List the countries of one category, with the stay where it is known."""
    labels = category_counts(tables, view.date)
    if "entry_category" not in st.session_state:
        st.session_state["entry_category"] = OPENING_CATEGORY
    picked = st.selectbox(
        "Countries with the rule",
        list(labels),
        format_func=labels.__getitem__,
        key="entry_category",
    )
    names = data.names.by_code
    rows = [one.row for one in rules_on(tables, view.date).values() if one.category == picked]
    rows.sort(key=lambda row: names[row.iso3])
    stays = [(names[row.iso3], stay_text(row)) for row in rows]
    if not stays:
        st.text("No country at this date.")
        return
    definitions = {row.category: row.definition for row in tables.categories}
    st.caption(plain(definitions[picked]))
    if len(stays) > MOST_LINES:
        st.text(", ".join(name for name, _ in stays))
        st.caption("The table below the map has the stay of each.")
    else:
        st.text("\n".join(f"{name} ({stay})" if stay else name for name, stay in stays))


def _folded(label: str, key: str, lines: list[str]) -> None:
    """Show lines once the reader opens them."""
    opened = st.expander(label, key=key, on_change="rerun")
    if opened.open:
        opened.text("\n".join(lines))


def change_list(data: Catalogue, tables: EntryTables, card: EntryCard) -> None:
    """List what decisions changed, and fold away what no decision explains."""
    names = data.names.by_code
    groups: dict[str, list[str]] = {"explained": [], "unexplained": [], "noise": []}
    for iso3, found in sorted(card.compared.items(), key=lambda pair: names[pair[0]]):
        if found.evidence == "explained":
            groups[found.evidence].append(f"{names[iso3]}: {decided_text(found)}")
        elif found.evidence != "same":
            groups[found.evidence].append(f"{names[iso3]}: {compared_text(tables, found)}")
    st.markdown("**Changed by a decision**")
    first, rest = groups["explained"][:MOST_CHANGES], groups["explained"][MOST_CHANGES:]
    st.text("\n".join(first) or "No decision changed a rule between these dates.")
    if rest:
        _folded(f"{len(rest)} more changed by a decision", "entry_more", rest)
    unexplained = [line.replace(f"{UNEXPLAINED}: ", "") for line in groups["unexplained"]]
    _folded(
        f"The index differs, no decision found ({len(unexplained)})", "entry_differs", unexplained
    )
    st.toggle(
        f"Outline index noise too ({len(groups['noise'])})",
        key="entry_noise",
        help="The index swaps between neighbouring kinds of visa, or flips back.",
    )
    if st.session_state.get("entry_noise"):
        st.text("\n".join(line.replace(f"{NOISE}: ", "") for line in groups["noise"]))


def _citation(data: Catalogue, tables: EntryTables, rule: RuleLine, link: str) -> Citation:
    return Citation(
        figure=rule.sentence,
        counts="Entry rule for short visits on an ordinary Russian passport.",
        period=snapshot_label(tables, rule.as_of),
        sources=rule.sources,
        shown_by=store.edition().signature,
        release=data.release.name,
        link=link,
        read_on=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
    )
