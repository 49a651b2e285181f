"""More readers than one process holds: each stays with a replica, and a lost one is survived."""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.own.session import GONE_NOTE
from tests.bench.sessions import Session, open_sessions, references, step_all
from tests.effort import Effort
from tests.hostile.reader import Reader
from tests.replicas.conftest import Proxied, behind_nginx

YEARS = {f"measure=total&year={year}": str(year) for year in (2019, 2021, 2023)}
TABLE = b"country,value\nGermany,1234\nFrance,5\n"
MATCHED = "2 of 2 rows"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    with behind_nginx(2, tmp_path_factory.mktemp("nginx")) as proxied:
        yield proxied


def test_readers_spread_over_the_replicas_and_each_stays_with_one(two: Proxied) -> None:
    cookies = [two.cookie() for _ in range(12)]
    readers = [Reader(two.server, cookie=cookie) for cookie in cookies]
    try:
        served = Counter(_replica_of(reader, two) for reader in readers)
        assert set(served) == {0, 1}
        # Another connection of the same reader, as a reload makes it, finds the same replica.
        for reader, cookie in zip(readers, cookies, strict=True):
            again = Reader(two.server, cookie=cookie)
            assert _replica_of(again, two) == _replica_of(reader, two)
            again.close()
    finally:
        for reader in readers:
            reader.close()


def _replica_of(reader: Reader, proxied: Proxied) -> int:
    """Return which replica knows the session: the others refuse its upload."""
    reader.run("layer=own")
    statuses = [
        Reader.put_at(replica.url, reader.session, TABLE)[1] for replica in proxied.replicas
    ]
    assert sorted(statuses)[0] == 204, statuses
    return statuses.index(204)


def test_a_reader_without_cookies_stays_with_one_replica(two: Proxied) -> None:
    """Such as in an iframe of another site, where a browser keeps none."""
    readers = [Reader(two.server) for _ in range(3)]
    try:
        assert len({_replica_of(reader, two) for reader in readers}) == 1
        assert all(reader.upload(TABLE).faults == () for reader in readers)
    finally:
        for reader in readers:
            reader.close()


@pytest.mark.parametrize(
    ("replicas", "readers"), [(2, 20), pytest.param(4, 200, marks=pytest.mark.thorough)]
)
def test_nobody_sees_anothers_state(
    replicas: int, readers: int, tmp_path: Path, effort: Effort
) -> None:
    with behind_nginx(replicas, tmp_path) as proxied:
        stream = proxied.server.stream
        cookies = [proxied.cookie() for _ in range(readers)]
        sessions = [Session(stream, cookie) for cookie in cookies]
        try:
            for session in sessions:  # what a browser keeps is sent once
                session.run(next(iter(YEARS)))
            load = step_all(sessions, references(sessions[0], YEARS), effort.of(30))
        finally:
            for session in sessions:
                session.close()
        assert load.errors == load.mixed_up == []


def test_a_table_is_its_readers_alone_and_files_come_through_the_proxy(two: Proxied) -> None:
    cookie = two.cookie()
    reader, other = Reader(two.server, cookie=cookie), Reader(two.server, cookie=two.cookie())
    try:
        assert MATCHED in reader.upload(TABLE).text
        assert MATCHED not in other.run("layer=own").text
    finally:
        reader.close()
        other.close()
    session = Session(two.server.stream, cookie)
    try:
        session.run("", "workforce")
        session.run("", "workforce", opens="Download")
        path = session.click(session.files[0])
        assert two.ask(path, cookie=cookie).status == 200
    finally:
        session.close()


def test_a_killed_replica_loses_what_it_held_and_says_so(tmp_path: Path) -> None:
    with behind_nginx(2, tmp_path) as proxied:
        cookie = proxied.cookie()
        reader = Reader(proxied.server, cookie=cookie)
        try:
            at = _replica_of(reader, proxied)
            assert MATCHED in reader.upload(TABLE).text
            kept = reader.run("layer=valid_permits&year=2022")
            proxied.replicas[at].process.kill()
            proxied.replicas[at].process.wait()
        finally:
            reader.close()
        again = Reader(proxied.server, cookie=cookie)
        try:
            # The link brings the same page; the table was in the memory of the one that is gone.
            assert again.run("layer=valid_permits&year=2022").words == kept.words
            shown = again.run("layer=own")
            assert shown.faults == ()
            assert MATCHED not in shown.text
            assert GONE_NOTE in shown.text
        finally:
            again.close()


def test_the_proxy_keeps_metrics_packs_scripts_and_refuses_what_is_too_large(
    two: Proxied,
) -> None:
    assert two.ask("/_stcore/metrics").status == 403
    page = two.ask("/", accept_encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    assert two.ask("/_stcore/health", body=b"0" * 13_000_000).status == 413


def test_many_readers_open_at_once(two: Proxied) -> None:
    """A briefing of twenty people who all open the link: every one of them sees the page."""
    opened: list[Session] = []
    failed: list[Exception] = []

    def open_one() -> None:
        try:
            opened.extend(open_sessions(two.server.stream, 1))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=open_one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for session in opened:
        session.close()
    assert failed == []
    assert len(opened) == 20
