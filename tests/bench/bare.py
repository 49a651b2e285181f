"""Chromium as a reader has it: nobody listens in while a page loads.

Playwright keeps the DevTools domain `Runtime` on, and V8 then works out source positions for the
errors that scripts throw and catch themselves: plotly's script takes 0.6 s instead of 0.23 s to
start, in every app that draws with it. Here the protocol is spoken without that domain.
"""

import base64
import contextlib
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import websocket

START_SECONDS = 30.0
WAIT_SECONDS = 60.0
LOOK_SECONDS = 0.2
# A line of 10 Mbit/s and 40 ms, in bytes a second and milliseconds.
SLOW = {"downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000, "latency": 40}


class Line:
    """A line to the browser; requests to the addresses in `answers` are answered here, as JSON."""

    def __init__(self, socket: websocket.WebSocket, answers: Mapping[str, bytes]) -> None:
        self._socket = socket
        self._answers = answers
        self._last = 0

    def call(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Send a command and return its result."""
        asked = self._send(method, session, parameters)
        while True:
            message = self._next()
            if message.get("id") == asked:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                result: dict[str, Any] = message["result"]
                return result

    def listen(self, seconds: float) -> None:
        """Answer what pages ask for, for some time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._socket.settimeout(left)
            with contextlib.suppress(websocket.WebSocketTimeoutException):
                self._next()
        self._socket.settimeout(WAIT_SECONDS)

    def _send(self, method: str, session: str, parameters: Mapping[str, object]) -> int:
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        return self._last

    def _next(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv())
        if message.get("method") == "Fetch.requestPaused":
            self._fulfil(message["sessionId"], message["params"])
        return message

    def _fulfil(self, session: str, paused: Mapping[str, Any]) -> None:
        address = paused["request"]["url"]
        body = next(body for start, body in self._answers.items() if address.startswith(start))
        headers = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
        answer = {
            "requestId": paused["requestId"],
            "responseCode": 200,
            "responseHeaders": [{"name": name, "value": text} for name, text in headers.items()],
            "body": base64.b64encode(body).decode(),
        }
        self._send("Fetch.fulfillRequest", session, answer)

    def number(
        self, url: str, script: str, expression: str, *, slow: bool, wait: float
    ) -> float | None:
        """Load `url` with an empty cache; return what a JavaScript expression comes to.

        `script` runs before any of the page's own; `expression` is null until there is a value.
        None: there was no value within `wait` seconds.
        """
        context = self.call("Target.createBrowserContext")["browserContextId"]
        try:
            target = self.call("Target.createTarget", url="about:blank", browserContextId=context)
            attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
            session = attached["sessionId"]
            patterns = [{"urlPattern": f"{address}*"} for address in self._answers]
            self.call("Fetch.enable", session, patterns=patterns)
            if slow:
                self.call("Network.enable", session)
                self.call("Network.emulateNetworkConditions", session, offline=False, **SLOW)
            self.call("Page.enable", session)
            self.call("Page.addScriptToEvaluateOnNewDocument", session, source=script)
            self.call("Page.navigate", session, url=url)
            return self._wait_for(session, expression, wait)
        finally:
            self.call("Target.disposeBrowserContext", browserContextId=context)

    def _wait_for(self, session: str, expression: str, wait: float) -> float | None:
        until = time.monotonic() + wait
        while time.monotonic() < until:
            self.listen(LOOK_SECONDS)
            found = self.call("Runtime.evaluate", session, expression=expression)["result"]
            if found.get("value") is not None:
                return float(found["value"])
        return None


@contextlib.contextmanager
def bare_chromium(path: str, flags: list[str], answers: Mapping[str, bytes]) -> Iterator[Line]:
    """Start the browser at `path` and return a line to it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            [path, *flags, *options, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = _address(Path(profile) / "DevToolsActivePort")
            socket = websocket.create_connection(
                address, timeout=WAIT_SECONDS, suppress_origin=True
            )
            with contextlib.closing(socket):
                yield Line(socket, answers)
        finally:
            process.terminate()
            process.wait()


def _address(written: Path) -> str:
    """Return the browser's own address, which it writes down when it is ready."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):
            port, place = written.read_text().split()
            return f"ws://127.0.0.1:{port}{place}"
        time.sleep(0.05)
    raise RuntimeError("the browser did not say where it listens")
