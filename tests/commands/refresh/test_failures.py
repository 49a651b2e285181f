"""What may go wrong at a service: a clear line each, the other tables untouched, nothing halved."""

from collections.abc import Callable

import pytest

from dashboard.commands.refresh import asking
from dashboard.commands.refresh.asking import NoAnswerError
from dashboard.commands.refresh.eurostat import TABLES
from tests.commands.refresh import eurostat_shapes
from tests.commands.refresh.conftest import Questions, Runs
from tests.commands.refresh.service import HTML, JSON, Reply, Service

MAINTENANCE = b"""<!DOCTYPE html>
<html><head><title>Eurostat - temporarily unavailable</title></head>
<body><h1>We are sorry</h1><p>The site is under maintenance.</p></body></html>"""
DATA, STRUCTURE, PAGE = "/data/MIGR_ACQ", "/dataflow/ESTAT/MIGR_ACQ", "/asylum-decisions/"
ACQ = next(one for one in TABLES if one.code == "migr_acq")
GOOD = eurostat_shapes.data(ACQ, ACQ.codes, [("DE", 2023, 1995.0, "", "")])
ENVELOPE = b'<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body/></env:Envelope>'


def again(reply: Reply) -> list[Reply]:
    return [reply] * asking.TRIES


def without(service: Service, dimension: str, new: str) -> None:
    codes = service.describes(ACQ)
    renamed = {new if name == dimension else name: known for name, known in codes.items()}
    service.codes["migr_acq"] = renamed


def other_code(service: Service) -> None:
    codes = service.describes(ACQ)
    service.codes["migr_acq"] = {**codes, "citizen": ["RUS", "UKR"]}


def no_table(service: Service) -> None:
    del service.tables["migr_acq"]


def wrong_citizens(service: Service) -> None:
    rows = [("DE", 2023, 1.0, "", "")]
    body = eurostat_shapes.data(ACQ, {**ACQ.codes, "citizen": "TOTAL"}, rows)
    service.failures[DATA] = [Reply(body)]


Play = Callable[[Service], None]


def failing(part: str, *replies: Reply) -> Play:
    return lambda service: service.failures.update({part: list(replies)})


@pytest.mark.parametrize(
    ("play", "line"),
    [
        (
            failing(DATA, *again(Reply(MAINTENANCE, kind=HTML))),
            "eurostat-migr_acq-data: a web page came instead of data: 'Eurostat - temporarily "
            "unavailable', as in maintenance. Asked 3 times.",
        ),
        (
            failing(STRUCTURE, *again(Reply(MAINTENANCE, 503, HTML))),
            "eurostat-migr_acq-structure: the service is not available (503: 'Eurostat - "
            "temporarily unavailable'). Asked 3 times.",
        ),
        (
            no_table,
            "eurostat-migr_acq-structure: refused (404: The requested resource is not available: "
            "MIGR_ACQ). The table or its address may be gone.",
        ),
        (
            lambda service: without(service, "citizen", "nationality"),
            "eurostat-migr_acq-structure: the table has no dimension citizen and a new dimension "
            "nationality. If one has a new name, or a new one has a code for all, change the codes "
            "in dashboard/commands/refresh/eurostat.py.",
        ),
        (
            other_code,
            "eurostat-migr_acq-structure: the code list of citizen no longer holds RU; it has RUS. "
            "Change the code in dashboard/commands/refresh/eurostat.py.",
        ),
        (
            failing(DATA, *again(Reply(GOOD[:-120]))),
            "eurostat-migr_acq-data: the answer is a half one: its XML does not end. "
            "Asked 3 times.",
        ),
        (
            failing(DATA, *again(Reply(GOOD[:200], short=500))),
            "eurostat-migr_acq-data: the answer broke off. Asked 3 times.",
        ),
        (
            failing(DATA, Reply(eurostat_shapes.fault(413, "EXTRACTION_TOO_BIG: too big"), 413)),
            "eurostat-migr_acq-data: refused (413: EXTRACTION_TOO_BIG: too big).",
        ),
        (
            failing(DATA, Reply(eurostat_shapes.fault(100, "No results found"))),
            "eurostat-migr_acq-data: the service reports a fault: No results found.",
        ),
        (
            failing(DATA, Reply(ENVELOPE)),
            "eurostat-migr_acq-data: an answer of another form",
        ),
        (
            failing(DATA, Reply(GOOD.replace(b'"1995"', b'"-3"'))),
            "eurostat-migr_acq-data: '-3' of DE in 2023 is no count of people.",
        ),
        (
            failing(DATA, Reply(GOOD.replace(b'"2023"', b'"2023-Q1"'))),
            "eurostat-migr_acq-data: a period that is no year: '2023-Q1' of DE.",
        ),
        (
            wrong_citizens,
            "eurostat-migr_acq-data: rows came that were not asked for: another citizen.",
        ),
        (
            failing(DATA, Reply(eurostat_shapes.data(ACQ, ACQ.codes, []))),
            "eurostat-migr_acq-data: the answer holds no observation from 2018 on.",
        ),
    ],
)
def test_a_table_that_fails_is_refused_in_one_line(
    questions: Questions, service: Service, play: Play, line: str
) -> None:
    play(service)
    with pytest.raises(NoAnswerError) as refused:
        questions.eurostat("migr_acq")
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)
    assert not list(questions.folder.glob("*data*"))


@pytest.mark.parametrize(
    ("replies", "line"),
    [
        (
            again(Reply(b'{"page": 1, "maxPages": 1, "items": [{"year": 20', kind=JSON)),
            "unhcr-asylum-decisions-1: the answer is a half one: its JSON does not end. "
            "Asked 3 times.",
        ),
        (
            [Reply(b'{"error": "gone"}', kind=JSON)],
            "unhcr-asylum-decisions-1: an answer of another form: no list of items.",
        ),
        (
            [
                Reply(
                    b'{"page":1,"maxPages":1,"items":[{"year":2023,"coo_iso":"RUS","coa_iso":'
                    b'"DEU","procedure_type":"G","level":"FI"}]}',
                    kind=JSON,
                )
            ],
            "unhcr-asylum-decisions-1: the field dec_level, dec_pc, dec_recognized, dec_other, "
            "dec_rejected, dec_closed, dec_total is gone; the rows now have: year, coo_iso, "
            "coa_iso, procedure_type, level.",
        ),
        (
            [Reply(b'{"page":2,"maxPages":3,"items":[]}', kind=JSON)],
            "unhcr-asylum-decisions-1: page 2 came instead of 1.",
        ),
        (
            [Reply(b'{"page":[1],"maxPages":3,"items":[]}', kind=JSON)],
            "unhcr-asylum-decisions-1: page [1] came instead of 1.",
        ),
        (
            [Reply(b'{"page":1,"maxPages":1,"items":[]}', kind=JSON)],
            "unhcr-asylum-decisions-1: the page has no rows.",
        ),
        (
            [Reply(b'{"page":1,"maxPages":"many","items":[]}', kind=JSON)],
            "unhcr-asylum-decisions-1: an answer of another form: maxPages is 'many'.",
        ),
        (
            [Reply(b'{"message": "Not found"}', 404, JSON)],
            "unhcr-asylum-decisions-1: refused (404: Not found). The table or its address may be "
            "gone.",
        ),
    ],
)
def test_a_page_that_fails_is_refused_in_one_line(
    questions: Questions, service: Service, replies: list[Reply], line: str
) -> None:
    service.failures[PAGE] = replies
    with pytest.raises(NoAnswerError) as refused:
        questions.unhcr()
    assert str(refused.value).startswith(line)
    assert not list(questions.folder.glob("*decisions*"))


def test_the_other_tables_are_read_and_nothing_of_the_failed_one_is_offered(
    run: Runs, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    service.failures[DATA] = again(Reply(MAINTENANCE, kind=HTML))
    service.failures[PAGE] = [Reply(b"", 404)]
    assert run() == 1
    lines = [
        "eurostat-migr_acq-data: a web page came instead of data: 'Eurostat - temporarily "
        "unavailable', as in maintenance. Asked 3 times.",
        "unhcr-asylum-decisions-1: refused (404). The table or its address may be gone.",
    ]
    said = capsys.readouterr().out
    assert all(f"  FAILED {line}\n" in said for line in lines)
    part = run.told.partition("## Could not be had\n\n")[2].partition("\n\n")[0]
    assert part.splitlines() == [f"- {line}" for line in lines]
    seen = {row["indicator_id"] for row in run.rows("candidates/observations")}
    assert "naturalisations" not in seen
    assert {"valid_permits", "asylum_first_eurostat", "emigration_citizens"} <= seen
    assert not [name for name in seen if name.startswith(("asylum_re", "refugees"))]


def test_where_nothing_was_read_nothing_is_written(run: Runs, service: Service) -> None:
    service.failures[PAGE] = [Reply(b"", 404)]
    assert run("--only", "unhcr") == 1
    assert sorted(path.name for path in run.out.iterdir()) == ["raw"]


def test_an_answer_of_no_use_is_kept_apart_to_be_reported(
    questions: Questions, service: Service
) -> None:
    service.failures[DATA] = again(Reply(MAINTENANCE, 503, HTML))
    with pytest.raises(NoAnswerError):
        questions.eurostat("migr_acq")
    refused = questions.folder / "refused" / "eurostat-migr_acq-data.xml"
    assert refused.read_bytes() == MAINTENANCE
    assert not (questions.folder / refused.name).exists()


def test_text_of_a_service_stays_on_its_line(run: Runs, service: Service) -> None:
    said = "gone\x1b[31m\r\n# A heading of its own &amp; more" + "x" * 400
    service.failures[DATA] = [Reply(eurostat_shapes.fault(150, said), 400)]
    assert run("--only", "eurostat") == 1
    part = run.told.partition("## Could not be had\n\n")[2]
    (line,) = part.partition("\n\n")[0].splitlines()
    assert "gone [31m # A heading of its own & more" in line
    assert "\x1b" not in run.told
    assert len(line) < 400
