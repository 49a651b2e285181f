"""A briefing saved to a file and opened from one."""

from collections.abc import Callable

import streamlit as st

from dashboard.files.button import file_button
from dashboard.kit import store
from dashboard.kit.briefing import Items
from dashboard.views.briefing.file import BriefingFileError, briefing_bytes, read_briefing
from dashboard.words.numbers import counted

UPLOAD = "brief_upload"
# What was not used is listed up to here; the rest is counted.
MOST_TOLD = 6
# The new list, and what to say about it, line by line.
Opened = Callable[[Items, list[str]], None]


def save_button(items: Items) -> None:
    """Offer the briefing as a file."""
    release = store.catalogue().release.name
    file_button(
        "Save as a file",
        lambda: briefing_bytes(items, release),
        f"briefing-{release}.json",
        "application/json",
        "brief_save",
        disabled=not items,
    )


def open_file(opened: Opened, failed: Callable[[list[str]], None]) -> None:
    """Take a file; a briefing that opens takes the place of what is collected."""
    with st.popover("Open a file", icon=":material/folder_open:", key="brief_open"):
        st.text("It takes the place of the views below.")
        st.file_uploader(
            "Briefing file (JSON)",
            type="json",
            key=UPLOAD,
            max_upload_size=1,
            on_change=lambda: _take(opened, failed),
        )


def _take(opened: Opened, failed: Callable[[list[str]], None]) -> None:
    file = st.session_state[UPLOAD]
    if file is None:  # taken out of the field again
        return
    try:
        found = read_briefing(file.getvalue(), store.page_codes())
    except BriefingFileError as error:
        failed([f"The file was not opened: {error}."])
        return
    if not found.items:
        failed(["The file was not opened: none of its views can be shown.", *_told(found.refused)])
        return
    lines = [f"Opened: {counted(len(found.items), 'view')}."]
    release = store.catalogue().release.name
    if found.release != release:
        lines.append(
            f"The file was made on data release “{found.release}”; you see release {release}, "
            "so figures may differ."
        )
    opened(found.items, [*lines, *_told(found.refused)])


def _told(refused: list[str]) -> list[str]:
    more = len(refused) - MOST_TOLD
    return [*refused[:MOST_TOLD], *([f"And {more} more."] if more > 0 else [])]
