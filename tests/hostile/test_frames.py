"""Frames made to hurt: nothing is inflated, nothing grows without end, nobody else notices."""

import base64
import contextlib
import os
import socket
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import websocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import HOST, Server

# What six hostile connections at once may add to the server.
MOST_GROWN = 100.0
DEFLATE = "permessage-deflate; client_max_window_bits"


def shaken_hands(server: Server) -> tuple[socket.socket, str]:
    """Open a websocket by hand that asks for compression; return it and the server's answer."""
    raw = socket.create_connection((HOST, server.port), timeout=20)
    key = base64.b64encode(os.urandom(16)).decode()
    raw.sendall(
        (
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {HOST}:{server.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: streamlit\r\nSec-WebSocket-Extensions: {DEFLATE}\r\n\r\n"
        ).encode()
    )
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += raw.recv(4096)
    return raw, answer.decode("latin-1").lower()


def frame(payload: bytes, first: int = 0x82) -> bytes:
    """A masked frame; the mask is zero, so the bytes stand as they are."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", first, 0x80 | size)
    elif size < 2**16:
        head = struct.pack("!BBH", first, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, size)
    return head + bytes(4) + payload


def inflating(megabytes: int) -> bytes:
    """A frame that says it is compressed and would inflate to as much."""
    press = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = b"".join(press.compress(bytes(2**20)) for _ in range(megabytes))
    packed += press.flush(zlib.Z_SYNC_FLUSH)
    return frame(packed[:-4], 0xC2)


def raw(server: Server, content: bytes) -> None:
    """Send bytes on a connection that may not compress; the server answers or hangs up."""
    stream, answer = shaken_hands(server)
    assert " 101 " in answer
    assert "permessage-deflate" not in answer
    with stream, contextlib.suppress(OSError):
        stream.sendall(content)
        stream.recv(65536)


def told(server: Server, content: bytes, times: int = 1) -> None:
    """Send a message as a page would, as often as asked; then the page still has to answer."""
    reader = Reader(server)
    reader.run("")
    for _ in range(times):
        reader.socket.send_binary(content)
    try:
        assert reader.run("layer=valid_permits").faults == ()
    finally:
        reader.close()


def told_often(server: Server, content: bytes) -> None:
    told(server, content, 200)


def file_names() -> bytes:
    message = BackMsg()
    message.file_urls_request.file_names.extend([""] * 450_000)
    return bytes(message.SerializeToString())


def widgets() -> bytes:
    message = BackMsg()
    for _ in range(150_000):
        message.rerun_script.widget_states.widgets.add().id = "a"
    return bytes(message.SerializeToString())


def address(query: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    return bytes(message.SerializeToString())


def deep_json() -> bytes:
    message = BackMsg()
    widget = message.rerun_script.widget_states.widgets.add()
    widget.id, widget.json_value = "map", "[" * 900_000
    return bytes(message.SerializeToString())


def asked(kind: str) -> bytes:
    message = BackMsg()
    setattr(message, kind, True)
    return bytes(message.SerializeToString())


def deep_protobuf() -> bytes:
    content = b""
    for _ in range(2_000):
        size, number = bytearray(), len(content)
        while number > 127:
            size.append(number & 127 | 128)
            number >>= 7
        content = b"\x5a" + bytes([*size, number]) + content
    return frame(content)


@dataclass(frozen=True)
class Hurt:
    name: str
    make: Callable[[], bytes]
    send: Callable[[Server, bytes], None] = raw


FRAMES = (
    Hurt("190 MB in one frame", lambda: inflating(190)),
    Hurt("many frames in one read", lambda: inflating(1) * 200),
    Hurt("parts without end", lambda: frame(bytes(10**6), 0x02) + frame(bytes(10**6), 0) * 20),
    Hurt("one long frame", lambda: frame(bytes(50 * 10**6))),
    Hurt("a length that lies", lambda: struct.pack("!BBQ", 0x82, 0xFF, 2**62) + bytes(4)),
    Hurt("no protobuf", lambda: frame(b"\x0a" + b"\xff" * 500_000)),
    Hurt("deep protobuf", deep_protobuf),
    Hurt("text", lambda: frame(b"x" * 900_000, 0x81)),
    Hurt("file names", file_names, told),
    Hurt("widgets", widgets, told),
    Hurt("a long address", lambda: address("&".join(["layer=x"] * 110_000)), told),
    Hurt("parameters", lambda: address("&".join(f"{n:x}=1" for n in range(100_000))), told),
    Hurt("deep JSON", deep_json, told),
    Hurt("emptied caches", lambda: asked("clear_cache"), told_often),
    Hurt("questions about git", lambda: asked("load_git_info"), told_often),
)


@pytest.mark.parametrize("hurt", FRAMES, ids=lambda hurt: hurt.name)
def test_six_at_once_hurt_nobody(hurt: Hurt, server: Server, other: Reader, quiet: Quiet) -> None:
    content = hurt.make()
    wrong: list[BaseException] = []

    def one() -> None:
        try:
            hurt.send(server, content)
        except (AssertionError, OSError, websocket.WebSocketException) as error:
            wrong.append(error)

    threads = [threading.Thread(target=one, daemon=True) for _ in range(6)]
    with watched(server, other) as seen:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
    seen.assert_unhurt(quiet, MOST_GROWN)
