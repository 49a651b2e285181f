"""Polite and sturdy: one question at a time, growing pauses, and nothing asked twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.commands.refresh import asking
from dashboard.commands.refresh.__main__ import main
from dashboard.commands.refresh.asking import NoAnswerError
from tests.commands.refresh.conftest import Questions, Runs, row_of
from tests.commands.refresh.service import HTML, Reply, Service
from tests.this_release import RELEASE

ROOT = Path(__file__).resolve().parents[3]
ACQ = "/data/MIGR_ACQ"


def test_one_question_at_a_time_under_the_edition_s_contact(run: Runs, service: Service) -> None:
    edition = run.data / "edition.toml"
    edition.write_text('contact = "https://example.org/issues"\n', encoding="utf-8")
    assert run() == 0
    assert service.most_at_once == 1
    assert service.agents == {f"who-left-russia-refresh/{RELEASE} (+https://example.org/issues)"}
    assert run.pauses == [asking.BETWEEN] * (len(service.asked) - 1)
    assert len(set(service.asked)) == len(service.asked) == 17


def test_who_gives_no_contact_is_told(run: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--only", "unhcr") == 0
    assert "names no contact" in capsys.readouterr().out


def test_a_time_out_is_tried_again_and_then_answered(
    questions: Questions, service: Service
) -> None:
    questions.patience = (2.0, 0.3)
    service.failures[ACQ] = [Reply(b"", late=1.0)]
    assert row_of(questions.eurostat("migr_acq"), "DEU", 2023)["value"] == "1995"
    assert questions.waits == [asking.GROWING[0]]
    assert len(service.asked_of(ACQ)) == 2


def test_three_tries_with_growing_pauses(questions: Questions, service: Service) -> None:
    questions.patience = (2.0, 0.3)
    service.failures[ACQ] = [Reply(b"", late=1.0)] * 5
    with pytest.raises(NoAnswerError, match=r"no answer within 0\.3 s\. Asked 3 times\."):
        questions.eurostat("migr_acq")
    assert questions.waits == list(asking.GROWING)
    assert asking.GROWING[0] < asking.GROWING[1]
    assert len(service.asked_of(ACQ)) == asking.TRIES
    trying = "  eurostat-migr_acq-data: no answer within 0.3 s. Trying again in {:g} s."
    assert questions.told[1:] == [trying.format(pause) for pause in asking.GROWING]


def test_a_service_may_ask_for_a_longer_pause_but_not_for_ever(
    questions: Questions, service: Service
) -> None:
    service.failures[ACQ] = [
        Reply(b"", 429, HTML, {"Retry-After": "40"}),
        Reply(b"", 503, HTML, {"Retry-After": "86400"}),
    ]
    assert questions.eurostat("migr_acq").rows
    assert questions.waits == [40.0, asking.LONGEST_WAIT]


def test_what_was_refused_is_not_asked_again(questions: Questions, service: Service) -> None:
    service.failures[ACQ] = [Reply(b"", 403)]
    with pytest.raises(NoAnswerError, match=r"refused \(403\)"):
        questions.eurostat("migr_acq")
    assert len(service.asked_of(ACQ)) == 1
    assert questions.waits == []


def test_a_service_that_cannot_be_reached_is_tried_three_times(
    questions: Questions, service: Service
) -> None:
    service.url = "http://127.0.0.1:1"
    with pytest.raises(NoAnswerError, match="unhcr-population-1: cannot be reached;"):
        questions.unhcr()
    assert questions.waits == list(asking.GROWING)


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


def test_an_answer_that_somebody_altered_is_asked_for_again(
    questions: Questions, service: Service
) -> None:
    questions.eurostat("migr_acq")
    kept = questions.folder / "eurostat-migr_acq-data.xml"
    kept.write_bytes(kept.read_bytes().replace(b"1995", b"9995"))
    service.asked.clear()
    assert row_of(questions.eurostat("migr_acq"), "DEU", 2023)["value"] == "1995"
    assert len(service.asked) == 1


def test_the_command_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--help"])
    assert done.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("usage: python3 -m dashboard.commands.refresh")
    for option in ("--out", "--only", "--since", "--accept", "--data"):
        assert option in shown


@pytest.mark.parametrize(
    ("option", "text", "named"),
    [
        ("--only", "eurostat,oecd", "'oecd' is neither eurostat nor unhcr"),
        ("--since", "20x8", "'20x8' is no year from 2008 to"),
        ("--since", "1890", "'1890' is no year from 2008 to"),
    ],
)
def test_a_wrong_option_is_named(
    capsys: pytest.CaptureFixture[str], option: str, text: str, named: str
) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--out", "nowhere", option, text])
    assert done.value.code == 2
    assert named in capsys.readouterr().err


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
        "import dashboard.commands.refresh.__main__, dashboard.front\n"
        "print(sorted({'sdmx', 'dashboard.commands.refresh.asking'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
