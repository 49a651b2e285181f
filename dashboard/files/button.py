"""A button for a file that is made when clicked and held until the browser has fetched it."""

import itertools
import threading
from collections.abc import Callable

import streamlit as st
from streamlit import runtime

# A made file is fetched with the browser's next request; this leaves room for a slow line.
HELD_S = 10.0
# So many files are held at most; a newer one takes the place of the oldest.
HELD_FILES = 32
_places = itertools.cycle(range(HELD_FILES))


def file_button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    mime: str,
    key: str,
    *,
    disabled: bool = False,
) -> None:
    """Offer a file; `make` runs in a thread of its own at each click and knows no session."""

    def made() -> bytes:
        data = make()
        _hold(data, file_name, mime)
        return data

    st.download_button(
        label,
        data=made,
        file_name=file_name,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        disabled=disabled,
        key=key,
    )


def _hold(data: bytes, file_name: str, mime: str) -> None:
    """Keep a file from Streamlit's cleaning for `HELD_S` seconds.

    Streamlit books what a callable returns to no session, and every run of any reader's page
    sweeps such files: on a busy server the second sweep comes before the browser's request.
    Booked here under a place of its own, the same bytes are the same file.
    """
    files = runtime.get_instance().media_file_mgr
    place = f"held file {next(_places)}"
    files.add(data, mime, place, file_name=file_name, is_for_static_download=True)
    release = threading.Timer(HELD_S, files.add, (b"", mime, place))
    release.daemon = True
    release.start()
