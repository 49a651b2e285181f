"""When something is seen: scripts that watch a page from inside, through its shadow roots too.

A moment counts once the browser has drawn it: the frame after the change, and what follows it.
"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.bench.bare import Line
from tests.bench.browser import SHAPES, WAIT_MS

# Longer than a debounce, and than a map waits before it tells the page where it came to rest.
QUIET_MS = 400
CHARTS = f"{SHAPES}, .main-svg .trace, .main-svg .hm, .countries path.line"

ROOTS = """() => [document, ...[...document.querySelectorAll('[data-testid]')]
    .map(host => host.shadowRoot).filter(Boolean)]"""
FIRST = """
(() => {
  window.firstSeen = null;
  const roots = ROOTS;
  const drawn = shape => !shape.matches('path')
    || ((shape.style.fill || shape.getAttribute('fill'))
      && (shape.getAttribute('d') || '').length > 10);
  const look = () => {
    if (roots().some(root => [...root.querySelectorAll('WANTED')].some(drawn)))
      setTimeout(() => { window.firstSeen = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
WATCH = """
([shapes, quiet, limit]) => {
  const roots = ROOTS, TICK = 50;
  const aside = 'header, [data-testid=stStatusWidget], [data-testid=stToolbar]';
  const STATE = 'data-test-script-state';
  const counts = ({target, addedNodes, attributeName}) => {
    if (attributeName === STATE) { ran = true; return false; }
    if (shapes) return target.matches?.(shapes)
      || [...addedNodes].some(node => node.matches?.(shapes) || node.querySelector?.(shapes));
    return !(target.closest ? target : target.parentElement)?.closest(aside);
  };
  let pressed = null, seen = null, ran = false, calm = 0;
  const press = event => { pressed ??= event.timeStamp; };
  for (const kind of ['keydown', 'pointerdown'])
    addEventListener(kind, press, {capture: true, once: true});
  window.repainted = new Promise((resolve, reject) => {
    const known = new Set();
    const observer = new MutationObserver(records => {
      if (pressed === null || !records.filter(counts).length) return;
      calm = 0;
      join();
      requestAnimationFrame(() => setTimeout(() => {
        calm = 0;
        seen = performance.now();
        if (shapes) end(() => resolve(seen - pressed));
      }));
    });
    const join = () => {
      for (const root of roots()) {
        if (known.has(root)) continue;
        known.add(root);
        observer.observe(root, {subtree: true, childList: true, characterData: true,
          attributeFilter: ['d', 'style', 'fill', 'points', 'transform', 'x', 'y', 'width',
                            'height', 'cx', 'cy', 'r', 'src', 'data-moment', STATE]});
      }
    };
    const end = settle => { observer.disconnect(); clearInterval(timer); settle(); };
    // The answer of the script has come, and for a while the page has had nothing to do but tick.
    // A run as short as a frame may never be seen to begin: then the while is longer.
    const timer = setInterval(() => {
      calm = document.querySelector(`[${STATE}=running]`) ? 0 : calm + TICK;
      if (pressed !== null && performance.now() - pressed > limit)
        end(() => reject(new Error('no repaint')));
      else if (seen !== null && calm > (ran ? quiet : 4 * quiet))
        end(() => resolve(seen - pressed));
    }, TICK);
    join();
  });
}
"""


def first_seconds(
    line: Line, url: str, wanted: str = SHAPES, *, slow: bool = False, wait_ms: int = WAIT_MS
) -> float | None:
    """Return the time from navigation, with a cold cache, until something of `wanted` is seen.

    With `slow` the line is one of 10 Mbit/s and 40 ms. None: nothing was seen within `wait_ms`.
    """
    script = FIRST.replace("ROOTS", ROOTS).replace("WANTED", wanted)
    found = line.number(url, script, "window.firstSeen", slow=slow, wait=wait_ms / 1000)
    return None if found is None else found / 1000


def seconds_to_repaint(
    page: Page, act: Callable[[Callable[[], object]], object], shapes: str = ""
) -> float:
    """Return the time from a key press, or a press of the button, until all is as it stays.

    `act` calls what it is given right before the press that counts. With `shapes` the first
    change of one of them ends the time, and not the last change of anything on the page.
    """
    watch = WATCH.replace("ROOTS", ROOTS)
    act(lambda: page.evaluate(watch, [shapes, QUIET_MS, WAIT_MS]))
    return float(page.evaluate("() => window.repainted")) / 1000
