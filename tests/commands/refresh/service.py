"""A server on this machine that answers as Eurostat and UNHCR do, and fails as they may."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from dashboard.commands.refresh.eurostat import TABLES, Table
from tests.commands.refresh import eurostat_shapes, unhcr_shapes
from tests.commands.refresh.eurostat_shapes import Observed

XML, JSON, HTML = "application/xml", "application/json", "text/html; charset=utf-8"
# The order of dimensions as answers of the service show it.
ORDERS = {
    "migr_resvalid": ("freq", "reason", "citizen", "duration", "unit"),
    "migr_resfirst": ("freq", "reason", "citizen", "duration", "unit"),
    "migr_pop1ctz": ("freq", "citizen", "age", "unit", "sex"),
    "migr_asyappctza": ("freq", "unit", "citizen", "sex", "applicant", "age"),
}
MOVED = ("freq", "citizen", "agedef", "age", "unit", "sex")


@dataclass(frozen=True)
class Reply:
    """One answer; `short` announces more bytes than come, `late` waits first (seconds)."""

    body: bytes
    status: int = 200
    kind: str = XML
    headers: Mapping[str, str] = field(default_factory=dict)
    short: int = 0
    late: float = 0.0


@dataclass
class Service:
    """What the server holds, what it is to fail with first, and what it was asked."""

    tables: dict[str, list[Observed]]
    unhcr: dict[str, list[unhcr_shapes.Item]]
    page: int = 1000
    codes: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    failures: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""

    def describes(self, table: Table) -> dict[str, list[str]]:
        """The dimensions of a table in their order, with codes beside those asked for."""
        if table.code in self.codes:
            return self.codes[table.code]
        order = ORDERS.get(table.code, MOVED)
        known = {name: [table.codes[name], f"{table.codes[name]}_OTHER"] for name in order}
        states = dict.fromkeys(row[0] for row in self.tables.get(table.code, []))
        return {**known, "geo": list(states)}

    def asked_of(self, part: str) -> list[str]:
        return [path for path in self.asked if part in path]


def reply_to(service: Service, path: str) -> Reply:
    service.asked.append(path)
    for part, waiting in service.failures.items():
        if part in path and waiting:
            return waiting.pop(0)
    split = urlsplit(path)
    query = {name: values[-1] for name, values in parse_qs(split.query).items()}
    parts = split.path.strip("/").split("/")
    if parts[0] in {"dataflow", "data"}:
        return _eurostat(service, parts, query)
    return _unhcr(service, parts[0], query)


def _eurostat(service: Service, parts: list[str], query: dict[str, str]) -> Reply:
    code = parts[2] if parts[0] == "dataflow" else parts[1]
    table = next((one for one in TABLES if one.code.upper() == code), None)
    if table is None or table.code not in service.tables:
        text = f"The requested resource is not available: {code}"
        return Reply(eurostat_shapes.fault(100, text), 404)
    described = service.describes(table)
    if parts[0] == "dataflow":
        return Reply(eurostat_shapes.structure(table, described))
    key = dict(zip(described, parts[2].split("."), strict=True))
    del key["geo"]
    wrong = [f"{name.upper()}={code}" for name, code in key.items() if code not in described[name]]
    if wrong:
        text = "INVALID_QUERY_DIMENSION_VALUE: The following values are not allowed: "
        return Reply(eurostat_shapes.fault(150, text + ", ".join(wrong)), 400)
    since = int(query["startPeriod"])
    rows = [row for row in service.tables[table.code] if row[1] >= since]
    return Reply(eurostat_shapes.data(table, key, rows))


def _unhcr(service: Service, endpoint: str, query: dict[str, str]) -> Reply:
    # Without cf_type=ISO codes are UNHCR's own; a lone yearFrom is ignored.
    assert query["cf_type"] == "ISO"
    first, last = int(query["yearFrom"]), int(query["yearTo"])
    rows = [row for row in service.unhcr[endpoint] if first <= int(str(row["year"])) <= last]
    size, number = min(service.page, int(query["limit"])), int(query["page"])
    answer = unhcr_shapes.page(rows, number, size)
    return Reply(json.dumps(answer).encode(), kind=JSON)


@contextlib.contextmanager
def running(service: Service) -> Iterator[Service]:
    """Serve until the block ends."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                service.at_once += 1
                service.most_at_once = max(service.most_at_once, service.at_once)
                service.agents.add(self.headers["User-Agent"])
                reply = reply_to(service, self.path)
            try:
                time.sleep(reply.late)
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body) + reply.short))
                for name, text in reply.headers.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(reply.body)
            except BrokenPipeError:
                pass  # who asked has given up, as the test wants
            finally:
                with lock:
                    service.at_once -= 1

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
