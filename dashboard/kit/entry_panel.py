"""One country's entry rules, and what stands beside the entry map: a category, what changed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.kit.actions import cite, fresh, source_note
from dashboard.kit.controls import plain
from dashboard.kit.country_card import in_full
from dashboard.link.entry_view import EntryView
from dashboard.map.entry import EntryCard
from dashboard.models.entry_days import Standing, rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.entry import EntryEvent, EntryTables
from dashboard.words.entry_words import (
    EFFECT_WORDS,
    NO_RULE,
    NOISE,
    STATUS_WORDS,
    UNEXPLAINED,
    category_counts,
    change_text,
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
    """The rule of a country on a day as text, with its sources."""

    sentence: str
    since: str
    evidence: str
    sources: list[SourceLine]


def country_rules(catalogue: Catalogue, tables: EntryTables, iso3: str) -> list[RuleLine]:
    """Return the rules of a country at the snapshots, oldest first; none for some territories."""
    rules = sorted(tables.rules_of(iso3).items())
    return [rule_line(catalogue, tables, Standing(row), as_of) for as_of, row in rules]


def rule_line(
    catalogue: Catalogue, tables: EntryTables, standing: Standing, date: datetime.date
) -> RuleLine:
    """Return what stood on a day, since when, and what it rests on."""
    row, change = standing.row, standing.change
    name = catalogue.names.by_code[row.iso3]
    return RuleLine(
        sentence=rule_sentence(tables, replace(row, as_of=date), name),
        since=change_text(tables, change) if change else since_text(tables, row.iso3, row.as_of),
        evidence=evidence_sentence(row),
        sources=source_lines(row.source_id, catalogue.sources),
    )


def event_heading(event: EntryEvent, names: Mapping[str, str]) -> str:
    """Return when, who, what, and the effect and status of a decision."""
    effect, status = EFFECT_WORDS[event.effect].lower(), STATUS_WORDS[event.status]
    return f"{day(event.date)}, {event_place(event, names)}: {event.title} ({effect}; {status})"


OPENING_CATEGORY = "entry_restricted"
# A longer list runs on in one paragraph.
MOST_LINES = 12
MOST_CHANGES = 7


def entry_country_panel(
    data: Catalogue, tables: EntryTables, card: EntryCard, iso3: str, link: str
) -> None:
    """Show the rule of one country at the date of the map, its source and its decisions."""
    name, decisions = data.names.by_code[iso3], tables.events_of(iso3)
    with fresh("country", f"{iso3} {card.date} {card.since_date}"):
        st.markdown(f"**{plain(name)}**")
        if card.since_date and iso3 in card.compared:
            st.text(f"Compared: {compared_text(tables, card.compared[iso3])}")
        standing = rules_on(tables, card.date).get(iso3)
        if standing is None:
            st.text(f"{name}: {NO_RULE}.")
        else:
            rule = rule_line(data, tables, standing, card.date)
            st.text(f"{rule.sentence}.")
            st.text(f"This rule: {rule.since}.")
            st.caption(plain(rule.evidence))
            source_note(rule.sources)
            cite(
                rule.sentence,
                "Entry rule for short visits on an ordinary Russian passport.",
                snapshot_label(tables, card.date),
                rule.sources,
                link,
                "cite_entry",
            )
        if decisions:
            label = f"Decisions that applied to {name} ({len(decisions)})"
            with st.expander(label, key="entry_country_events", on_change="rerun") as opened:
                for event in reversed(decisions) if opened.open else []:
                    event_lines(data, event)
        in_full(name, iso3)


def event_lines(data: Catalogue, event: EntryEvent) -> None:
    """Show a decision with its detail and sources."""
    st.text(event_heading(event, data.names.by_code))
    st.caption(plain(event.detail))
    source_note(source_lines(event.source_id, data.sources))


def category_list(data: Catalogue, tables: EntryTables, view: EntryView) -> None:
    """List the countries of one category, with the stay where it is known."""
    labels = category_counts(tables, view.date)
    st.session_state.setdefault("entry_category", OPENING_CATEGORY)
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
