"""Polite and sturdy: one question at a time, growing pauses, and nothing asked twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.commands.refresh import asking
from tests.commands.refresh.conftest import Runs
from tests.commands.refresh.service import HTML, Reply, Service

ROOT = Path(__file__).resolve().parents[3]
ACQ = "/data/MIGR_ACQ"


def waits(run: Runs) -> list[float]:
    """The pauses that were not the usual one between two questions."""
    return [pause for pause in run.pauses if pause != asking.BETWEEN]


def test_one_question_at_a_time_under_the_edition_s_contact(run: Runs, service: Service) -> None:
    edition = run.data / "edition.toml"
    edition.write_text('contact = "https://example.org/issues"\n', encoding="utf-8")
    assert run() == 0
    assert service.most_at_once == 1
    assert service.agents == {"who-left-russia-refresh/2026.11 (+https://example.org/issues)"}
    assert run.pauses == [asking.BETWEEN] * (len(service.asked) - 1)
    assert len(set(service.asked)) == len(service.asked) == 17


def test_who_gives_no_contact_is_told(run: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--only", "unhcr") == 0
    assert "names no contact" in capsys.readouterr().out


def test_a_time_out_is_tried_again_and_then_answered(run: Runs, service: Service) -> None:
    run.patience = (2.0, 0.3)
    service.failures[ACQ] = [Reply(b"", late=1.0)]
    assert run("--only", "eurostat") == 0
    assert waits(run) == [asking.GROWING[0]]
    assert len(service.asked_of(ACQ)) == 2
    assert run.candidate("naturalisations", "DEU", 2023)["value"] == "1995"


def test_three_tries_with_growing_pauses(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    run.patience = (2.0, 0.3)
    service.failures[ACQ] = [Reply(b"", late=1.0)] * 5
    assert run("--only", "eurostat") == 1
    assert waits(run) == list(asking.GROWING)
    assert asking.GROWING[0] < asking.GROWING[1]
    assert len(service.asked_of(ACQ)) == asking.TRIES
    said = capsys.readouterr().out
    assert "eurostat-migr_acq-data: no answer within 0.3 s. Trying again in 5 s." in said
    assert "eurostat-migr_acq-data: no answer within 0.3 s. Asked 3 times." in said


def test_a_service_may_ask_for_a_longer_pause_but_not_for_ever(run: Runs, service: Service) -> None:
    service.failures[ACQ] = [
        Reply(b"", 429, HTML, {"Retry-After": "40"}),
        Reply(b"", 503, HTML, {"Retry-After": "86400"}),
    ]
    assert run("--only", "eurostat") == 0
    assert waits(run) == [40.0, asking.LONGEST_WAIT]


def test_what_was_refused_is_not_asked_again(run: Runs, service: Service) -> None:
    service.failures[ACQ] = [Reply(b"", 403)]
    assert run("--only", "eurostat") == 1
    assert len(service.asked_of(ACQ)) == 1
    assert waits(run) == []


def test_where_no_service_is_nothing_is_written(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    service.url = "http://127.0.0.1:1"
    assert run("--only", "unhcr") == 1
    assert "unhcr-population-1: cannot be reached;" in capsys.readouterr().out
    assert waits(run) == list(asking.GROWING)
    assert not (run.out / "report.md").exists()


def test_a_run_that_broke_off_is_taken_up_where_it_was(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    service.failures["/asylum-decisions/"] = [Reply(b"", 404)]
    service.failures[ACQ] = [Reply(b"", 404)]
    assert run() == 1
    first = list(service.asked)
    service.asked.clear()
    capsys.readouterr()
    assert run() == 0
    assert [path.partition("?")[0] for path in service.asked] == [
        "/data/MIGR_ACQ/A.RU.COMPLET.TOTAL.NR.T.",
        "/asylum-decisions/",
    ]
    assert capsys.readouterr().out.count(": kept since 20") == len(first) - 2
    service.asked.clear()
    assert run() == 0
    assert service.asked == []


def test_an_answer_that_somebody_altered_is_asked_for_again(run: Runs, service: Service) -> None:
    assert run("--only", "eurostat") == 0
    kept = run.out / "raw" / "eurostat-migr_acq-data.xml"
    kept.write_bytes(kept.read_bytes().replace(b"1995", b"9995"))
    service.asked.clear()
    assert run("--only", "eurostat") == 0
    assert len(service.asked) == 1
    assert run.candidate("naturalisations", "DEU", 2023)["value"] == "1995"


def test_the_command_says_what_it_takes() -> None:
    command = [sys.executable, "-m", "dashboard.commands.refresh"]
    done = subprocess.run(
        [*command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for option in ("--out", "--only", "--since", "--accept", "--data"):
        assert option in done.stdout
    for wrong in (["--only", "eurostat,oecd"], ["--since", "20x8"], ["--since", "1890"]):
        done = subprocess.run(
            [*command, "--out", "x", *wrong], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert repr(wrong[1].rpartition(",")[2]) in done.stderr


def test_without_its_own_packages_the_command_says_how_to_get_them() -> None:
    script = (
        "import sys; sys.modules['sdmx'] = None\n"
        "from dashboard.commands.refresh.__main__ import main\n"
        "sys.exit(main(['--out', 'nowhere']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "sdmx is not installed. First: python3 -m pip install -r dashboard/" in done.stderr


def test_the_app_and_accepting_need_none_of_its_packages() -> None:
    script = (
        "import sys\n"
        "import dashboard.commands.refresh.__main__, dashboard.widgets.front\n"
        "print(sorted({'sdmx', 'dashboard.commands.refresh.asking'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
