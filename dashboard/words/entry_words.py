"""Entry rules in words: past tense, with the date of the evidence."""

import datetime
from collections.abc import Mapping

from dashboard.models.entry import Comparison, since, stay
from dashboard.models.entry import latest_span as span_of_evidence
from dashboard.models.entry_days import Change, Standing, counts, rules_on
from dashboard.tables.entry import EntryEvent, EntryRule, EntryTables
from dashboard.words.numbers import counted, day, in_words, long_day, month, upper_first

SHORT_VISITS = (
    "For short visits on an ordinary passport; not the right to live or work; not travel advice."
)
FAMILY_WORDS = {
    "no_visa_beforehand": "No visa beforehand",
    "visa_beforehand": "Visa beforehand",
    "closed_to_tourists": "Closed to tourists",
}
EFFECT_WORDS = {"tightened": "Tightened", "loosened": "Loosened", "clarified": "Clarified"}
STATUS_WORDS = {
    "in force": "in force",
    "lapsed": "no longer in force",
    "proposed": "proposed only",
    "unconfirmed": "not confirmed",
}
DIRECTION_WORDS = {
    "tightened": "tightened",
    "loosened": "loosened",
    "terms changed": "terms changed, direction unclear",
    "same": "no change",
}
UNEXPLAINED = "index differs, no decision found"
NOISE = "index noise: the index swaps between kinds of visa"
NO_RULE = "no rule in the tables"
CHANGING = "changed on a day not known"


def evidence_months(tables: EntryTables) -> str:
    """Return the months of the latest evidence: `February–September 2026`."""
    first, last = span_of_evidence(tables)
    start = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{start}–{last:%B %Y}"


def snapshot_label(tables: EntryTables, date: datetime.date) -> str:
    """Return the day of a snapshot; the last one is the latest evidence and never today."""
    if date == tables.latest:
        return f"latest evidence ({evidence_months(tables)})"
    return long_day(date)


def map_dates(tables: EntryTables, date: datetime.date, since_date: datetime.date | None) -> str:
    """Return the day of a map, and the one that it is compared with."""
    shown = snapshot_label(tables, date)
    return f"{shown} against {long_day(since_date)}" if since_date else shown


def short_label(tables: EntryTables, date: datetime.date) -> str:
    """Return the snapshot in a word or three, for sliders and tables."""
    return "latest evidence" if date == tables.latest else day(date)


def until_label(tables: EntryTables, date: datetime.date) -> str:
    """Return a snapshot as the end of a span."""
    label = short_label(tables, date)
    return f"the {label}" if date == tables.latest else label


def stay_text(row: EntryRule) -> str:
    """Return the stay in words: `365 days per entry`, `90 in any 180 days`; blank if not known."""
    parts = [_window(part.strip()) for part in row.window.split(";") if part.strip()]
    days = stay(row)
    if not parts:
        return f"{days} days" if days is not None else ""
    if days is not None and not parts[0].startswith(f"{days} "):
        parts.insert(0, f"{days} days")
    return ", ".join(parts)


def _window(part: str) -> str:
    words = part.split()
    if part.startswith("register within"):
        return f"registration {' '.join(words[1:])}"
    if not words[0].isdigit():
        return part
    if len(words) == 3 and words[1] == "in":
        return f"{words[0]} in any {words[2]} days"
    return f"{words[0]} days {' '.join(words[1:])}"


def rule_sentence(tables: EntryTables, row: EntryRule, name: str) -> str:
    """Return what the rule was, with its date and whether a text was read."""
    lead = f"On {long_day(row.as_of)}"
    if row.as_of == tables.latest:
        lead = f"By the {snapshot_label(tables, row.as_of)}"
    proof = "text checked" if row.checked else "no text of that date checked"
    # The name is a subject: what a country did, not what it does.
    return f"{lead} {name} {did(row)}; {proof}"


def did(row: EntryRule) -> str:
    """Return the predicate of a rule, with the country as its subject."""
    text = stay_text(row)
    limit = f", {text}" if text else ""
    category = row.category
    if category == "visa_free":
        if text and text[0].isdigit():
            return f"let Russian citizens stay {text} without a visa"
        return f"let Russian citizens in without a visa{limit}"
    return {
        "visa_on_arrival": f"gave Russian citizens a visa on arrival{limit}",
        "electronic_authorisation": (
            f"let Russian citizens in without a visa, once an online permit was approved{limit}"
        ),
        "e_visa": f"asked Russian citizens for a visa, to be had by internet{limit}",
        "visa_required": "asked Russian citizens for a visa from a consulate",
        "visa_suspended": "did not issue visitor visas to most Russian citizens",
        "entry_restricted": (
            "turned tourists with Russian passports away, even with a valid Schengen visa"
        ),
    }[category]


def evidence_sentence(row: EntryRule) -> str:
    """Return the date of the source, and what the rule follows where index and text disagree."""
    text = f"Source dated {day(row.evidence_date)}" if row.evidence_date else "Source undated"
    if row.index_says:
        follows = "the text of the rule" if row.checked else "what the note says"
        text += f". The index said {row.index_says}; shown here is {follows}"
    if row.note:
        text += f". {row.note.removesuffix('.')}"
    return f"{text}."


def standing_since(tables: EntryTables, standing: Standing) -> str:
    """Return since when a rule had stood; of one that was changing on the day, to what."""
    if standing.change:
        return change_text(tables, standing.change)
    return since_text(tables, standing.row.iso3, standing.row.as_of)


def since_text(tables: EntryTables, iso3: str, date: datetime.date) -> str:
    """Return how long a rule had stood: `since …`, `between … and …`, `at all … dates`."""
    found = since(tables, iso3, date)
    dates = f"{in_words(len(tables.snapshots))} dates"
    if found.decided is not None:
        return f"since {day(found.decided.date)}"
    if found.after and found.by:
        return f"changed between {day(found.after)} and {until_label(tables, found.by)}"
    if found.always:
        return f"at all {dates}"
    first = tables.snapshots[0]
    if date == first:
        return f"at the first of the {dates}"
    return f"at every date from {day(first)}"


def category_labels(tables: EntryTables) -> dict[str, str]:
    """Return each category with its number: `1 No visa needed`."""
    return {
        category: f"{tables.ranks[category]} {label}" for category, label in tables.labels.items()
    }


def category_counts(tables: EntryTables, date: datetime.date) -> dict[str, str]:
    """Return the line of the legend of each category: `1 No visa needed (81)`."""
    numbers, labels = counts(tables, rules_on(tables, date)), category_labels(tables)
    return {category: f"{labels[category]} ({number})" for category, number in numbers.items()}


def rule_text(tables: EntryTables, row: EntryRule) -> str:
    """Return category with number, and the stay: `1 No visa needed, 365 days per entry`."""
    text, label = stay_text(row), category_labels(tables)[row.category]
    return f"{label}, {text}" if text else label


def title(tables: EntryTables, date: datetime.date, rules: Mapping[str, Standing]) -> str:
    """Return what the rules of a day show, in at most twelve words."""
    numbers = counts(tables, rules)
    when = "Latest evidence" if date == tables.latest else long_day(date)
    total = sum(numbers.values())
    return (
        f"{when}: {numbers['visa_free']} of {total} destinations let Russian citizens in visa-free"
    )


def subtitle(tables: EntryTables, date: datetime.date, rules: Mapping[str, Standing]) -> str:
    """Return the date, and what its rules rest on: texts, an index, decisions between two dates."""
    label = snapshot_label(tables, date)
    label = upper_first(label)
    if date in tables.snapshots:
        checked = sum(standing.row.checked for standing in rules.values())
        return (
            f"{label} · {checked} of {counted(len(rules), 'rule')} checked against a text, the "
            "others from a passport index"
        )
    before = max(at for at in tables.snapshots if at < date)
    after = until_label(tables, min(at for at in tables.snapshots if at > date))
    changing = sum(standing.change is not None for standing in rules.values())
    return (
        f"{label} · worked out from the rules of {day(before)} and {after} and the dated decisions "
        f"in between · hatched: {changing} that {CHANGING}"
    )


def compare_title(
    tables: EntryTables, since_date: datetime.date, date: datetime.date, tally: dict[str, int]
) -> str:
    """Return how many rules a decision tightened or loosened, in at most twelve words."""
    dates = (since_date, date)
    first, last = ("latest evidence" if at == tables.latest else month(at) for at in dates)
    return (
        f"Tightened in {counted(tally['tightened'], 'country')}, loosened in {tally['loosened']}, "
        f"{first} to {last}"
    )


def compare_subtitle(
    tables: EntryTables, since_date: datetime.date, date: datetime.date, tally: dict[str, int]
) -> str:
    """Return the two dates, and what is left out of the counts."""
    text = (
        f"{long_day(since_date)} against {snapshot_label(tables, date)} · counted: changes that a "
        f"decision explains · outlined and not counted: {tally['unexplained']} where the "
        f"{UNEXPLAINED}"
    )
    return f"{text} · {tally['terms changed']} with terms changed either way"


def compared_text(tables: EntryTables, found: Comparison) -> str:
    """Return what changed for one country: before, after, direction and decision."""
    before, after = rule_text(tables, found.before), rule_text(tables, found.after)
    if found.evidence == "same":
        return f"no change: {after}"
    change = f"{before} → {after}"
    if found.evidence == "unexplained":
        return f"{UNEXPLAINED}: {change}"
    if found.evidence == "noise":
        return f"{NOISE}: {change}"
    status = STATUS_WORDS[found.events[-1].status]
    return f"{DIRECTION_WORDS[found.direction]}: {change}. {decision_text(found)} ({status})"


def decided_text(found: Comparison) -> str:
    """Return a change that a decision explains in a line for a list: direction and decision."""
    return f"{DIRECTION_WORDS[found.direction]}. {decision_text(found)}"


def decision_text(found: Comparison) -> str:
    """Return the decision that explains a change, with its day."""
    event = found.events[-1]
    return f"{event.title}, {day(event.date)}"


def event_line(event: EntryEvent, names: Mapping[str, str], *, status: bool = False) -> str:
    """Return a decision in one line: date, country, title, effect and, if asked, its status."""
    how = EFFECT_WORDS[event.effect].lower()
    how += f"; {STATUS_WORDS[event.status]}" if status else ""
    return f"{day(event.date)}, {event_place(event, names)}: {event.title} ({how})"


def event_place(event: EntryEvent, names: Mapping[str, str]) -> str:
    """Return the country of a decision, or how many states an EU-wide one applied to."""
    if not event.members:
        return names[event.iso3]
    return f"EU-wide, {counted(len(event.members), 'state')}"


def change_text(tables: EntryTables, change: Change) -> str:
    """Return a change whose day is not known: to what, between which days, by which decision."""
    to = f"changed to {rule_text(tables, change.after)}"
    between = f"between {day(change.first)} and {until_label(tables, change.last)}"
    named = "; ".join(f"{event.title}, {day(event.date)}" for event in change.decisions)
    proof = {
        "dated": f"decided: {named}",
        "unconfirmed": f"not confirmed: {named}",
        "missing": "no dated decision found",
        "noise": "in the index only, which swaps between kinds of visa",
    }[change.why]
    return f"{to} {between}, {proof}"


def standing_text(tables: EntryTables, standing: Standing) -> str:
    """Return category, stay and, where the country was changing, to what and between which days."""
    text = rule_text(tables, standing.row)
    return f"{text}; {change_text(tables, standing.change)}" if standing.change else text


def hover_detail(tables: EntryTables, standing: Standing) -> str:
    """Return what the tooltip says after the category: the stay, and since when by decision."""
    row = standing.row
    text = stay_text(row)
    detail = f", {text}" if text else ""
    if standing.change:
        return f"{detail}; {change_text(tables, standing.change)}"
    decided = since(tables, row.iso3, row.as_of).decided
    return f"{detail}; since {day(decided.date)}" if decided else detail
