"""What a page may ask of the server is what a page of this app asks."""

from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.kit.guard import LONGEST_QUERY, MOST_FILES, MOST_WIDGETS, trimmed


def test_what_no_page_asks_is_left_unanswered() -> None:
    for kind in ("clear_cache", "load_git_info", "set_run_on_save", "debug_shutdown_runtime"):
        message = BackMsg()
        setattr(message, kind, True)
        assert trimmed(message) is None
    assert trimmed(BackMsg()) is None


def test_what_a_page_asks_stays_as_it_is() -> None:
    message = BackMsg()
    message.rerun_script.query_string = "v=map%3Flayer%3Dstaying&" * 12
    message.rerun_script.widget_states.widgets.add().id = "a"
    before = message.SerializeToString()
    kept = trimmed(message)
    assert kept is not None
    assert kept.SerializeToString() == before


def test_what_is_too_much_is_cut() -> None:
    message = BackMsg()
    message.rerun_script.query_string = "x" * 100_000
    for _ in range(5_000):
        message.rerun_script.widget_states.widgets.add()
    kept = trimmed(message)
    assert kept is not None
    assert len(kept.rerun_script.query_string) == LONGEST_QUERY
    assert len(kept.rerun_script.widget_states.widgets) == MOST_WIDGETS
    message = BackMsg()
    message.file_urls_request.file_names.extend(["a"] * 100)
    kept = trimmed(message)
    assert kept is not None
    assert len(kept.file_urls_request.file_names) == MOST_FILES
