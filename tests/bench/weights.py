"""What a step of the year is made of: the largest messages, and the parts of each chart."""

import json
from collections import Counter
from typing import Any

from playwright.sync_api import Browser
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.browser import new_page, open_map, repaint_seconds
from tests.bench.controls import YEAR_KEY
from tests.bench.meter import Meter

TOP = 8


def describe(message: ForwardMsg) -> str:
    """Return the kind of a message, of its element, and what the element is called."""
    kind = str(message.WhichOneof("type"))
    if kind != "delta":
        return kind
    delta = message.delta
    inner = str(delta.WhichOneof("type"))
    if inner == "add_block":
        return f"block {delta.add_block.WhichOneof('type')} {delta.add_block.id}".strip()
    if inner != "new_element":
        return inner
    name = str(delta.new_element.WhichOneof("type"))
    content = getattr(delta.new_element, name)
    for part in ("label", "id", "body", "alt"):
        text = str(getattr(content, part, ""))
        if text:
            return f"{name} “{text[:60]}”".replace("\n", " ")
    return name


def chart_parts(spec: str, count: int = 12) -> list[tuple[str, int]]:
    """Return the parts of a chart that take most bytes, as trace and attribute."""
    figure: dict[str, Any] = json.loads(spec)
    sizes: Counter[str] = Counter()
    for number, trace in enumerate(figure.get("data", [])):
        name = f"data[{number}] {trace.get('type', '')}"
        for attribute, value in trace.items():
            sizes[f"{name}.{attribute}"] += _length(value)
    for attribute, value in figure.get("layout", {}).items():
        sizes[f"layout.{attribute}"] += _length(value)
    return sizes.most_common(count)


def _length(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def profile(browser: Browser, url: str) -> str:
    """Step the year once on a warm page and say where its bytes and its time went."""
    with new_page(browser) as page:
        meter = Meter(page)
        open_map(page, url)
        repaint_seconds(page, YEAR_KEY, "ArrowLeft")
        meter.clear()
        passed = repaint_seconds(page, YEAR_KEY, "ArrowLeft")
        traffic = meter.traffic()
    messages = [(len(frame), ForwardMsg.FromString(frame)) for frame in traffic.frames]
    lines = [
        f"One step of the year: {traffic.size:,} bytes, {len(messages)} messages, of these "
        f"{sum(m.WhichOneof('type') == 'ref_hash' for _, m in messages)} sent as a hash; "
        f"key press to repaint {passed * 1000:.0f} ms, of which request to last message "
        f"{(traffic.server_seconds or 0) * 1000:.0f} ms.",
        "",
        "| bytes | message |",
        "| ----: | ------- |",
    ]
    messages.sort(key=lambda pair: -pair[0])
    lines += [f"| {size:,} | {describe(message)} |" for size, message in messages[:TOP]]
    kinds: Counter[str] = Counter()
    for size, message in messages:
        kinds[describe(message).split(" “")[0]] += size
    shares = ", ".join(f"{kind} {size:,}" for kind, size in kinds.most_common(TOP))
    lines += ["", f"By kind: {shares}."]
    envelope = sum(
        m.metadata.ByteSize() + len(m.hash) for _, m in messages if m.HasField("metadata")
    )
    lines += [f"Metadata and hashes of all messages: {envelope:,}."]
    lines += [f"Over HTTP: {size:,} {address}." for address, size in traffic.responses]
    for _, message in messages:
        element = message.delta.new_element
        if element.WhichOneof("type") == "plotly_chart":
            chart = element.plotly_chart
            lines += [
                "",
                f"Chart “{chart.alt[:60]}”: spec {len(chart.spec):,}, alt "
                f"{len(chart.alt.encode()):,}, config {len(chart.config):,}",
                *(f"- {size:,} {part}" for part, size in chart_parts(chart.spec)),
            ]
    return "\n".join(lines)
