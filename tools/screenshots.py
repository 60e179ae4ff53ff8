"""Takes the screenshots of docs/images from a served library with the samples.

usage: make demo, then python tools/screenshots.py [ADDRESS]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "images"
COLOURS = 200


def take(page: Page, name: str) -> None:
    """One screenshot, with few colours, so that it is small."""
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(
            path, optimize=True
        )


def main(address: str) -> None:
    """Go through the instance as a reader would."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            base_url=address, locale="ja-JP", viewport={"width": 1280, "height": 860}
        )
        page.goto("/")
        take(page, "home")
        page.goto("/search?q=訓練 手順")
        take(page, "search")
        page.locator(".result", has_text="年次計画2025").locator(".best a").first.click()
        take(page, "page")
        page.locator(".crumb a").first.click()
        take(page, "document")
        page.goto("/registers/measures/")
        take(page, "register")
        page.get_by_role("checkbox", name="市立図書館").check()
        page.get_by_role("button", name="絞り込む").click()
        page.locator("table.records tbody th a").last.click()
        page.locator("#field-next_plan").hover()
        take(page, "record")
        page.get_by_role("link", name="この2つの版をくらべる").click()
        take(page, "compare")
        page.goto("/uploads/")
        take(page, "upload")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("/search?q=訓練 手順")
        page.locator(".result", has_text="年次計画2025").locator(".best a").first.click()
        take(page, "phone")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
