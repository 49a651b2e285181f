"""What the server sends to a page, as the browser sees it on the wire."""

import base64
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Files of the dashboard and of Streamlit itself, named by what is in them: fetched where they are
# first needed, kept by the browser, and the same whatever the data say.
STATIC = "/static/"


@dataclass(frozen=True)
class Traffic:
    """What the server sent in an interval: messages, and answers over HTTP as they came."""

    frames: tuple[bytes, ...]
    responses: tuple[tuple[str, int], ...]

    @property
    def size(self) -> int:
        """Bytes, without the files that a browser fetches once."""
        return sum(map(len, self.frames)) + sum(size for _, size in self.responses) - self.once

    @property
    def once(self) -> int:
        """Bytes of the files that a browser fetches once."""
        return sum(size for address, size in self.responses if STATIC in address)

    @property
    def packed(self) -> int:
        """About what the messages take on a line that compresses each."""
        return sum(len(zlib.compress(frame)) for frame in self.frames)

    def largest(self, count: int = 4) -> str:
        """Say which kinds of messages and which answers take most."""
        sizes: Counter[str] = Counter()
        times: Counter[str] = Counter()
        for frame in self.frames:
            kind = _kind(ForwardMsg.FromString(frame))
            sizes[kind] += len(frame)
            times[kind] += 1
        for address, size in self.responses:
            sizes[address] += size
            times[address] += 1
        return ", ".join(
            f"{kind}{f' × {times[kind]}' if times[kind] > 1 else ''} {size:,}"
            for kind, size in sizes.most_common(count)
        )


def _kind(message: ForwardMsg) -> str:
    """Return the kind of a message and, where it draws something, what that is called."""
    kind = str(message.WhichOneof("type"))
    if kind != "delta":
        return kind
    delta = message.delta
    inner = str(delta.WhichOneof("type"))
    if inner != "new_element":
        return inner
    name = str(delta.new_element.WhichOneof("type"))
    content = getattr(delta.new_element, name)
    called = next(
        (str(text) for of in ("label", "component_name") if (text := getattr(content, of, ""))), ""
    )
    return f"{name} “{called}”" if called else name


class Meter:
    """Counts what the server sends to a page; to be made before the page is opened."""

    def __init__(self, page: Page) -> None:
        self._frames: list[bytes] = []
        self._http: list[tuple[str, str, int]] = []
        self._addresses: dict[str, str] = {}
        self._heads: dict[str, int] = {}
        self._decoded = 0
        self.sent = 0
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.on("Network.webSocketFrameReceived", self._frame)
        self._cdp.on("Network.webSocketFrameSent", self._asked)
        self._cdp.on("Network.requestWillBeSent", self._request)
        self._cdp.on("Network.responseReceived", self._answered)
        self._cdp.on("Network.dataReceived", self._data)
        self._cdp.on("Network.loadingFinished", self._loaded)
        self._cdp.send("Network.enable")

    def _frame(self, event: dict[str, Any]) -> None:
        response = event["response"]
        text = response["payloadData"]
        self._frames.append(base64.b64decode(text) if response["opcode"] == 2 else text.encode())

    def _asked(self, _event: dict[str, Any]) -> None:
        self.sent += 1

    def _request(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _answered(self, event: dict[str, Any]) -> None:
        self._heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def _data(self, event: dict[str, Any]) -> None:
        self._decoded += int(event["dataLength"])

    def _loaded(self, event: dict[str, Any]) -> None:
        request = event["requestId"]
        address = self._addresses.get(request, "")
        self._http.append((request, address, int(event["encodedDataLength"])))

    def clear(self) -> None:
        """Forget what was counted so far."""
        self._frames.clear()
        self._http.clear()
        self._decoded = self.sent = 0

    def traffic(self) -> Traffic:
        """Return what came since the last `clear`."""
        return Traffic(tuple(self._frames), tuple(each[1:] for each in self._http))

    @property
    def uncompressed(self) -> int:
        """Bytes of all answers and messages since the last `clear`, before compression."""
        return self._decoded + sum(map(len, self._frames))

    def bodies_of(self, name: str) -> list[int]:
        """Return the encoded size of each body whose address ends in `name`, without headers."""
        return [
            size - self._heads.get(request, 0)
            for request, address, size in self._http
            if address.split("?")[0].endswith(name)
        ]
