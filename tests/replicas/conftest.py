"""Replicas of the app behind nginx, started with the configuration that the README gives."""

import contextlib
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import HOST, ROOT, Server, free_port, served

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
AROUND = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 4096; }}
http {{
access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
types {{ text/html html; }}
{configuration}
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Proxied:
    """The address of nginx, and the servers behind it."""

    server: Server
    replicas: tuple[Server, ...]

    def ask(self, path: str, *, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for a path, with headers such as `cookie` and `accept_encoding`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"{self.server.url}{path}", body, named)
        try:
            with OPENER.open(request, timeout=30) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())

    def cookie(self) -> str:
        """Return the cookie that a new reader's first page brings."""
        return self.ask("/", sec_fetch_dest="document").headers["Set-Cookie"].split(";")[0]


def configuration(port: int, replicas: tuple[Server, ...]) -> str:
    """Return the README's configuration for these ports; only they are changed."""
    found = re.search(
        r"```nginx\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found is not None
    one = "    server 127.0.0.1:8501 fail_timeout=10s;\n"
    other = one.replace("8501", "8502")
    text = found[1]
    assert text.count(one + other) == text.count("listen 80;") == 1
    servers = "".join(one.replace("8501", str(each.port)) for each in replicas)
    return text.replace(one + other, servers).replace("listen 80;", f"listen {HOST}:{port};")


@contextlib.contextmanager
def behind_nginx(count: int, folder: Path) -> Iterator[Proxied]:
    """Serve `count` replicas behind nginx until the block ends."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        if os.environ.get("REQUIRE_NGINX"):
            pytest.fail("nginx is not installed")
        pytest.skip("nginx is not installed")
    with contextlib.ExitStack() as stack:
        replicas = tuple(stack.enter_context(served()) for _ in range(count))
        port = free_port()
        text = AROUND.format(folder=folder, configuration=configuration(port, replicas))
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        process = subprocess.Popen(
            [nginx, "-c", folder / "nginx.conf", "-p", folder, "-e", "stderr"]
        )
        stack.callback(process.wait)
        stack.callback(process.terminate)
        found = Proxied(Server(port, f"http://{HOST}:{port}", process), replicas)
        for _ in range(100):
            with contextlib.suppress(OSError):
                if found.ask("/_stcore/health").status == 200:
                    break
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
                raise RuntimeError("nginx stopped: see its line above")
        yield found
