"""What is asked of a commit's instance: searches, registers, documents and exports, at its own
addresses, over a home that the commit itself has filled."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec

from tools.outputs.calls import MANY_PAGES, REGISTERS, Call, Cost, make, surroundings
from tools.outputs.driver import write_outcome
from tools.outputs.store import Store

ROOT = Path(__file__).parent.parent.parent
RETRIEVAL = ROOT / "tests" / "search" / "retrieval_cases.tsv"
QUERIES = Path(__file__).parent / "queries.tsv"
ADDED = "search/added.jsonl"
"""The outcome of filling the instance."""
BASE = "http://house.example"
"""What the instance believes its public address to be: no port comes into any answer."""
VERSION = 1
"""Of what is asked of each document and record: it grows when that is changed."""
START_SECONDS = 60
STOP_SECONDS = 20
MOST = 100
"""Items of one answer at most."""
DETAILS = 12
"""Records of a register that are looked at one by one."""
TYPED = ("情報", "サイバー", "くらう", "令和", "調剤")
SETTINGS = {
    "base_url": BASE,
    "api_per_minute": "0",
    "web_per_minute": "0",
    "heavy_per_minute": "0",
}
FOLDERS = (
    "answers", "care", "checklists", "fees/dispensing-*", "opinions", "plan", "plan-looks", "real",
    "reported",
)  # fmt: skip
"""The corpora in the instance; of ``real`` the files that do not have many pages."""
LONGER = ("corpus/real/mhlw-r6-dispensing-notice.pdf", "corpus/real/mhlw-r8-qa-91p.pdf")
"""Files of many pages that are there for their records."""
PUBLISHERS = {
    "caa": "消費者庁", "cao": "内閣府", "cas": "内閣官房", "cio": "内閣官房",
    "digital": "デジタル庁", "fsa": "金融庁", "ipa": "情報処理推進機構", "kanagawa": "神奈川県",
    "maff": "農林水産省",
    "meti": "経済産業省", "mext": "文部科学省", "mhlw": "厚生労働省", "mic": "総務省",
    "mlit": "国土交通省", "mof": "財務省", "osaka": "大阪府", "pmda": "医薬品医療機器総合機構",
    "sme": "中小企業庁", "tokyo": "東京都",
}  # fmt: skip
NAMED = {
    "lined-2023": ("架空分野年次計画2023", "2023-07-04"),
    "lined-2024-draft": ("架空分野年次計画2024（案）", "2024-06-03"),
    "lined-2024": ("架空分野年次計画2024", "2024-07-10"),
    "open-2023": ("架空行動計画2023", "2023-06-30"),
    "open-2024-draft": ("架空行動計画2024（案）", "2024-05-31"),
    "open-2024": ("架空行動計画2024", "2024-06-28"),
    "dispensing-r4": ("調剤報酬点数表（令和4年度）", "2022-03-04"),
    "dispensing-r6": ("調剤報酬点数表（令和6年度）", "2024-03-05"),
    "dispensing-r8": ("調剤報酬点数表（令和8年度）", "2026-03-05"),
}
"""Titles by which versions are known to follow each other, and dates."""
PAIRS = (
    ("measures", "lined-2023.pdf", "lined-2024.pdf"),
    ("measures", "lined-2024-draft.pdf", "lined-2024.pdf"),
    ("measures", "open-2023.pdf", "open-2024.pdf"),
    ("measures", "mikagami-plan-2024.pdf", "mikagami-plan-2025.pdf"),
    ("fees", "dispensing-r4.pdf", "dispensing-r6.pdf"),
    ("fees", "dispensing-r6.pdf", "dispensing-r8.pdf"),
)
NARROWED = (
    ("measures", "q=訓練"), ("measures", "q=取り組み"), ("measures", "q=令和6年度"),
    ("measures", "q=情報 対策"), ("measures", "sort=-year"), ("measures", "sort=confidence"),
    ("measures", "f.ministries=総務省"), ("measures", "f.new=true"), ("measures", "f.year=2024"),
    ("measures", "f.nothing=1"), ("fees", "q=加算"), ("fees", "q=Ａ０００"),
    ("fees", "f.deleted=true"), ("fees", "sort=-confidence"), ("requirements", "q=届出"),
    ("requirements", "q=常勤"), ("answers", "q=算定"), ("answers", "q=問１"),
)  # fmt: skip
"""Registers narrowed and sorted, as their parameters say it."""
EXPORTED = ("q=訓練", "sort=-page", "sort=key", "column=key&column=page&q=情報")
FORMS = ("csv", "xlsx", "jsonl", "parquet", "zip")
SEARCH_FORMS = ("csv", "xlsx", "json", "jsonl", "atom")
SEARCHED = (
    "q=情報セキュリティ", "q=訓練&kind=all", "q=加算&kind=fees", "q=届出&kind=answers",
    "q=データ&sort=newest", "q=情報&publisher=経済産業省", "q=\"閉じない句",
)  # fmt: skip
COMMANDS = (
    ("訓練",), ("サイバーセキュリティ",), ("加算", "--kind", "fees"),
    ("訓練", "--kind", "measures"), ("届出", "--kind", "answers"),
    ("常勤", "--kind", "requirements"), ("情報", "--kind", "all"),
    ("データ", "--sort", "newest"), ("サーバー", "--exact"), ("医療 OR",), ("ありえない語句xyz",),
    ("クラウド", "--limit", "500"), ("クラウド", "--offset", "20"),
)  # fmt: skip
"""Searches of the command line."""


class Request(msgspec.Struct, frozen=True):
    """The name of an outcome, and the address that it is asked for at."""

    name: str
    path: str
    query: str = ""

    @property
    def address(self) -> str:
        """Path and question, as an address has them."""
        pairs = urllib.parse.parse_qsl(self.query, keep_blank_values=True)
        return self.path + (f"?{urllib.parse.urlencode(pairs)}" if pairs else "")


def slug(text: str) -> str:
    """A name of a file for a question, which only it has."""
    plain = re.sub(r"[^\w=-]+", "_", text)[:50]
    return f"{plain}~{hashlib.sha256(text.encode()).hexdigest()[:6]}"


def manifest(inputs: Path, files: Mapping[str, int]) -> str:
    """The list of what goes into the instance, as ``shiryokan add --manifest`` reads it."""
    with (inputs / "samples" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row | {"file": f"samples/{row['file']}"} for row in csv.DictReader(file)]
    for name, pages in files.items():
        fits = any(Path(name).match(f"corpus/{f if '/' in f else f + '/*'}") for f in FOLDERS)
        if fits and (name in LONGER or 0 < pages <= MANY_PAGES):
            rows.append(_row(name))
    out = io.StringIO()
    heads = ("file", "title", "publisher", "council", "meeting", "date", "source_url")
    writer = csv.DictWriter(out, heads)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _row(name: str) -> dict[str, str]:
    """Origin of a file: what it is known by, else a day that is always the same."""
    stem = Path(name).stem
    title, day = NAMED.get(stem, ("", ""))
    known = {"corpus/fees": "厚生労働省", "corpus/answers": "厚生労働省"}
    publisher = known.get(str(Path(name).parent)) or PUBLISHERS.get(stem.split("-")[0], "架空庁")
    days = zlib.crc32(name.encode()) % 3650
    return {
        "file": name,
        "title": title,
        "publisher": publisher,
        "council": "架空戦略本部" if name.startswith("corpus/plan/") else "",
        "meeting": "",
        "date": day or (date(2015, 4, 1) + timedelta(days)).isoformat(),
        "source_url": f"{BASE}/published/{stem}.pdf",
    }


def fingerprint(listed: str) -> str:
    """What an instance's answers depend on beside its commit: what is in it, and what is asked."""
    asked = [*search_calls(), *search_requests(), *export_requests({})]
    return hashlib.sha256(f"{VERSION} {listed} {asked}".encode()).hexdigest()


def fill(store: Store, listed: str, inputs: Path, *, anew: bool = False) -> Cost:
    """Fill the commit's home with what the list names, unless it is filled so already and that
    will do."""
    mark = hashlib.sha256(listed.encode()).hexdigest()
    cost = Cost()
    if store.about().get("home") == mark and not anew:
        return cost
    began = Cost.now()
    store.note(home="")
    shutil.rmtree(store.home, ignore_errors=True)
    path = inputs / "manifest.csv"
    path.write_text(listed, "utf-8")
    added = _program(store, inputs, "add", "--manifest", str(path), "--json")
    rows = sorted(added.stdout.splitlines())
    parts = [b"\n".join(rows), added.stderr, b""]
    write_outcome(store.target(ADDED), added.returncode, parts, "add")
    # an index that was written anew is the same whatever came into it first
    indexed = _program(store, inputs, "reindex")
    if indexed.returncode:
        said = indexed.stderr.decode("utf-8", "replace")
        raise SystemExit(f"{store.commit} could not write its index anew: {said}")
    store.note(home=mark)
    cost.add(began)
    return cost


def _program(store: Store, inputs: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [store.python, "-m", "shiryokan", *words], cwd=inputs, capture_output=True, check=False,
        env=surroundings(home=str(store.home), **SETTINGS),
    )  # fmt: skip


@contextlib.contextmanager
def served(store: Store, inputs: Path) -> Iterator[str]:
    """The address of the commit's server."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    log = (store.folder / "server.log").open("wb")
    server = subprocess.Popen(
        [store.python, "-m", "shiryokan", "serve", "--port", str(port)], cwd=inputs,
        env=surroundings(home=str(store.home), **SETTINGS), stdout=log, stderr=log,
    )  # fmt: skip
    log.close()
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(START_SECONDS * 10):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
                break
            time.sleep(0.1)
        else:
            raise SystemExit(f"the instance of {store.commit} does not answer")
        yield address
    finally:
        server.terminate()
        server.wait(STOP_SECONDS)


class Asking:
    """Asks a served instance, and keeps what it answers."""

    def __init__(self, store: Store, address: str, workers: int) -> None:
        self.store, self.address, self.workers = store, address, workers

    def all(self, requests: Iterable[Request]) -> None:
        """Ask for everything."""
        with ThreadPoolExecutor(self.workers) as pool:
            for _ in pool.map(self.one, requests):
                pass

    def one(self, request: Request) -> bytes:
        """Ask once; what was answered."""
        code, heads, body = self.get(request.address)
        self._keep(request, code, heads, body)
        return body

    def get(self, address: str) -> tuple[int, str, bytes]:
        """Status, what the heads say of the content, and the content."""
        try:
            with urllib.request.urlopen(self.address + address, timeout=300) as answer:
                code, heads, body = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            code, heads, body = error.code, error.headers, error.read()
        names = ("Content-Type", "Content-Disposition")
        if code >= HTTPStatus.BAD_REQUEST and heads.get_content_type() == "text/html":
            body = b""  # a page for people says that there is nothing
        return code, "\n".join(f"{n}: {heads[n]}" for n in names if heads[n]), body

    def list(self, request: Request) -> list[dict[str, Any]]:
        """All items of a list, from its first part to its last, kept as one answer."""
        address, items = request.address, []
        while True:
            code, heads, body = self.get(address)
            if code != HTTPStatus.OK:
                self._keep(request, code, heads, body)
                return []
            answer = json.loads(body)
            items += answer["items"]
            if not answer["next"]:
                break
            address = answer["next"].removeprefix(BASE)
        joined = json.dumps(answer | {"items": items}, ensure_ascii=False).encode()
        self._keep(request, code, heads, joined)
        return items

    def _keep(self, request: Request, code: int, heads: str, body: bytes) -> None:
        asked = urllib.parse.unquote_plus(f"{request.path}?{request.query}".rstrip("?"))
        write_outcome(self.store.target(request.name), code, [body, heads.encode(), b""], asked)


def search_requests() -> Iterator[Request]:
    """Searches of the API and suggestions."""
    with RETRIEVAL.open(encoding="utf-8", newline="") as file:
        cases = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        asked = [(row["query"], "kind=page") for row in cases]
    with QUERIES.open(encoding="utf-8", newline="") as file:
        more = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        asked += [(row["query"], row["parameters"]) for row in more]
    for query, parameters in asked:
        said = urllib.parse.urlencode({"q": query}) + (f"&{parameters}" if parameters else "")
        name = f"search/api/{slug(f'{query} {parameters}')}.json"
        yield Request(name, "/api/v1/search", f"{said}&limit={MOST}")
    for typed in TYPED:
        yield Request(f"search/suggested/{slug(typed)}.json", "/search/suggest", f"q={typed}")


def search_calls() -> Iterator[Call]:
    """Searches of the command line."""
    for words in COMMANDS:
        name = f"search/command/{slug(' '.join(words))}.jsonl"
        yield Call(name, ("search", *words, "--json"))


def document_requests(documents: Sequence[Mapping[str, Any]]) -> Iterator[Request]:
    """Each document, its text, and two of its pages in every form."""
    for document in documents:
        place = f"exports/documents/{Path(document['file_name']).stem}-{document['id'][:6]}"
        api = f"/api/v1/documents/{document['id']}"
        yield Request(f"{place}/document.json", api)
        yield Request(f"{place}/whole.text", f"{api}/text")
        yield Request(f"{place}/citation.json", f"{api}/citation")
        yield Request(f"{place}/pages.json", f"{api}/pages", f"limit={MOST}")
        for page in sorted({1, (document["pages"] + 1) // 2}):
            web = f"/documents/{document['id']}/pages/{page}"
            yield Request(f"{place}/{page}/page.json", f"{api}/pages/{page}")
            for suffix in ("txt", "json", "md"):
                yield Request(f"{place}/{page}/text.{suffix}", f"{web}/text.{suffix}")
            yield Request(f"{place}/{page}/table.csv", f"{web}/tables/1.csv")
            yield Request(f"{place}/{page}/citation.bib", f"{web}/citation.bib")


def record_requests(register: str, records: Sequence[Mapping[str, Any]]) -> Iterator[Request]:
    """Some records of a register with provenance, versions and citation."""
    for record in records[:: max(1, len(records) // DETAILS)]:
        name = f"exports/registers/{register}/{record['page']}-{slug(record['key'])}"
        for part in ("", "/versions", "/citation"):
            at = f"/api/v1/records/{record['id']}{part}"
            yield Request(f"{name}/{part.strip('/') or 'record'}.json", at)


def export_requests(ids: Mapping[str, str]) -> Iterator[Request]:
    """Registers, comparisons and searches as files."""
    for register in REGISTERS:
        for suffix in FORMS:
            name = f"exports/registers/{register}/export.{suffix}"
            yield Request(name, f"/registers/{register}/export.{suffix}")
        for query in EXPORTED:
            name = f"exports/registers/{register}/export-{slug(query)}.csv"
            yield Request(name, f"/registers/{register}/export.csv", query)
    for register, query in NARROWED:
        name = f"exports/registers/{register}/list-{slug(query)}.json"
        at = f"/api/v1/registers/{register}/records"
        yield Request(name, at, f"{query}&facets=true&limit={MOST}")
    for register, old, new in PAIRS:
        name = f"exports/compared/{register}/{Path(old).stem}--{Path(new).stem}"
        sides = f"old={ids.get(old, old)}&new={ids.get(new, new)}"
        for suffix in ("csv", "xlsx", "jsonl"):
            at = f"/registers/{register}/compare.{suffix}"
            yield Request(f"{name}.{suffix}", at, sides)
            if register == "fees":
                at = f"/registers/{register}/changes.{suffix}"
                yield Request(f"{name}-points.{suffix}", at, sides)
    for query in SEARCHED:
        for suffix in SEARCH_FORMS:
            yield Request(f"exports/search/{slug(query)}.{suffix}", f"/search.{suffix}", query)


def ask(store: Store, parts: Sequence[str], inputs: Path, workers: int) -> Cost:
    """Ask the commit's instance for the parts ``search`` and ``exports``."""
    began, cost = Cost.now(), Cost()
    if "search" in parts:
        home = {"home": str(store.home)} | SETTINGS
        make(store, list(search_calls()), inputs, workers, **home)
    with served(store, inputs) as address:
        asking = Asking(store, address, workers)
        if "search" in parts:
            asking.all(search_requests())
        if "exports" in parts:
            _ask_exports(asking)
    cost.add(began)
    return cost


def _ask_exports(asking: Asking) -> None:
    limit = f"limit={MOST}&order=oldest"
    documents = asking.list(Request("exports/documents.json", "/api/v1/documents", limit))
    asking.all(document_requests(documents))
    asking.one(Request("exports/registers.json", "/api/v1/registers"))
    for name in ("publishers", "councils"):
        asking.list(Request(f"exports/{name}.json", f"/api/v1/{name}", f"limit={MOST}"))
    for register in REGISTERS:
        at = f"/api/v1/registers/{register}/records"
        name = f"exports/registers/{register}/list.json"
        asking.all(record_requests(register, asking.list(Request(name, at, f"limit={MOST}"))))
    asking.all(export_requests({each["file_name"]: each["id"] for each in documents}))
