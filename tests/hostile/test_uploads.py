"""Uploads: in memory only, bounded over all readers, judged by the app in words."""

import http.client
import os
import threading
from pathlib import Path

import pytest

from dashboard.own.held import FULL_NOTE
from dashboard.own.session import GONE_NOTE
from tests.bench.memory import resident
from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import HOST, Server, free_port, served

MEGA = 2**20
TABLE = b"country,value\nGeorgia,5\n"
# What files on their way in may take together, twice while a form is read.
MOST_GROWN = 130.0


def open_files(pid: int) -> set[str]:
    """The regular files that a process has open, also those that have no name any more."""
    found = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            path = os.readlink(handle)  # noqa: PTH115  # resolves a name that is not a path
        except OSError:  # closed meanwhile
            continue
        if path.startswith("/") and not path.startswith(("/dev/", "/proc/")):
            found.add(path)
    return found


def slow_put(server: Server, reader: Reader, file_id: str) -> http.client.HTTPConnection:
    """Begin a PUT of a form with one file; the caller sends its body."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    connection.putrequest("PUT", f"/_stcore/upload_file/{reader.session}/{file_id}")
    connection.putheader("Content-Type", "multipart/form-data; boundary=edge")
    return connection


HEAD = b'--edge\r\nContent-Disposition: form-data; name="f"; filename="table.csv"\r\n\r\n'


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are read from /proc")
def test_nine_megabytes_that_come_in_slowly_touch_no_disk(server: Server) -> None:
    reader = Reader(server)
    page = reader.run("layer=own")
    before = open_files(server.process.pid)
    content = TABLE.ljust(9 * MEGA, b" ")
    connection = slow_put(server, reader, "slow")
    tail = b"\r\n--edge--\r\n"
    connection.putheader("Content-Length", str(len(HEAD) + len(content) + len(tail)))
    connection.endheaders()
    connection.send(HEAD)
    for at in range(0, len(content), MEGA):
        connection.send(content[at : at + MEGA])
        assert open_files(server.process.pid) <= before
    connection.send(tail)
    assert connection.getresponse().status == 204
    connection.close()
    assert open_files(server.process.pid) <= before
    page = reader.hand_over(page, "slow", "table.csv", len(content))
    assert "Report on table" in page.text
    assert open_files(server.process.pid) <= before
    reader.close()


def test_what_was_read_is_not_kept(server: Server) -> None:
    reader = Reader(server)
    page = reader.run("layer=own")
    reader.put(TABLE, file_id="once")
    wait_for_files(server, held=True)
    assert "Report on table" in reader.hand_over(page, "once", "table.csv", len(TABLE)).text
    wait_for_files(server, held=False)
    reader.close()


def wait_for_files(server: Server, *, held: bool) -> None:
    """Wait until the server's own count of uploads, which it caches for a moment, says so."""
    for _ in range(100):
        connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
        connection.request("GET", "/_stcore/metrics")
        found = b"UploadedFileManager" in connection.getresponse().read()
        connection.close()
        if found == held:
            return
        threading.Event().wait(0.1)
    raise AssertionError(f"uploads held: {found}")


def test_a_flood_of_files_that_no_page_reads_is_bounded(
    server: Server, other: Reader, quiet: Quiet
) -> None:
    strangers = [Reader(server) for _ in range(6)]
    for stranger in strangers:
        stranger.run("")
    reader = Reader(server)
    reader.run("")
    with watched(server, other) as seen:
        for n in range(12):
            assert strangers[0].put(bytes(9 * MEGA), file_id=f"flood{n}")[1] == 204
        for stranger in strangers[1:]:
            assert stranger.put(bytes(9 * MEGA))[1] == 204
        full = reader.upload(TABLE.ljust(9 * MEGA, b" "))
    seen.assert_unhurt(quiet, MOST_GROWN)
    assert FULL_NOTE in full.words
    # Nothing is lost: the same page takes a table once there is room for it.
    for stranger in strangers:
        stranger.close()
    assert "Report on table" in reader.upload(TABLE.ljust(9 * MEGA, b" ")).text
    reader.close()


def test_twenty_slow_strangers_are_bounded(server: Server, other: Reader, quiet: Quiet) -> None:
    stranger = Reader(server)
    stranger.run("")
    open_ends = []
    with watched(server, other) as seen:
        for n in range(20):
            connection = slow_put(server, stranger, f"slow{n}")
            connection.putheader("Transfer-Encoding", "chunked")
            connection.endheaders()
            body = HEAD + bytes(9 * MEGA)
            connection.send(b"%x\r\n" % len(body) + body + b"\r\n")
            open_ends.append(connection)
    seen.assert_unhurt(quiet, MOST_GROWN)
    for connection in open_ends:
        connection.close()
    stranger.close()


@pytest.mark.parametrize(
    "body",
    [
        b"--edge\r\n" + b"a: b\r\n" * 1_700_000,
        b"--edge\r\n" + b"x" * 10 * MEGA,
        (b'--edge\r\nContent-Disposition: form-data; name="f"\r\n\r\n\r\n') * 150_000,
        (HEAD + b"\r\n") * 110_000,
        b"edge" * (2 * MEGA),
    ],
    ids=["headers", "one header", "fields", "files", "no form"],
)
def test_a_form_made_to_hurt(body: bytes, server: Server, other: Reader, quiet: Quiet) -> None:
    stranger = Reader(server)
    stranger.run("")
    statuses = []

    def put() -> None:
        connection = slow_put(server, stranger, "x")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        try:
            connection.send(body)
            statuses.append(connection.getresponse().status)
        except OSError:  # closed by the server before the end
            statuses.append(400)
        finally:
            connection.close()

    threads = [threading.Thread(target=put, daemon=True) for _ in range(4)]
    with watched(server, other) as seen:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    stranger.close()
    assert set(statuses) == {400}
    seen.assert_unhurt(quiet, MOST_GROWN)


def test_a_file_of_ten_megabytes_is_judged_by_the_app(server: Server) -> None:
    for size, words in ((10 * MEGA, "Report on table"), (10 * MEGA + 9, "at most 10 MB are read")):
        reader = Reader(server)
        reader.run("")
        assert words in reader.upload(TABLE.ljust(size, b" ")).text
        reader.close()


def test_after_a_restart_the_table_is_gone_and_the_page_says_so_first() -> None:
    port = free_port()
    with served(port=port) as server:
        reader = Reader(server)
        reader.run("")
        assert GONE_NOTE not in reader.upload(TABLE).text
    with served(port=port) as server:
        reader.close()
        reader = Reader(server)
        again = reader.run("layer=own")
        reader.close()
    assert again.words[0] == GONE_NOTE
    assert again.uploader


def test_memory_goes_back(server: Server, quiet: Quiet) -> None:
    """After all of the above: what it was while nobody hurt it, and a little."""
    assert resident(server.process.pid) <= quiet.megabytes + 150.0
