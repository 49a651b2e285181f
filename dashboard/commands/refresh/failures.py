"""What can go wrong between this machine and a service, as a person reads it."""

import html
import unicodedata

LONGEST = 300


class RefusedError(Exception):
    """Why the command does nothing, in words."""


class NoAnswerError(Exception):
    """Why an answer could not be had or used, in one line."""


class HalfAnswerError(Exception):
    """An answer that is broken off: worth another try."""


def one_line(text: str | bytes) -> str:
    """Return text of a service on one line, without control characters, cut to 300 characters."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    plain = html.unescape(text)
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    kept = " ".join(kept.split())
    return kept if len(kept) <= LONGEST else f"{kept[:LONGEST]}…"
