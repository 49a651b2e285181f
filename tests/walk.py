"""A random walk over the controls of a page: pick one, set it, run."""

import random
from collections.abc import Callable
from typing import Any

from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.testing.v1 import AppTest

from dashboard.link.page_link import Vocabulary
from dashboard.tables.everything import Tables

TYPED = ("", "Georgia", "Грузия", "permit", "**a** <b>c</b>", "=1+1", "x" * 300, "\u202e٣ 出国")
KINDS = (
    "button",
    "selectbox",
    "slider",
    "select_slider",
    "button_group",
    "radio",
    "toggle",
    "checkbox",
    "number_input",
    "text_input",
    "text_area",
    "multiselect",
    "pagination",
    "expander",
)


def controls(app: AppTest) -> list[Any]:
    """Return what a reader could touch now, in the order of the page."""
    touchable = {id(one): one for kind in KINDS for one in app.get(kind)}
    return [
        one
        for one in touchable.values()
        if not getattr(one.proto, "disabled", False)
        and (one.type != "expander" or one.proto.id)
        # It leads to another page, of which AppTest does not know that it is the open one now.
        and not str(getattr(one, "key", None) or "").startswith("way_")
    ]


def step(app: AppTest, chance: random.Random) -> str:
    """Touch one control at random and run; return what was done."""
    offered = controls(app)
    if not offered:
        # A slide has no control but its own links, and one of them leaves it.
        assert "present" in app.query_params
        del app.query_params["present"]
        app.run()
        return "left the slide"
    one = chance.choice(offered)
    value = _touch(app, one, chance)
    name = getattr(one, "key", None) or getattr(one, "label", "")
    app.run()
    return f"{one.type} {name!r} = {value!r}"


def _touch(app: AppTest, one: Any, chance: random.Random) -> object:
    if one.type == "button":
        one.click()
        return None
    if one.type == "expander":
        # The expander's place in the session, as AppTest knows no expander.
        key = str(user_key_from_element_id(one.proto.id))
        app.session_state[key] = not one.proto.expanded
        return app.session_state[key]
    value = VALUES[one.type](one, chance)
    one.set_value(value)
    return value


def _option(one: Any, chance: random.Random) -> object:
    """Return an option as the page holds it where that is a code, else by its label."""
    return _held(one, chance.choice(one.options))


def _group(one: Any, chance: random.Random) -> object:
    if one._is_single_select:
        return chance.choice(one.options)
    return chance.sample(one.options, chance.randint(0, len(one.options)))


def _position(one: Any, chance: random.Random) -> object:
    return _held(one, chance.choice(one.options))


def _held(one: Any, label: str) -> object:
    """Return the year, day, indicator or nothing that a page shows as `label`, else the label."""
    tables = Tables()
    codes = [
        "",
        None,
        *range(2000, 2100),
        *tables.entry.snapshots,
        *Vocabulary.of(tables.catalogue).layers,
    ]
    return next((code for code in codes if _label(one.format_func, code) == label), label)


def _label(format_func: Callable[[Any], str], option: object) -> str | None:
    try:
        return format_func(option)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _number(one: Any, chance: random.Random) -> object:
    steps = round((one.max - one.min) / one.step)
    value = one.min + chance.randint(0, steps) * one.step
    return type(one.value)(min(value, one.max))


def _flip(one: Any, _: random.Random) -> object:
    return not one.value


def _text(one: Any, chance: random.Random) -> object:
    return chance.choice(TYPED)[: one.proto.max_chars or None]


VALUES: dict[str, Callable[[Any, random.Random], object]] = {
    "selectbox": _option,
    "radio": _option,
    "select_slider": _position,
    "slider": _number,
    "number_input": _number,
    "button_group": _group,
    "multiselect": lambda one, chance: chance.sample(one.options, chance.randint(0, 3)),
    "toggle": _flip,
    "checkbox": _flip,
    "text_input": _text,
    "text_area": _text,
    "pagination": lambda one, chance: chance.randint(1, one.num_pages),
}
