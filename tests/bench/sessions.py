"""Readers without a browser: the app's own websocket protocol, one connection each."""

import hashlib
import json
import random
import statistics
import threading
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import websocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

TIMEOUT = 90.0
FINISHED = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


@dataclass(frozen=True)
class Shown:
    """What one run of the page sent: its titles, a digest of them, maps and charts, its faults."""

    headings: tuple[str, ...]
    digest: str
    faults: tuple[str, ...]
    seconds: float


class Session:
    """One open page."""

    def __init__(self, stream: str, cookie: str = "") -> None:
        self._socket = websocket.create_connection(
            stream, subprotocols=["streamlit"], timeout=TIMEOUT, cookie=cookie or None
        )
        self._id = ""
        self._files: dict[str, str] = {}
        self._buttons: dict[str, str] = {}
        # What opens a part of a page: the label of a pill or of a popover, and its id.
        self._pills: dict[str, str] = {}
        self._popovers: dict[str, str] = {}
        self._repeated = ""

    def close(self) -> None:
        self._socket.close()

    def run(
        self, query: str, page: str = "", *, press: str = "", opens: str = "", look: bool = False
    ) -> Shown:
        """Run a page, the Map unless named, and read what it sends, up to the script's end.

        `press` is the label of a button of the last run that is pressed, `opens` that of a pill or
        a popover that opens a part of the page; with `look` only the
        part of the page runs that a browser runs again by itself, where there is one.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        if press:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = self._buttons[press], True
        if opens:
            state = message.rerun_script.widget_states.widgets.add()
            if opens in self._popovers:
                state.id, state.bool_value = self._popovers[opens], True
            else:
                state.id = self._pills[opens]
                state.string_array_value.data.append(opens)
        if look and self._repeated:
            message.rerun_script.fragment_id = self._repeated
            message.rerun_script.is_auto_rerun = True
        else:
            self._files.clear()
            self._repeated = ""
        begun = time.perf_counter()
        self._socket.send_binary(message.SerializeToString())
        headings: list[str] = []
        faults: list[str] = []
        digest = hashlib.sha256()
        while True:
            answer = ForwardMsg.FromString(self._socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._id = answer.new_session.initialize.session_id or self._id
            if kind == "auto_rerun":
                self._repeated = answer.auto_rerun.fragment_id
            if kind == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self._repeated = ""
                    continue
                if answer.script_finished not in FINISHED:
                    faults.append(f"the script ended with status {answer.script_finished}")
                break
            if kind != "delta":
                continue
            if (block := answer.delta.add_block).WhichOneof("type") == "popover" and block.id:
                self._popovers[block.popover.label] = block.id
            if answer.delta.WhichOneof("type") != "new_element":
                continue
            element = answer.delta.new_element
            element_kind = element.WhichOneof("type")
            if element_kind == "button_group":
                self._pills |= {
                    each.content: element.button_group.id for each in element.button_group.options
                }
            elif element_kind == "heading":
                headings.append(element.heading.body)
                digest.update(element.heading.body.encode())
            elif element_kind == "bidi_component":
                digest.update(_shown(element.bidi_component))
            elif element_kind == "download_button":
                button = element.download_button
                self._files[button.label] = button.deferred_file_id
            elif element_kind == "button":
                self._buttons[element.button.label] = element.button.id
            elif element_kind == "exception":
                faults.append(element.exception.message)
        seconds = time.perf_counter() - begun
        return Shown(tuple(headings), digest.hexdigest(), tuple(faults), seconds)

    @property
    def files(self) -> list[str]:
        """The labels of the buttons for files of the last run."""
        return list(self._files)

    def click(self, label: str) -> str:
        """Click a button for a file of the last run; return the path the file is fetched from."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = label, self._id
        request.deferred_file.file_id = self._files[label]
        self._socket.send_binary(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._socket.recv())
            if answer.WhichOneof("type") == "backend_operation_response":
                made = answer.backend_operation_response
                if made.error_msg:
                    raise RuntimeError(f"{label}: {made.error_msg}")
                return str(made.deferred_file.url)


def _shown(sent: BidiComponent) -> bytes:
    """Return what a component is to show; a map without the parts that this page had not yet."""
    if not sent.bytes or sent.component_name != "map":
        return sent.json.encode() + sent.bytes
    state = json.loads(zlib.decompress(sent.bytes.split(b"\n", 1)[1]))
    del state["parts"]
    return json.dumps(state, sort_keys=True).encode()


@dataclass
class Load:
    """What many sessions stepping at once met."""

    elapsed: float = 0.0
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float | None:
        return len(self.seconds) / self.elapsed if self.elapsed else None

    @property
    def median(self) -> float | None:
        return statistics.median(self.seconds) if self.seconds else None

    @property
    def p95(self) -> float | None:
        if len(self.seconds) < 2:
            return None
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


def open_sessions(stream: str, count: int, query: str = "") -> list[Session]:
    """Open `count` pages and run each once."""
    sessions = [Session(stream) for _ in range(count)]
    for session in sessions:
        session.run(query)
    return sessions


def references(session: Session, queries: Mapping[str, str]) -> dict[str, Shown]:
    """Visit every address alone; the mapping names the year that its title has to hold."""
    seen = {query: session.run(query) for query in queries}
    for query, shown in seen.items():
        if shown.faults or not any(queries[query] in text for text in shown.headings):
            raise RuntimeError(f"{query}: no title with its year: {shown.headings} {shown.faults}")
    return seen


def step_all(
    sessions: Sequence[Session], seen: Mapping[str, Shown], steps: int, seed: int = 2022
) -> Load:
    """Let every session step through its own random addresses, all at once."""
    load, lock = Load(), threading.Lock()
    together = threading.Barrier(len(sessions) + 1)
    owner = {shown.digest: query for query, shown in seen.items()}

    def step(session: Session, number: int) -> None:
        chance = random.Random(seed + number)
        queries = [chance.choice(list(seen)) for _ in range(steps)]
        together.wait()
        for query in queries:
            try:
                shown = session.run(query)
            except (OSError, websocket.WebSocketException) as error:
                with lock:
                    load.errors.append(f"{query}: {error!r}")
                return
            with lock:
                load.seconds.append(shown.seconds)
                load.errors.extend(f"{query}: {fault}" for fault in shown.faults)
                if shown.digest != seen[query].digest:
                    got = owner.get(shown.digest, str(shown.headings))
                    load.mixed_up.append(f"asked {query}, got {got}")

    threads = [
        threading.Thread(target=step, args=(session, number), daemon=True)
        for number, session in enumerate(sessions)
    ]
    for thread in threads:
        thread.start()
    together.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    load.elapsed = time.perf_counter() - begun
    return load
