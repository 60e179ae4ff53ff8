"""Walking a page by the key Tab: where one stops, and whether that is seen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 400
"""Presses of Tab after which a page is given up: none of the samples' pages has so many stops."""
STOP = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  // a box of a chooser is drawn by the word it stands in
  const seen = stop.closest("label") || stop, box = seen.getBoundingClientRect();
  const line = seen.getClientRects()[0];
  const met = document.elementFromPoint(line.left + Math.min(line.width / 2, 20), line.top + line.height / 2);
  const ring = [stop, seen].some((each) => getComputedStyle(each).outlineStyle !== "none");
  return {
    name: (stop.getAttribute("aria-label") || stop.textContent || stop.name || "").trim().slice(0, 30),
    is: stop.tagName + (stop.type || ""), top: box.top + scrollY, width: box.width, height: box.height,
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    met: Boolean(met && seen.contains(met)) || line.height > innerHeight,
    ring, in_main: Boolean(stop.closest("main")), last: Boolean(stop.closest("footer.colophon form")),
  };
}"""


def stops_of(page: Page) -> list[dict[str, Any]]:
    """What the key Tab stops at, from the top of the page to its foot."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    return stops


def expect_seen(stops: list[dict[str, Any]]) -> None:
    """That the first stop leads past the masthead and the last one is the page's foot, and that each
    is within the window, covered by nothing, and marked."""
    assert stops[0]["name"] == "本文へ移る"
    # to the buttons of the languages at the foot, and out of the page
    assert stops[-1]["last"], stops[-1]
    assert len(stops) < MOST_STOPS
    for stop in stops:
        assert stop["within"], stop
        assert stop["met"], stop
        assert min(stop["width"], stop["height"]) > 2, stop
        # the field of a day has three places for figures, and draws where one is itself
        assert stop["ring"] or stop["is"] == "INPUTdate", stop


def walk_to(target: Locator) -> None:
    """Press Tab until ``target`` is where one is."""
    page = target.page
    for _ in range(MOST_STOPS):
        if target.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
