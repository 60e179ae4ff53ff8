"""A learning management system as SCORM 1.2 describes one, strict, and able to stop answering."""

from __future__ import annotations

import io
import json
import mimetypes
import zipfile
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route

ADDRESS = "http://lms.example"
_HOST = """<!doctype html><html lang="ja"><title>LMS</title>
<script>
const kept = JSON.parse(sessionStorage.getItem("cmi") || "{}");
const TIME = /^[0-9]{2,4}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,2})?$/;
const RULES = [
  [/^cmi\\.suspend_data$/, v => v.length <= 4096],
  [/^cmi\\.core\\.lesson_location$/, v => v.length <= 255],
  [/^cmi\\.core\\.lesson_status$/, v => ["passed", "completed", "failed", "incomplete", "browsed"].includes(v)],
  [/^cmi\\.core\\.score\\.(raw|min|max)$/, v => v !== "" && Number(v) >= 0 && Number(v) <= 100],
  [/^cmi\\.core\\.session_time$/, v => TIME.test(v)],
  [/^cmi\\.core\\.exit$/, v => ["time-out", "suspend", "logout", ""].includes(v)],
  [/^cmi\\.interactions\\.[0-9]+\\.id$/, v => /^[\\w-]{1,255}$/.test(v)],
  [/^cmi\\.interactions\\.[0-9]+\\.type$/, v => ["true-false", "choice", "fill-in", "matching", "performance", "likert", "sequencing", "numeric"].includes(v)],
  [/^cmi\\.interactions\\.[0-9]+\\.student_response$/, v => v.length <= 255],
  [/^cmi\\.interactions\\.[0-9]+\\.result$/, v => ["correct", "wrong", "unanticipated", "neutral"].includes(v)],
  [/^cmi\\.interactions\\.[0-9]+\\.time$/, v => TIME.test(v)],
  [/^cmi\\.interactions\\.[0-9]+\\.weighting$/, v => !Number.isNaN(Number(v))],
];
const lms = { mode: "well", open: false, pending: {}, refused: [], finished: 0 };
const start = { "cmi.core.student_id": "S-001", "cmi.core.student_name": "霧浜, 花子", "cmi.core.lesson_status": "not attempted" };
const says = answer => { if (lms.mode === "throws") throw new Error("gone"); return lms.mode === "well" ? answer() : "false"; };
window.API = {
  LMSInitialize: () => says(() => { if (lms.open) return "false"; lms.open = true; return "true"; }),
  LMSGetValue: name => says(() => {
    if (name === "cmi.interactions._count") return String(new Set(Object.keys({ ...kept, ...lms.pending }).filter(k => k.startsWith("cmi.interactions.")).map(k => k.split(".")[2])).size);
    return { ...start, ...kept, ...lms.pending }[name] ?? "";
  }),
  LMSSetValue: (name, value) => says(() => {
    const rule = RULES.find(([pattern]) => pattern.test(name));
    if (!lms.open || !rule || typeof value !== "string" || !rule[1](value)) { lms.refused.push([name, value]); return "false"; }
    lms.pending[name] = value;
    return "true";
  }),
  LMSCommit: () => says(() => { Object.assign(kept, lms.pending); lms.pending = {}; sessionStorage.setItem("cmi", JSON.stringify(kept)); return "true"; }),
  LMSFinish: () => says(() => { window.API.LMSCommit(""); lms.open = false; lms.finished += 1; return "true"; }),
  LMSGetLastError: () => (lms.mode === "well" ? "0" : "101"),
  LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};
</script>
<iframe title="教材" src="/package/index.html" style="width:100%;height:1400px;border:0"></iframe></html>"""


class Lms:
    """A page of a system with a package in its frame. ``kept`` is what it has from before, ``strange`` are addresses that were asked for
    and are not the system's."""

    def __init__(
        self, browser: Browser, package: bytes, *, host: str = _HOST, kept: str = "{}"
    ) -> None:
        archive = zipfile.ZipFile(io.BytesIO(package))
        self.strange: list[str] = []
        self.errors: list[str] = []

        def answer(route: Route) -> None:
            url = urlsplit(route.request.url)
            if url.netloc != urlsplit(ADDRESS).netloc:
                self.strange.append(route.request.url)
                route.abort()
            elif url.path == "/":
                route.fulfill(
                    body=host.replace('"{}"', json.dumps(kept)),
                    content_type="text/html; charset=utf-8",
                )
            elif url.path.removeprefix("/package/") in archive.namelist():
                name = url.path.removeprefix("/package/")
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                route.fulfill(body=archive.read(name), content_type=f"{kind}; charset=utf-8")
            else:
                route.fulfill(status=404, body="")

        self.context: BrowserContext = browser.new_context(locale="ja-JP")
        self.context.route("**/*", answer)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.open()

    def open(self) -> None:
        """Open the course, as a click in the system's list does."""
        self.page.goto(f"{ADDRESS}/")
        self.page.wait_for_load_state("load")

    def close(self) -> None:
        """Leave."""
        self.context.close()

    @property
    def frame(self) -> Frame:
        """The package."""
        return self.page.frames[1]

    def behave(self, mode: str) -> None:
        """``well``, ``refuses`` every call, or ``throws``."""
        self.page.evaluate("mode => { lms.mode = mode; }", mode)

    def kept(self) -> dict[str, Any]:
        """What the system has written down."""
        return self.page.evaluate("kept")

    def refused(self) -> list[Any]:
        """Values that the standard does not allow."""
        return self.page.evaluate("lms.refused")
