"""Readers as a load: each goes from page to page as a browser does, all in one process.

usage: python bench/load_readers.py PLAN.json SECONDS THINKING READERS      (run by load.py)

HTTP/1.1 by hand over asyncio, one kept connection a reader, so that the load costs little beside
what it asks for. Static files are asked for once a reader, as a browser that keeps them does.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ASSET = re.compile(rb'(?:src|href)="(/static/[^"]+|/documents/[^"]+/picture/[^"]+)"')
MOST_PICTURES = 12
"""Pictures that stand in the window when a page is opened; the others are loaded lazily."""


class Connection:
    """A kept connection to the instance."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """An answer. A kept connection that the server closed meanwhile is opened anew, as
        browsers do (RFC 9110, 9.2.2)."""
        if self._streams is not None:
            try:
                return await self._get(path)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                self.close()
                if getattr(error, "partial", b""):
                    raise
        self._streams = await asyncio.open_connection(self._host, self._port)
        return await self._get(path)

    async def _get(self, path: str) -> tuple[int, bytes]:
        assert self._streams
        reader, writer = self._streams
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            "Accept-Encoding: gzip\r\nAccept-Language: ja\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        lower = head.lower()
        if b"transfer-encoding: chunked" in lower:
            body = b"".join([chunk async for chunk in _chunks(reader)])
        else:
            found = re.search(rb"content-length: (\d+)", lower)
            body = await reader.readexactly(int(found.group(1))) if found else b""
        if b"connection: close" in lower:
            self.close()
        return status, body

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


async def _chunks(reader: asyncio.StreamReader) -> Any:
    while size := int((await reader.readline()).split(b";")[0], 16):
        yield await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readline()


class Reader:
    """Somebody who reads: opens pages one after the other, with what belongs to them."""

    def __init__(self, plan: dict[str, Any], seed: int, thinking: float) -> None:
        self._plan, self._dice, self._thinking = plan, random.Random(seed), thinking
        self._connection = Connection(plan["host"], plan["port"])
        self._kept: set[bytes] = set()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    async def read_until(self, end: float) -> None:
        await asyncio.sleep(self._dice.uniform(0, self._thinking))
        while time.monotonic() < end:
            for kind, path in self._way():
                await self._open(kind, path)
                if time.monotonic() > end:
                    break
                if self._thinking:
                    await asyncio.sleep(self._dice.expovariate(1 / self._thinking))
        self._connection.close()

    def _way(self) -> Iterator[tuple[str, str]]:
        """One visit."""
        plan, dice = self._plan, self._dice
        word = quote(dice.choice(plan["words"]))
        document = dice.choice(plan["documents"])
        number = dice.randint(1, max(document["pages"] - 4, 1))
        address = f"/documents/{document['id']}"
        yield "home", "/"
        yield "suggestion", f"/search/suggest?q={word[:9]}"
        yield "search", f"/search?q={word}"
        yield "search, narrowed", f"/search?q={word}&kind=all&year=2024"
        yield "document", f"{address}/"
        for more in range(min(4, document["pages"])):
            yield "page", f"{address}/pages/{number + more}?q={word}"
        yield "text", f"{address}/pages/{number}/text.txt"
        if dice.random() < 0.5:
            yield "register", f"/registers/{dice.choice(plan['registers'])}/"
            yield "record", f"/records/{dice.choice(plan['records'])}/"

    async def _open(self, kind: str, path: str) -> None:
        body = await self._ask(kind, path)
        for found in list(dict.fromkeys(ASSET.findall(body)))[: 10 + MOST_PICTURES]:
            name = found.replace(b"&amp;", b"&")
            if name not in self._kept:
                self._kept.add(name)
                await self._ask("picture" if b"/picture/" in name else "static", name.decode())

    async def _ask(self, kind: str, path: str) -> bytes:
        began = time.monotonic()
        try:
            status, body = await self._connection.get(path)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            self._connection.close()
            self.wrong.append(f"{path}: {error!r}")
            return b""
        self.seconds[kind].append(time.monotonic() - began)
        if status != 200:
            self.wrong.append(f"{path}: {status}")
        return body


async def read(plan: dict[str, Any], seconds: float, thinking: float, number: int) -> list[Reader]:
    readers = [Reader(plan, seed, thinking) for seed in range(number)]
    end = time.monotonic() + seconds
    await asyncio.gather(*(reader.read_until(end) for reader in readers))
    return readers


def main() -> None:
    plan = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    seconds, thinking, number = float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    began = time.monotonic()
    readers = asyncio.run(read(plan, seconds, thinking, number))
    took = time.monotonic() - began
    every: dict[str, list[float]] = defaultdict(list)
    for reader in readers:
        for kind, found in reader.seconds.items():
            every[kind] += found
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "seconds": took,
        "cpu": (used.ru_utime + used.ru_stime) / took,
        "kinds": every,
        "wrong": [line for reader in readers for line in reader.wrong],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
