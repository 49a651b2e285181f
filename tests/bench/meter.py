"""What the server sends to a page, as the browser sees it on the wire."""

import base64
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True)
class Traffic:
    """What the server sent in an interval."""

    frames: tuple[bytes, ...]
    responses: tuple[tuple[str, int], ...]
    server_seconds: float | None

    @property
    def size(self) -> int:
        return sum(map(len, self.frames)) + sum(size for _, size in self.responses)


class Meter:
    """Counts what the server sends to a page; to be made before the page is opened."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sent: list[float] = []
        self._frames: list[tuple[float, bytes]] = []
        self._http: list[tuple[str, str, int]] = []
        self._addresses: dict[str, str] = {}
        self._heads: dict[str, int] = {}
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.on("Network.webSocketFrameReceived", self._frame)
        self._cdp.on("Network.webSocketFrameSent", lambda e: self._sent.append(e["timestamp"]))
        self._cdp.on("Network.requestWillBeSent", self._request)
        self._cdp.on("Network.responseReceived", self._answered)
        self._cdp.on("Network.loadingFinished", self._loaded)
        self._cdp.send("Network.enable")

    def _frame(self, event: dict[str, Any]) -> None:
        response = event["response"]
        text = response["payloadData"]
        payload = base64.b64decode(text) if response["opcode"] == 2 else text.encode()
        self._frames.append((event["timestamp"], payload))

    def _request(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _answered(self, event: dict[str, Any]) -> None:
        self._heads[event["requestId"]] = int(event["response"]["encodedDataLength"])

    def _loaded(self, event: dict[str, Any]) -> None:
        request = event["requestId"]
        address = self._addresses.get(request, "")
        self._http.append((request, address, int(event["encodedDataLength"])))

    def clear(self) -> None:
        """Forget what was counted so far."""
        self._sent.clear()
        self._frames.clear()
        self._http.clear()

    def traffic(self) -> Traffic:
        """Return what came since the last `clear`."""
        server = self._frames[-1][0] - self._sent[0] if self._frames and self._sent else None
        frames = tuple(payload for _, payload in self._frames)
        return Traffic(frames, tuple(each[1:] for each in self._http), server)

    def bodies_of(self, name: str) -> list[int]:
        """Return the encoded size of each body whose address ends in `name`, without headers."""
        return [
            size - self._heads.get(request, 0)
            for request, address, size in self._http
            if address.split("?")[0].endswith(name)
        ]
