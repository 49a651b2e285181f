"""A fresh Streamlit process on a free port, stopped when it is no longer needed."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard" / "app.py"
PLAIN = Path(__file__).with_name("plain_app.py")
DASH = Path(__file__).with_name("dash_app.py")
START_SECONDS = 60.0
STREAMLIT = ["-m", "streamlit"]
# Streamlit as it comes: uvloop, which it would pick up by itself, is the dashboard's choice.
STOCK = [
    "-c",
    "import sys; sys.modules['uvloop'] = None\nfrom streamlit.web.cli import main; main()",
]
# An app that is a program of its own and takes its port from the environment.
ALONE: list[str] = []
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running app: its address, its process, and how long it took to answer."""

    port: int
    pid: int
    started_in: float
    log: Path

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def stream(self) -> str:
        return f"ws://{HOST}:{self.port}/_stcore/stream"


@contextlib.contextmanager
def serve(
    app: Path,
    folder: Path,
    log: Path,
    environment: Mapping[str, str] | None = None,
    streamlit: Sequence[str] = STREAMLIT,
) -> Iterator[Server]:
    """Run `app` from `folder`, whose `.streamlit/` counts; its output goes to `log`."""
    port = _free_port()
    command = [sys.executable, *streamlit, *(["run"] if streamlit else []), str(app)]
    options = {
        "server.headless": "true",
        "server.address": HOST,
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    for name, value in options.items() if streamlit else ():
        command += [f"--{name}", value]
    given = {"PYTHONPATH": str(ROOT), "HOST": HOST, "PORT": str(port), **(environment or {})}
    begun = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **given},
        )
    try:
        _wait_until_healthy(port, process, log)
        yield Server(port, process.pid, time.perf_counter() - begun, log)
    finally:
        ended = process.poll()
        if ended is not None:
            sys.stderr.write(f"the app ended by itself, status {ended}:\n{_tail(log)}\n")
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the app stopped while starting:\n{_tail(log)}")
        with contextlib.suppress(OSError):
            opener.open(f"http://{HOST}:{port}/_stcore/health", timeout=0.5).read()
            return
        time.sleep(0.02)
    raise RuntimeError(f"the app did not answer:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-3000:]
