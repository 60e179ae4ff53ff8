"""A register of another package, made from the blocks of docs/adding-a-register.md: every address,
operation, export, comparison, command and tool works with it, in its own words."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.messages.frontend import CommandLineInterface

from tests import homes, pdfs, warm
from tests.conftest import ROOT
from tests.served import environment, program

pytestmark = pytest.mark.thorough
WALK_THROUGH = (ROOT / "docs" / "adding-a-register.md").read_text("utf-8")
_FILE = re.compile(r"^`(?P<path>[\w/.]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PAGE = re.compile(r"^```text\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
NAME, TITLE, ENGLISH = "grants", "補助金", "Grants"


class World(msgspec.Struct, frozen=True):
    """A home in which documents of the new register are, and what was seen at every address."""

    site: Path
    home: Path
    documents: tuple[Path, Path]
    seen: dict[str, Any]

    def run(self, *arguments: str, language: str = "ja") -> subprocess.CompletedProcess[str]:
        return warm.run("shiryokan", *arguments, env=surroundings(self.site, self.home, language))

    def run_anew(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command that looks for registers itself, so that it tells what it leaves out."""
        return subprocess.run(
            program(*arguments), env=surroundings(self.site, self.home),
            check=False, capture_output=True, text=True,
        )  # fmt: skip


def surroundings(site: Path, home: Path, language: str = "ja") -> dict[str, str]:
    path = os.pathsep.join((str(site), str(ROOT)))
    return environment(
        home, web_per_minute="0", heavy_per_minute="0", api_per_minute="0", api_token_per_minute="0"
    ) | {"PYTHONPATH": path, "SHIRYOKAN_LANGUAGE": language}


def write_package(folder: Path, files: dict[str, str]) -> Path:
    """The folder of a package of these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for locale in folder.rglob("locale"):
        CommandLineInterface().run(["", "-q", "compile", "-D", "django", "-d", str(locale)])
    return folder


def install(packages: list[Path], site: Path) -> None:
    """Install the packages into ``site``, as ``pip install`` does."""
    subprocess.run(
        [
            sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index",
            "--no-build-isolation", "--target", str(site), *map(str, packages),
        ],
        check=True, capture_output=True,
    )  # fmt: skip


def of_walk_through() -> dict[str, str]:
    return {match["path"]: match["text"] for match in _FILE.finditer(WALK_THROUGH)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the walk-through, a broken one, and one that takes a name twice."""
    folder = tmp_path_factory.mktemp("packages")
    packages = [write_package(folder / "grants", of_walk_through())]
    for package, module in (
        ("broken", "import nothing_of_this_name\n"),
        ("second", "from grants import Grants as Wrong\n"),
        ("nameless", "class Wrong: ...\n"),
    ):
        files = {
            f"{package}_register.py": module,
            "pyproject.toml": (
                '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
                f'[project]\nname = "shiryokan-{package}"\nversion = "1"\n'
                f'[project.entry-points."shiryokan.registers"]\n{package} = "{package}_register:Wrong"\n'
                f'[tool.hatch.build.targets.wheel]\ninclude = ["{package}_register.py"]\n'
            ),
        }
        packages.append(write_package(folder / package, files))
    install(packages, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def world(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("home")
    page = _PAGE.search(WALK_THROUGH)
    assert page is not None
    earlier = page["text"].replace("令和7年度", "令和6年度").replace("1,200万円", "1,000万円")
    earlier = earlier.replace("G-03　防波堤点検補助金", "G-04　灯台補助金")
    documents = folder / "grants-2024.pdf", folder / "grants-2025.pdf"
    for path, text in zip(documents, (earlier, page["text"]), strict=True):
        path.write_bytes(pdfs.pdf(text.rstrip()))
    made = World(site, folder / "home", documents, {})
    homes.copy_empty(made.home)
    for path, year in zip(documents, (6, 7), strict=True):
        added = made.run("add", str(path), "--title", f"補助金の一覧 令和{year}年度")
        assert added.returncode == 0, added.stderr
    sample = ROOT / "samples" / "mikagami-plan-2025.pdf"
    assert made.run("add", str(sample)).returncode == 0
    done = warm.run(
        "tests.registers.visiting",
        NAME,
        env=surroundings(site, made.home) | {"DJANGO_SETTINGS_MODULE": "shiryokan.site.settings"},
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    yield msgspec.structs.replace(made, seen=json.loads(done.stdout))


def test_the_walk_through_makes_a_whole_package() -> None:
    names = set(of_walk_through())
    assert {"pyproject.toml", "grants/register.py", "grants/grammar.py"} <= names


def test_its_records_are_found_with_their_provenance(world: World) -> None:
    done = world.run("records", NAME, str(world.documents[1]))
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert (first["code"], first["name"], first["year"]) == ("G-01", "学童クラブ整備補助金", 2025)
    assert first["offices"] == ["市民局", "教育委員会"]
    assert (first["ceiling"], first["deadline"], first["way"]) == (1200, "2025-09-30", "open")
    assert first["targets"][0] == {"name": "社会福祉法人", "ceiling": 600}
    assert [place["text"] for place in first["provenance"]["name"][0]["places"]] == [first["name"]]
    assert second["section"] == [{"number": "第1", "title": "子どもの育ち"}]
    assert third["section"] == [{"number": "第2", "title": "港の守り"}]


def test_nothing_fails_at_any_address(world: World) -> None:
    visits = world.seen["visits"]
    assert [visit for visit in visits if visit["status"] >= 500] == []
    assert len(visits) > 300
    assert {visit["name"] for visit in visits} == set(world.seen["views"])
    seen = {visit["name"] for visit in visits if visit["status"] == 200}
    expected = {
        "registers:registers", "registers:register", "registers:compare", "registers:report",
        "registers:record", "registers:extractions", "registers:export", "registers:export_report",
        "registers:export_comparison", "registers:export_corrections", "search:search",
        "search:search_file", "api:registers", "api:records", "api:record", "api:versions",
        "api:record_citation", "api:search",
    }  # fmt: skip
    assert expected <= seen


@pytest.mark.parametrize(("language", "title", "heads"), [
    ("ja", TITLE, ("補助金の名前", "上限額", "選び方", "対象者の一覧", "補助金の担当")),
    ("en", ENGLISH, ("Name of the grant", "Ceiling", "Selection", "Recipients", "Office of the grant")),
])  # fmt: skip
def test_the_pages_speak_its_own_words(
    world: World, language: str, title: str, heads: tuple[str, ...]
) -> None:
    pages = world.seen["pages"][language]
    assert all(head in pages["register"] for head in heads)
    assert all(head in pages["record"] for head in heads[:3])
    nested = (
        ("対象者", "対象者の上限額")
        if language == "ja"
        else ("Recipient", "Ceiling of the recipient")
    )
    assert all(re.search(rf'<th scope="col"[^>]*>{head}</th>', pages["record"]) for head in nested)
    assert ("1,200万円" if language == "ja" else "1,2000,000 yen") in pages["record"]
    assert title in pages["registers"] and title in pages["record"]
    assert ("公募する" if language == "ja" else "Open call") in pages["register"]
    assert ("担当ごとの補助金" if language == "ja" else "Grants by office") in pages["report"]
    assert "<ins>" in pages["compare"]
    assert f'>{title} <span class="count">' in pages["search"], "the tab of its kind"
    assert "市立図書館" in pages["search"], "its offices are a facet of the search"


def test_the_interface_for_programs_knows_it(world: World) -> None:
    listed = world.seen["api"]["registers"]["en"]["items"]
    grants = next(register for register in listed if register["name"] == NAME)
    assert (grants["title"], grants["records"], grants["documents"]) == (ENGLISH, 6, 2)
    fields = {field["name"]: field for field in grants["fields"]}
    assert (fields["way"]["kind"], fields["way"]["title"]) == ("choice", "Selection")
    assert fields["way"]["choices"][0] == {"value": "open", "title": "Open call"}
    assert [column["title"] for column in fields["targets"]["columns"]] == [
        "Recipient", "Ceiling of the recipient",
    ]  # fmt: skip
    described = json.dumps(world.seen["api"]["openapi"])
    assert f'"{NAME}"' in described
    found = world.seen["api"]["search"]
    assert {hit["kind"] for hit in found["items"]} == {NAME}
    assert found["items"][0]["record"]["heading"].startswith("G-0")
    narrowed = world.seen["api"]["narrowed"]
    assert [record["key"] for record in narrowed["items"]] == ["G-02", "G-02"]


def test_what_a_form_holds_is_read_as_the_same_value(world: World) -> None:
    corrected = world.seen["corrected"]
    assert set(corrected) == {"code", "name", "section", "offices", "ceiling", "way", "year"}
    for name, (value, posted, after, back) in corrected.items():
        assert (posted, after, back) == (302, value, 302), name


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "parquet"])
def test_the_command_line_writes_it_in_every_form(world: World, form: str, tmp_path: Path) -> None:
    old, new = map(str, world.documents)
    for number, command in enumerate((("records", NAME, new), ("compare", NAME, old, new))):
        out = tmp_path / f"{number}.{form}"
        done = world.run(*command, "-o", str(out))
        assert (done.returncode, out.stat().st_size > 100) == (0, True), done.stderr


def test_a_file_for_people_has_its_words_in_english(world: World) -> None:
    done = world.run("records", NAME, str(world.documents[1]), "--format", "csv", language="en")
    head, first, *_ = csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    row = dict(zip(head, first, strict=True))
    assert row["Field of the grant"] == "第1 子どもの育ち"
    assert (row["Selection"], row["Ceiling"]) == ("Open call", "1200")
    assert row["Recipients"] == "社会福祉法人　600\n町内会　80"


def test_the_search_knows_its_kind_by_every_name(world: World) -> None:
    found = world.run("search", "--kind", NAME, "点検", "--json")
    assert [json.loads(line)["heading"] for line in found.stdout.splitlines()] == [
        "G-03　防波堤点検補助金"
    ]
    for word in (NAME, "補助金", "助成金", "grant"):
        found = world.run("search", "--kind", "all", f"kind:{word}", "絵本購入", "--json")
        assert {json.loads(line)["kind"] for line in found.stdout.splitlines()} == {NAME}, word


def test_a_document_of_another_kind_is_explained_in_its_words(world: World) -> None:
    sample = ROOT / "samples" / "mikagami-slides.pdf"
    done = world.run("records", NAME, str(sample), language="en")
    assert done.returncode == 1
    assert "No grants with a code such as G-01 were found." in done.stderr


def test_every_tool_of_an_assistant_works_with_it(world: World) -> None:
    command, *arguments = program("mcp")
    # a second of a processor, for each worker that only collects these tests
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    server = StdioServerParameters(
        command=command, args=arguments, env=surroundings(world.site, world.home)
    )

    async def call(session: ClientSession, tool: str, **said: Any) -> dict[str, Any]:
        answer = await session.call_tool(tool, said)
        assert not answer.is_error, answer.content
        found: dict[str, Any] = answer.structured_content
        return found

    async def talk() -> None:
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert NAME in json.dumps(tools["search"].input_schema, ensure_ascii=False)
            found = await call(session, "search", query="点検", kind=NAME)
            (hit,) = found["hits"]
            record = await call(session, "get_record", id=hit["record"])
            assert (record["register_name"], record["data"]["code"]) == (NAME, "G-03")
            page = await call(session, "read_page", document=hit["document"], page=hit["page"])
            assert "防波堤点検補助金" in page["text"]
            cited = await call(session, "cite", document=hit["document"], page=hit["page"])
            assert page["title"] in cited["text"]

    asyncio.run(asyncio.wait_for(talk(), 60))


def test_what_cannot_be_used_is_left_out_and_named(world: World) -> None:
    sample = ROOT / "samples" / "mikagami-plan-2025.pdf"
    done = world.run_anew("records", "measures", str(sample))
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 14
    told = {line for line in done.stderr.splitlines() if "is left out" in line}
    assert len(told) == 3
    for package in ("shiryokan-broken", "shiryokan-second", "shiryokan-nameless"):
        assert any(package in line for line in told), told
    doctor = world.run_anew("doctor")
    assert "shiryokan-broken" in doctor.stdout + doctor.stderr


def test_a_stale_installation_says_what_to_do(tmp_path: Path) -> None:
    """An editable installation knows entry points from when it was made."""
    code = (
        "import importlib.metadata as m; m.entry_points = lambda **_: ()\n"
        "import shiryokan.registers.catalogue"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert "Install it again" in done.stderr
