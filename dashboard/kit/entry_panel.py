"""One country's entry rules, and what stands beside the entry map: a category, what changed."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.kit.actions import fresh
from dashboard.kit.source_note import cite, plain, source_note
from dashboard.link.entry_view import EntryView
from dashboard.map.entry import EntryCard
from dashboard.models.entry_days import rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.words.entry_words import (
    EFFECT_WORDS,
    NO_RULE,
    NOISE,
    STATUS_WORDS,
    UNEXPLAINED,
    category_counts,
    compared_text,
    decided_text,
    event_place,
    evidence_sentence,
    rule_sentence,
    since_text,
    snapshot_label,
    stay_text,
)
from dashboard.words.numbers import day
from dashboard.words.sources import SourceLine, source_lines


@dataclass(frozen=True)
class RuleLine:
    """The rule at one snapshot as text, with its sources."""

    as_of: str
    sentence: str
    since: str
    evidence: str
    sources: list[SourceLine]


@dataclass(frozen=True)
class EventLine:
    """A decision as text, with its sources."""

    event_id: str
    heading: str
    detail: str
    sources: list[SourceLine]


@dataclass(frozen=True)
class EntryCountry:
    """`rules` is empty for a territory that the tables have no rule for."""

    iso3: str
    name: str
    rules: list[RuleLine]
    events: list[EventLine]
    missing: str


def entry_country(catalogue: Catalogue, tables: EntryTables, iso3: str) -> EntryCountry:
    """Return the rules of a country, oldest snapshot first, and its decisions, newest first."""
    name = catalogue.names.by_code[iso3]
    rules = [
        RuleLine(
            as_of=as_of,
            sentence=rule_sentence(tables, row, name),
            since=since_text(tables, iso3, as_of),
            evidence=evidence_sentence(row),
            sources=source_lines(row.source_id, catalogue.sources),
        )
        for as_of, row in sorted(tables.rules_of(iso3).items())
    ]
    events = [event_line(catalogue, event) for event in reversed(tables.events_of(iso3))]
    return EntryCountry(iso3, name, rules, events, "" if rules else f"{name}: {NO_RULE}.")


def event_line(catalogue: Catalogue, event: EntryEvent) -> EventLine:
    """Return a decision: when, who, what, its effect and status, and where it was read."""
    return EventLine(
        event_id=event.event_id,
        heading=event_heading(event, catalogue.names.by_code),
        detail=event.detail,
        sources=source_lines(event.source_id, catalogue.sources),
    )


def event_heading(event: EntryEvent, names: Mapping[str, str]) -> str:
    """Return when, who, what, and the effect and status of a decision."""
    effect, status = EFFECT_WORDS[event.effect].lower(), STATUS_WORDS[event.status]
    return f"{day(event.date)}, {event_place(event, names)}: {event.title} ({effect}; {status})"


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
                cite(
                    rule.sentence,
                    "Entry rule for short visits on an ordinary Russian passport.",
                    snapshot_label(tables, rule.as_of),
                    rule.sources,
                    link,
                    "cite_entry",
                )
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
