"""The MCP server, driven by the official client over standard input and output."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.served import environment, program

if TYPE_CHECKING:
    # a second of a processor, for each worker that only collects these tests
    from mcp import ClientSession

Work = Callable[["ClientSession"], Awaitable[None]]


@pytest.fixture(params=["here", "distant"])
def assisted(
    request: pytest.FixtureRequest, api_home: Path, tmp_path: Path
) -> Callable[[Work], None]:
    """Do something as an assistant of the instance at hand, and of one far away."""
    options: list[str] = []
    home = api_home
    if request.param == "distant":
        options, home = ["--url", request.getfixturevalue("api_address")], tmp_path
    command, *arguments = program("mcp", *options)
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    server = StdioServerParameters(
        command=command, args=arguments, env=environment(home, base_url="https://house.example")
    )

    def do(work: Work) -> None:
        async def talk() -> None:
            async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
                await session.initialize()
                await work(session)

        asyncio.run(asyncio.wait_for(talk(), 60))

    return do


async def call(session: ClientSession, tool: str, **said: Any) -> dict[str, Any]:
    answer = await session.call_tool(tool, said)
    assert not answer.is_error, answer.content
    found: dict[str, Any] = answer.structured_content
    return found


@pytest.mark.thorough
def test_an_assistant_finds_a_page_reads_it_and_cites_it(assisted: Callable[[Work], None]) -> None:
    async def work(session: ClientSession) -> None:
        tools = {tool.name for tool in (await session.list_tools()).tools}
        assert {
            "search",
            "read_page",
            "get_record",
            "followed_news",
            "list_quotes",
            "get_quote",
            "get_subject",
            "cite",
            "recent_finds",
            "list_articles",
            "read_article",
            "list_courses",
            "read_course",
            "list_assessments",
            "read_assessment",
            "list_remarks",
            "list_deadlines",
            "list_binders",
            "read_binder",
        } <= tools
        assert (await call(session, "list_courses"))["total"] == 0
        assert (await session.call_tool("read_course", {"id": 999})).is_error
        assert (await call(session, "list_assessments"))["total"] == 0
        assert (await session.call_tool("read_assessment", {"id": 1})).is_error
        assert (await call(session, "list_remarks"))["total"] == 0
        assert (await call(session, "list_binders"))["total"] == 0
        for wrong in (str(uuid.UUID(int=1)), "nonsense"):
            assert (await session.call_tool("read_binder", {"id": wrong})).is_error
        days = await call(session, "list_deadlines", date_from="2000-01-01", kind="until", limit=2)
        assert all(each["day"] >= "2000-01-01" for each in days["deadlines"])
        assert (await call(session, "list_articles", stale=True))["total"] == 0
        missing = await session.call_tool("read_article", {"id": 999})
        assert missing.is_error
        assert (await call(session, "recent_finds", type="new"))["total"] == 0
        assert (await call(session, "followed_news"))["news"] == []
        found = await call(session, "search", query="夜間を想定した訓練", kind="page")
        hit = found["hits"][0]
        assert "訓練" in hit["snippet"]
        page = await call(session, "read_page", document=hit["document"], page=hit["page"])
        assert "訓練" in page["text"]
        assert page["address"] == hit["address"]
        assert page["source_url"].startswith("https://www.city.mikagami.example/")
        cited = await call(session, "cite", document=hit["document"], page=hit["page"])
        assert page["title"] in cited["text"] and page["address"] in cited["text"]

    assisted(work)


@pytest.mark.thorough
def test_an_assistant_gets_a_record_with_its_pages(assisted: Callable[[Work], None]) -> None:
    async def work(session: ClientSession) -> None:
        found = await call(session, "search", query="訓練", kind="measures", limit=3)
        record = await call(session, "get_record", id=found["hits"][0]["record"])
        assert record["register_name"] == "measures"
        assert record["page"] == found["hits"][0]["page"]
        assert record["data"] and record["pages"]

    assisted(work)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("tool", "said"),
    [
        ("read_page", {"document": "0" * 16, "page": 1}),
        ("get_record", {"id": "nonsense"}),
        ("get_quote", {"id": "nonsense"}),
        ("get_subject", {"id": "nonsense"}),
        ("get_subject", {"id": str(uuid.UUID(int=1))}),
        ("search", {"query": '"開いたまま'}),
    ],
)
def test_trouble_is_told_in_words(
    assisted: Callable[[Work], None], tool: str, said: dict[str, Any]
) -> None:
    async def work(session: ClientSession) -> None:
        answer = await session.call_tool(tool, said)
        assert answer.is_error
        assert any("。" in part.text for part in answer.content)

    assisted(work)
