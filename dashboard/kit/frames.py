"""What a browser may ask of the server over its websocket: what this app's own pages ask.

Streamlit answers more, from anybody: emptying the caches of all readers, asking git about the
folder, as many places for files as one message can name. It has no setting for that.
"""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.app_session import AppSession

ASKED = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
    "backend_operation_request",
}
# A page has one field for a file. All pages together have fewer fields, and the longest address, a
# briefing of twelve, is shorter.
MOST_FILES, MOST_WIDGETS, LONGEST_QUERY = 8, 1_000, 20_000

_answer = AppSession.handle_backmsg


def watch_frames() -> None:
    """Leave unanswered from now on what no page asks; once in the life of a server is enough."""
    AppSession.handle_backmsg = _heard  # type: ignore[assignment, method-assign]  # no hook


def trimmed(message: BackMsg) -> BackMsg | None:
    """Return a message cut to what a page may send, None where none of them sends such a one."""
    kind = message.WhichOneof("type")
    if kind not in ASKED:
        return None
    if kind == "file_urls_request":
        del message.file_urls_request.file_names[MOST_FILES:]
    if kind == "rerun_script":
        state = message.rerun_script
        state.query_string = state.query_string[:LONGEST_QUERY]
        del state.widget_states.widgets[MOST_WIDGETS:]
    return message


def _heard(session: AppSession, message: BackMsg) -> None:
    kept = trimmed(message)
    if kept is not None:
        _answer(session, kept)
