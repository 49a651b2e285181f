"""The entry rules: one country's, a category's, what changed, and their tables, with sources."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.kit.actions import cite, fresh, source_note
from dashboard.kit.controls import plain
from dashboard.kit.country_card import in_full
from dashboard.kit.table import MapTable
from dashboard.link.map_view import EntryView
from dashboard.map.entry import EntryCard
from dashboard.map.entry_tones import COMPARED, NO_DECISION, SAME, compared_texts
from dashboard.models.entry import Comparison
from dashboard.models.entry_days import Standing, rules_on
from dashboard.tables.catalogue import Catalogue
from dashboard.tables.columns import written
from dashboard.tables.entry import EntryEvent, EntryRule, EntryTables
from dashboard.tables.provenance import each_id, publishers, with_sources
from dashboard.words import entry_words
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
    row, name = standing.row, catalogue.names.by_code[standing.row.iso3]
    return RuleLine(
        sentence=entry_words.rule_sentence(tables, replace(row, as_of=date), name),
        since=entry_words.standing_since(tables, standing),
        evidence=entry_words.evidence_sentence(row),
        sources=source_lines(row.source_id, catalogue.sources),
    )


OPENING_CATEGORY = "entry_restricted"
# A longer list runs on in one paragraph.
MOST_LINES, MOST_CHANGES = 12, 7


def entry_country_panel(
    data: Catalogue, tables: EntryTables, card: EntryCard, iso3: str, link: str
) -> None:
    """Show the rule of one country at the date of the map, its source and its decisions."""
    name, decisions = data.names.by_code[iso3], tables.events_of(iso3)
    with fresh("country", f"{iso3} {card.date} {card.since_date}"):
        st.markdown(f"**{plain(name)}**")
        if card.since_date and iso3 in card.compared:
            st.text(f"Compared: {entry_words.compared_text(tables, card.compared[iso3])}")
        standing = rules_on(tables, card.date).get(iso3)
        if standing is None:
            st.text(f"{name}: {entry_words.NO_RULE}.")
        else:
            rule = rule_line(data, tables, standing, card.date)
            st.text(f"{rule.sentence}.")
            st.text(f"This rule: {rule.since}.")
            st.caption(plain(rule.evidence))
            source_note(rule.sources)
            cite(
                rule.sentence,
                "Entry rule for short visits on an ordinary Russian passport.",
                entry_words.snapshot_label(tables, card.date),
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
    st.text(entry_words.event_line(event, data.names.by_code, status=True))
    st.caption(plain(event.detail))
    source_note(source_lines(event.source_id, data.sources))


def category_list(data: Catalogue, tables: EntryTables, view: EntryView) -> None:
    """List the countries of one category, with the stay where it is known."""
    labels = entry_words.category_counts(tables, view.date)
    st.session_state.setdefault("entry_category", OPENING_CATEGORY)
    picked = st.selectbox(
        "Countries with the rule",
        list(labels),
        format_func=labels.__getitem__,
        key="entry_category",
    )
    names = data.names.by_code
    rows = [one.row for one in rules_on(tables, view.date).values() if one.category == picked]
    stays = sorted((names[row.iso3], entry_words.stay_text(row)) for row in rows)
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
            groups[found.evidence].append(f"{names[iso3]}: {entry_words.decided_text(found)}")
        elif found.evidence != "same":
            groups[found.evidence].append(
                f"{names[iso3]}: {entry_words.compared_text(tables, found)}"
            )
    st.markdown("**Changed by a decision**")
    first, rest = groups["explained"][:MOST_CHANGES], groups["explained"][MOST_CHANGES:]
    st.text("\n".join(first) or "No decision changed a rule between these dates.")
    if rest:
        _folded(f"{len(rest)} more changed by a decision", "entry_more", rest)
    unexplained = [
        line.replace(f"{entry_words.UNEXPLAINED}: ", "") for line in groups["unexplained"]
    ]
    _folded(
        f"The index differs, no decision found ({len(unexplained)})", "entry_differs", unexplained
    )
    noise = st.toggle(
        f"Outline index noise too ({len(groups['noise'])})",
        key="entry_noise",
        help="The index swaps between neighbouring kinds of visa, or flips back.",
    )
    if noise:
        st.text("\n".join(line.replace(f"{entry_words.NOISE}: ", "") for line in groups["noise"]))


# What is kept of each of two rules that are compared.
OF_RULE = ("category", "max_stay_days", "window", "checked", "evidence_date", "source_id", "note")
EVIDENCE_WORDS: dict[str, str] = {
    "unexplained": entry_words.UNEXPLAINED,
    "noise": entry_words.NOISE,
}


def entry_table(catalogue: Catalogue, tables: EntryTables, card: EntryCard) -> MapTable:
    """Return what the map shows as rows: every rule, or every change."""
    if card.since_date is None:
        return rules_table(catalogue, tables, card.date)
    return _changes_table(catalogue, tables, card)


def rules_table(catalogue: Catalogue, tables: EntryTables, date: datetime.date) -> MapTable:
    """Return the rule of every destination on a day."""
    names, labels = catalogue.names.by_code, entry_words.category_labels(tables)
    rules = sorted(rules_on(tables, date).values(), key=lambda one: names[one.row.iso3])
    each = [standing.row for standing in rules]
    frame = EntryRule.frame(each)
    table = pd.DataFrame(
        {
            "Country": [names[row.iso3] for row in each],
            "Rule": [labels[row.category] for row in each],
            "Stay": [entry_words.stay_text(row) for row in each],
            "Standing": [entry_words.standing_since(tables, one) for one in rules],
            "Text checked": ["yes" if row.checked else "no" for row in each],
            "Source dated": [day(row.evidence_date) if row.evidence_date else "" for row in each],
            "Index said": [row.index_says for row in each],
            "Source": publishers({"": [row.source_id for row in each]}, catalogue.sources),
            "Note": [row.note for row in each],
        }
    )
    download = frame.assign(
        country=table["Country"],
        category_number=[tables.ranks[row.category] for row in each],
        rule_on=date.isoformat(),
        standing=table["Standing"],
        snapshot=entry_words.short_label(tables, date),
    )
    keys = {"Source dated": frame["evidence_date"], "Stay": frame["max_stay_days"]}
    return MapTable(table, keys, with_sources(download, catalogue.sources))


def _changes_table(catalogue: Catalogue, tables: EntryTables, card: EntryCard) -> MapTable:
    """Return every country whose rule differs, decisions first, then what none explains.

    The download has every country of the map and every rule, with the class that the legend
    gives it, so that the map can be drawn again.
    """
    names = catalogue.names.by_code
    order = ["explained", "unexplained", "noise", "same"]
    found = sorted(
        card.compared.values(), key=lambda one: (order.index(one.evidence), names[one.iso3])
    )
    classes = {one.iso3: _compared_class(one, card) for one in found}
    changed = [one for one in found if one.evidence != "same"]
    inputs = {
        "": [each_id(event.source_id for event in one.events) for one in changed],
        "before": [one.before.source_id for one in changed],
        "after": [one.after.source_id for one in changed],
    }
    table = pd.DataFrame(
        {
            "Country": [names[one.iso3] for one in changed],
            "Change": [classes[one.iso3] for one in changed],
            "Before": [entry_words.rule_text(tables, one.before) for one in changed],
            "After": [entry_words.rule_text(tables, one.after) for one in changed],
            "Decision": [_decision(one, names) for one in changed],
            "Source": publishers(inputs, catalogue.sources),
        }
    )
    download = pd.DataFrame([_change_row(tables, one, card, names) for one in found])
    without = [
        {"iso3": iso3, "country": names[iso3], "class": compared_texts()[place]}
        for iso3, place in card.map.classes.items()
        if iso3 not in card.compared
    ]
    download = pd.concat([download, pd.DataFrame(without)], ignore_index=True)
    return MapTable(table, {}, with_sources(download, catalogue.sources))


def _compared_class(found: Comparison, card: EntryCard) -> str:
    """Return the legend's class of a comparison, as the map draws it."""
    labels = {key.tone: key.label for key in card.map.legend}
    if found.evidence == "explained":
        return labels[COMPARED[found.direction]]
    return labels[NO_DECISION if found.iso3 in card.map.outlined else SAME]


def _decision(found: Comparison, names: Mapping[str, str]) -> str:
    decisions = "; ".join(entry_words.event_line(event, names) for event in found.events)
    return decisions or EVIDENCE_WORDS.get(found.evidence, "")


def _change_row(
    tables: EntryTables, found: Comparison, card: EntryCard, names: Mapping[str, str]
) -> dict[str, object]:
    row: dict[str, object] = {
        "iso3": found.iso3,
        "country": names[found.iso3],
        "class": _compared_class(found, card),
        "evidence": found.evidence,
        "rules_differ": entry_words.DIRECTION_WORDS[found.direction],
        "since_date": str(card.since_date),
        "date": str(card.date),
        "decision": _decision(found, names),
        "event_id": ";".join(event.event_id for event in found.events),
        "source_id": each_id(event.source_id for event in found.events),
    }
    for name, rule in (("before", found.before), ("after", found.after)):
        row[name] = entry_words.rule_text(tables, rule)
        row |= {f"{name}_{field}": written(getattr(rule, field)) for field in OF_RULE}
    return row


def events_table(catalogue: Catalogue, events: list[EntryEvent]) -> MapTable:
    """Return decisions as rows, newest first, each with its sources."""
    each = sorted(events, key=lambda event: event.date, reverse=True)
    names = catalogue.names.by_code
    table = pd.DataFrame(
        {
            "Date": [day(event.date) for event in each],
            "Where": [entry_words.event_place(event, names) for event in each],
            "Decision": [event.title for event in each],
            "Effect": [entry_words.EFFECT_WORDS[event.effect].lower() for event in each],
            "Status": [entry_words.STATUS_WORDS[event.status] for event in each],
            "Detail": [event.detail for event in each],
            "Source": publishers({"": [row.source_id for row in each]}, catalogue.sources),
        }
    )
    frame = EntryEvent.frame(each)
    return MapTable(table, {"Date": frame["date"]}, with_sources(frame, catalogue.sources))
