"""What changes the index on OpenSearch."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import msgspec

from shiryokan.search.analysis import Analysed
from shiryokan.search.engine import IndexAway, IndexBusy, IndexMissing, Metadata, SearchError
from shiryokan.search.engines.opensearch.client import WAITS, Client, Json, some_at_once
from shiryokan.search.engines.opensearch.fields import identifier, row

_MOST_BYTES = 8 << 20
"""Bytes of one bulk: a cluster takes a hundred million, and has several of them in memory."""
_DOCUMENTS_AT_ONCE = 1000
"""Documents named in one deletion."""
_TOO_MANY, _CONFLICT, _MISSING, _NEW = 429, 409, 404, 300


class Target(msgspec.Struct, frozen=True):
    """An alias that is written to, and how what was written becomes visible: ``wait_for`` the
    cluster's next refresh, at once (``true``), or by a refresh at the end (``false``)."""

    alias: str
    refresh: str


class OpenSearchWriting:
    """Changes the indexes of some aliases, all alike. Nothing is sent before it is many, or
    :meth:`finish`."""

    def __init__(self, client: Client, targets: tuple[Target, ...], generation: int) -> None:
        self._client, self._targets, self._generation = client, targets, generation
        self._lines: list[Json] = []
        self._bytes = 0
        self._sent = False
        self._replaced: list[str] = []

    def replace(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        """Put a document's entries in the place of those that were there."""
        self._replaced.append(document)
        self.add(document, metadata, entries)

    def add(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        """Put further entries of a document in."""
        for entry in entries:
            made = row(document, metadata, entry, self._generation)
            self._lines += [{"_id": identifier(document, entry), "routing": document}, made]
            self._bytes += 3 * sum(len(v) for v in made.values() if isinstance(v, str))
            if self._bytes > _MOST_BYTES:
                self._send(last=False)

    def remove(self, document: str) -> None:
        """Take a document out."""
        self.finish()
        for target in self._targets:
            # what a killed writer put in just now would not be seen by the deletion
            self._refresh(target)
            self._delete(target, [{"term": {"document": document}}], routing=document)

    def clear(self) -> None:
        """Take everything out."""
        self.finish()
        for target in self._targets:
            self._refresh(target)
            self._delete(target, [])

    def finish(self) -> None:
        """Send what is left, see that it is found, and take out what it replaces."""
        self._send(last=True)
        for target in self._targets:
            if target.refresh == "false" and self._replaced:
                self._refresh(target)
            for some in some_at_once(self._replaced, _DOCUMENTS_AT_ONCE):
                older = {"range": {"generation": {"lt": self._generation}}}
                given = {"routing": some[0]} if len(some) == 1 else {}
                self._delete(target, [{"terms": {"document": list(some)}}, older], **given)
        self._replaced = []

    def _send(self, *, last: bool) -> None:
        lines, self._lines, self._bytes = self._lines, [], 0
        alone = last and not self._sent
        for target in self._targets:
            self._bulk(target.alias, lines, target.refresh if alone else "false")
            # of several bulks the last one would wait for its own shards alone
            if last and self._sent and target.refresh != "false":
                self._refresh(target)
        self._sent = not last

    def _bulk(self, alias: str, lines: list[Json], refresh: str) -> None:
        """Put entries in; those for which a queue was full again, a little later."""
        for seconds in (*WAITS, 0.0):
            if not lines:
                return
            told = [line if at % 2 else self._told(line) for at, line in enumerate(lines)]
            given = {"require_alias": "true", "refresh": refresh}
            answer = self._client.ask("POST", f"/{alias}/_bulk", lines=told, given=given)
            lines = self._refused(lines, answer)
            if lines and not seconds:
                raise IndexBusy(f"{len(lines) // 2} entries were not taken")
            if lines:
                time.sleep(seconds)

    def _told(self, line: Json) -> Json:
        version = {"version": self._generation, "version_type": "external_gte"}
        return {"index": line | version}

    def _refused(self, lines: list[Json], answer: Json) -> list[Json]:
        """The lines of entries that may be taken later. Raises for any other that was not."""
        items = answer.get("items")
        if not isinstance(items, list) or len(items) * 2 != len(lines):
            raise IndexAway("an answer that does not say what was taken")
        again = []
        for at, item in enumerate(items):
            done = item.get("index", {}) if isinstance(item, dict) else {}
            status, error = done.get("status", 0), done.get("error", {})
            if status == _TOO_MANY:
                again += lines[2 * at : 2 * at + 2]
            elif not 0 < status < _NEW:
                self._raise(status, str(error)[:300])
        return again

    def _raise(self, status: int, says: str) -> None:
        if status == _CONFLICT:
            # what was put in of an older reading goes; the newer one stays
            mine = {"term": {"generation": self._generation}}
            for target in self._targets:
                self._refresh(target)
                self._delete(target, [mine])
            raise IndexBusy(f"a newer reading is there: {says}")
        if status == _MISSING:
            raise IndexMissing(says)
        # a shard without its primary copy, or one that is just moving
        raise IndexAway(says) if not status or status >= 500 else SearchError(says)

    def _refresh(self, target: Target) -> None:
        answer = self._client.ask("POST", f"/{target.alias}/_refresh")
        if answer.get("_shards", {}).get("failed") != 0:
            raise IndexAway("not every shard shows what was written")

    def _delete(self, target: Target, conditions: list[Json], **given: str) -> None:
        body = {"query": {"bool": {"filter": conditions}}} if conditions else _ALL
        path = f"/{target.alias}/_delete_by_query"
        answer: dict[str, Any] = self._client.ask(
            "POST", path, body, given={"refresh": "true", "conflicts": "abort", **given}
        )
        if answer.get("failures") != [] or answer.get("timed_out"):
            raise IndexAway(f"not all was taken out: {str(answer)[:300]}")


_ALL: Json = {"query": {"match_all": {}}}
