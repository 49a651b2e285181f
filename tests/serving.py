"""A server of the app in a process of its own, stopped when it is no longer needed."""

import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
# As the README says it, and as Community Cloud runs it: the second puts no folder on the path.
AS_MODULE = (sys.executable, "-m", "streamlit")
AS_SCRIPT = (str(Path(sys.executable).with_name("streamlit")),)


@dataclass(frozen=True)
class Server:
    """A running app: its address without a trailing slash, and its process."""

    port: int
    url: str
    process: "subprocess.Popen[bytes]"

    @property
    def stream(self) -> str:
        """The address of its websocket."""
        return f"{self.url.replace('http', 'ws', 1)}/_stcore/stream"


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(
    *,
    port: int | None = None,
    base_path: str = "",
    command: Sequence[str] = AS_MODULE,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Serve the app from the root of the project until the block ends."""
    port = port or free_port()
    options = {"headless": "true", "port": str(port), "address": HOST, "baseUrlPath": base_path}
    flags = [part for name, value in options.items() for part in (f"--server.{name}", value)]
    inherited = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(
        [*command, "run", "dashboard/app.py", *flags],
        cwd=ROOT,
        env={**inherited, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(port, f"http://{HOST}:{port}{base_path}", process)
    try:
        _wait_until_healthy(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:  # it waits for pages that are still open
            process.kill()
            process.wait()


def _wait_until_healthy(server: Server) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        if server.process.poll() is not None:
            raise RuntimeError("the app stopped while starting")
        with contextlib.suppress(OSError):
            opener.open(f"{server.url}/_stcore/health", timeout=0.5).read()
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.process.wait(timeout=0.1)
    raise RuntimeError("the app did not become healthy")
