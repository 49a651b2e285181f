"""Frames made to hurt: nothing is inflated, nothing grows without end, nobody else notices."""

import base64
import os
import socket
import struct
import threading
import zlib
from collections.abc import Callable
from functools import cache

import pytest
import websocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.hostile.reader import Reader
from tests.hostile.watch import Quiet, watched
from tests.serving import HOST, Server

# What six hostile connections at once may add to the server.
MOST_GROWN = 120.0
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


@cache
def inflating(megabytes: int) -> bytes:
    """A frame that says it is compressed and would inflate to as much."""
    press = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = b"".join(press.compress(bytes(2**20)) for _ in range(megabytes))
    packed += press.flush(zlib.Z_SYNC_FLUSH)
    return frame(packed[:-4], 0xC2)


def send_raw(server: Server, content: bytes) -> None:
    raw, answer = shaken_hands(server)
    assert " 101 " in answer
    assert "permessage-deflate" not in answer
    with raw:
        try:
            raw.sendall(content)
            raw.recv(65536)
        except OSError:  # closed by the server, as it should
            pass


def one_frame_of_190_mb(server: Server) -> None:
    send_raw(server, inflating(190))


def many_frames_in_one_read(server: Server) -> None:
    send_raw(server, inflating(1) * 200)


def parts_without_end(server: Server) -> None:
    send_raw(server, frame(bytes(10**6), 0x02) + frame(bytes(10**6), 0x00) * 20)


def one_long_frame(server: Server) -> None:
    send_raw(server, frame(bytes(50 * 10**6)))


def a_length_that_lies(server: Server) -> None:
    raw, _ = shaken_hands(server)
    with raw:
        raw.sendall(struct.pack("!BBQ", 0x82, 0xFF, 2**62) + bytes(4))
        assert raw.recv(100)[:1] == b"\x88"


def told(server: Server, message: BackMsg, times: int = 1) -> None:
    """Send a message as a page would, as often as asked; then the page still has to answer."""
    reader = Reader(server)
    reader.run("")
    for _ in range(times):
        reader.socket.send_binary(message.SerializeToString())
    try:
        assert reader.run("layer=valid_permits").faults == ()
    finally:
        reader.close()


def many_file_names(server: Server) -> None:
    message = BackMsg()
    message.file_urls_request.file_names.extend([""] * 450_000)
    told(server, message)


def many_widgets(server: Server) -> None:
    message = BackMsg()
    for _ in range(150_000):
        message.rerun_script.widget_states.widgets.add().id = "a"
    told(server, message)


def a_long_address(server: Server) -> None:
    message = BackMsg()
    message.rerun_script.query_string = "&".join(["layer=x"] * 110_000)
    told(server, message)


def many_parameters(server: Server) -> None:
    message = BackMsg()
    message.rerun_script.query_string = "&".join(f"{n:x}=1" for n in range(100_000))
    told(server, message)


def deep_json(server: Server) -> None:
    message = BackMsg()
    widget = message.rerun_script.widget_states.widgets.add()
    widget.id, widget.json_value = "map", "[" * 900_000
    told(server, message)


def emptied_caches(server: Server) -> None:
    message = BackMsg()
    message.clear_cache = True
    told(server, message, 200)


def questions_about_git(server: Server) -> None:
    message = BackMsg()
    message.load_git_info = True
    told(server, message, 200)


def no_protobuf(server: Server) -> None:
    send_raw(server, frame(b"\x0a" + b"\xff" * 500_000))


def deep_protobuf(server: Server) -> None:
    content = b""
    for _ in range(2_000):
        content = b"\x5a" + _varint(len(content)) + content
    send_raw(server, frame(content))


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


FRAMES = (
    one_frame_of_190_mb,
    many_frames_in_one_read,
    parts_without_end,
    one_long_frame,
    a_length_that_lies,
    many_file_names,
    many_widgets,
    a_long_address,
    many_parameters,
    deep_json,
    emptied_caches,
    questions_about_git,
    no_protobuf,
    deep_protobuf,
)


@pytest.mark.parametrize("hurt", FRAMES, ids=lambda hurt: hurt.__name__)
def test_six_at_once_hurt_nobody(
    hurt: Callable[[Server], None], server: Server, other: Reader, quiet: Quiet
) -> None:
    wrong: list[BaseException] = []

    def one() -> None:
        try:
            hurt(server)
        except (AssertionError, OSError, websocket.WebSocketException) as error:
            wrong.append(error)

    for megabytes in (1, 190):  # made before anybody looks at a clock
        inflating(megabytes)
    threads = [threading.Thread(target=one, daemon=True) for _ in range(6)]
    with watched(server, other) as seen:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
    seen.assert_unhurt(quiet, MOST_GROWN)
