"""The index on OpenSearch (a cluster on Lucene, Apache-2.0), for libraries past one machine."""

from __future__ import annotations

import datetime
import hashlib
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

import msgspec

from shiryokan.search import analysis
from shiryokan.search.compiler import ONCE, Compiler, of_kind
from shiryokan.search.engine import (
    FACETS,
    Counts,
    DocumentMatches,
    DocumentResults,
    EngineResults,
    FacetName,
    IndexAway,
    IndexMissing,
    Match,
    Request,
    SearchError,
    Vocabulary,
)
from shiryokan.search.engines.opensearch.client import Client, Json, Place, some_at_once, whole
from shiryokan.search.engines.opensearch.fields import KEYS, SCHEMA_VERSION, index_body, sound
from shiryokan.search.engines.opensearch.plan import clauses, phrases, said, without
from shiryokan.search.engines.opensearch.writer import OpenSearchWriting, Target
from shiryokan.search.kinds import KINDS, PAGE
from shiryokan.search.plan import Phrase, Plan, unscored
from shiryokan.search.query import NameField

MOST_NAMES = 60
"""Names of a facet at most."""
WINDOW = 10_000
"""Hits that a cluster numbers; later ones are reached by values."""
_EACH_SHARD = 1000
"""Names that each shard counts of a facet: those that follow elsewhere are counted rightly too."""
_MOST_CLAUSES = 900
"""Terms of a query up to which it is asked as it is; a cluster takes 1,024 as it comes."""
_AT_ONCE = 200
"""Small queries that are sent together."""
_LONGEST_PREFIX = 200
"""Characters of a beginning: no word or name of the index is longer, and a pattern may not be."""
_SIGNS = re.compile(r"([^\w\s]|_)")
_OTHER_ORDERS: dict[str, list[Json]] = {
    "newest": [{"date": "desc"}],
    "oldest": [{"date": "asc"}],
}
_TIES: list[Json] = [{key: "asc"} for key in KEYS]
"""Of two entries that are as good, the same one comes first on every page of the hits."""
_IF_THERE = {"ignore_unavailable": "true"}
_SEARCHING = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}


def microseconds() -> int:
    """This machine's clock."""
    return time.time_ns() // 1000


class Layout(msgspec.Struct, frozen=True):
    """How an index is laid out in the cluster: its name begins with ``prefix``."""

    prefix: str = "shiryokan"
    shards: int = 1
    replicas: int = 1


class OpenSearchEngine:
    """An index behind an alias that is named by the versions that made it.

    ``clock`` gives microseconds, the same for all who write; ``may_begin`` says whether an index
    that is not there may be begun empty, or was lost.
    """

    def __init__(
        self,
        place: Place,
        layout: Layout = Layout(),  # noqa: B008  frozen
        *,
        clock: Callable[[], int] = microseconds,
        may_begin: Callable[[], bool] = lambda: True,
    ) -> None:
        stamp = repr(sorted(self.versions().items())).encode()
        self.alias = f"{layout.prefix}-{hashlib.sha256(stamp).hexdigest()[:16]}"
        self._layout, self._clock, self._may_begin = layout, clock, may_begin
        self._client = Client(place)

    def versions(self) -> dict[str, str]:
        """Of the fields, and of all that decides their terms."""
        return {"opensearch": str(SCHEMA_VERSION)} | analysis.versions()

    # Writing

    @contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[OpenSearchWriting]:
        """Change the index, beside others who do; ``anew``: fill another one and have it answer."""
        if not anew:
            writing = OpenSearchWriting(self._client, self._targets(), self._clock())
            yield writing
            writing.finish()
            return
        name = self.begin_building()
        try:
            with self.building(name) as writing:
                yield writing
            self.end_building(name)
        except BaseException:
            self._client.ask("DELETE", f"/{name}", given=_IF_THERE)
            raise

    @property
    def building_prefix(self) -> str:
        """How the names begin of the indexes that this version builds."""
        return f"{self.alias}-"

    def is_building(self, name: str) -> bool:
        """Whether the index is there and being built."""
        return self._building in self._standing().get(name, ())

    def begin_building(self) -> str:
        """Make an empty index beside the one that answers."""
        for index, aliases in self._standing().items():
            if self._building in aliases:
                self._client.ask("DELETE", f"/{index}", given=_IF_THERE)
        name = f"{self.alias}-{microseconds():x}"
        self._make(name, self._building)
        return name

    @contextmanager
    def building(self, name: str) -> Iterator[OpenSearchWriting]:
        """Put documents into the index that is being built."""
        if not self.is_building(name):
            raise IndexMissing(f"{name} is no more")
        target = Target(self._building, "false")
        writing = OpenSearchWriting(self._client, (target,), self._clock())
        yield writing
        writing.finish()

    def end_building(self, name: str) -> None:
        """Have it answer in the place of the one before; both in one step of the cluster."""
        standing = self._standing()
        if self.alias in standing.get(name, ()):
            return
        if self._building not in standing.get(name, ()):
            raise IndexMissing(f"{name} is no more")
        self._client.ask("POST", f"/{name}/_refresh")
        self._client.ask("PUT", f"/{name}/_settings", {"index": {"refresh_interval": "1s"}})
        actions: list[Json] = [
            {"remove_index": {"index": index}} for index in standing if index != name
        ]
        actions.append({"remove": {"index": name, "alias": self._building}})
        actions.append({"add": {"index": name, "alias": self.alias}})
        self._client.ask("POST", "/_aliases", {"actions": actions})

    @property
    def _building(self) -> str:
        return f"{self.alias}-building"

    def _standing(self) -> dict[str, frozenset[str]]:
        """The indexes of this version, with their aliases."""
        found = self._client.ask("GET", f"/{self.alias}-*/_alias")
        return {index: frozenset(each.get("aliases", ())) for index, each in found.items()}

    def _targets(self) -> tuple[Target, ...]:
        """What is written to: the index that answers, and the one that is being built."""
        held = frozenset().union(*self._standing().values())
        if not held & {self.alias, self._building}:
            if not self._may_begin():
                raise IndexMissing(f"{self.alias} is no more")
            self._make(f"{self.alias}-0", self.alias)
            held = frozenset((self.alias,))
        # one that is being built refreshes itself never
        both = ((self._building, "true"), (self.alias, "wait_for"))
        return tuple(Target(alias, refresh) for alias, refresh in both if alias in held)

    def _make(self, name: str, alias: str) -> None:
        layout, building = self._layout, alias != self.alias
        body = index_body(layout.shards, layout.replicas, building=building)
        try:
            self._client.ask("PUT", f"/{name}", body | {"aliases": {alias: {}}})
        except SearchError as error:
            # another who found none was quicker
            if "resource_already_exists" not in str(error):
                raise

    # Searching

    def search(self, request: Request) -> EngineResults:
        """The entries that match, ranked by BM25 (Robertson and Zaragoza 2009)."""
        body = self._body(request)
        end = request.offset + request.limit
        if end <= WINDOW:
            answer = self._ask(body | {"from": request.offset, "size": request.limit})
            hits = answer["hits"]["hits"]
        else:
            answer, every = self._passed_through(body, end)
            hits = every[request.offset : end]
        scored = request.sort in ("best", "recent")
        matches = tuple(_match(hit, scored=scored) for hit in hits)
        return EngineResults(_total(answer), matches, _counts(answer, request))

    def documents(self, request: Request, best: int) -> DocumentResults:
        """The documents of the entries that match; one more is asked for, to see if others
        follow."""
        body = self._body(request)
        inner = {
            "name": "best", "size": best, "sort": body["sort"],
            "_source": False, "docvalue_fields": list(KEYS),
        }  # fmt: skip
        body["collapse"] = {"field": "document", "inner_hits": inner}
        size = max(min(request.limit + 1, WINDOW - request.offset), 0)
        answer = self._ask(body | {"from": min(request.offset, WINDOW), "size": size})
        scored = request.sort in ("best", "recent")
        groups = []
        for hit in answer["hits"]["hits"]:
            own = hit["inner_hits"]["best"]
            matches = tuple(_match(each, scored=scored) for each in own["hits"]["hits"])
            groups.append(DocumentMatches(matches, _total(own) - len(matches)))
        shown, more = tuple(groups[: request.limit]), len(groups) > request.limit
        return DocumentResults(_total(answer), shown, more, _counts(answer, request))

    def records(self, request: Request) -> frozenset[uuid.UUID]:
        """The ids of all records that match, ten thousand at once."""
        plan = unscored(of_kind(self._compiled(request), request.kind))
        none: Json = {"term": {"record": ""}}
        body: Json = {
            "query": {"bool": {"filter": [said(self._bounded(plan))], "must_not": [none]}},
            "sort": ["_doc"],
            "track_total_hits": True,
            "docvalue_fields": ["record"],
        }
        answer, hits = self._passed_through(body, None)
        if len(hits) != _total(answer):
            raise IndexAway(f"{len(hits)} of {_total(answer)} records were told")
        return frozenset(uuid.UUID(hit["fields"]["record"][0]) for hit in hits)

    def terms(self, field: Vocabulary, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Terms that begin with ``prefix``, the most frequent first."""
        if len(prefix) > _LONGEST_PREFIX:
            return []
        counting: Json = {
            "field": "words" if field == "tokens" else field,
            "size": limit,
            "shard_size": max(limit * 2, _EACH_SHARD),
        }
        if prefix:
            counting["include"] = _SIGNS.sub(r"\\\1", sound(prefix)) + ".*"
        answer = self._ask({"size": 0, "aggs": {"terms": {"terms": counting}}})
        return [(b["key"], int(b["doc_count"])) for b in answer["aggregations"]["terms"]["buckets"]]

    def count(self, kind: str = "") -> int:
        """Entries in the index, of one kind or all."""
        return self._count([{"term": {"kind": kind}}] if kind else [])

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""
        conditions: list[Json] = [{"term": {"document": document}}, {"term": {"kind": PAGE}}]
        return self._count(conditions, routing=document)

    def other_indexes(self) -> list[str]:
        """Indexes of other versions, by their names."""
        pattern = re.compile(rf"{re.escape(self._layout.prefix)}-[0-9a-f]{{16}}-[0-9a-f]+")
        every = self._client.ask("GET", f"/{self._layout.prefix}-*/_alias")
        own = f"{self.alias}-"
        return sorted(i for i in every if pattern.fullmatch(i) and not i.startswith(own))

    def remove_other_indexes(self) -> list[str]:
        """Remove those of other versions, which nothing may use any more; their names."""
        others = self.other_indexes()
        for name in others:
            self._client.ask("DELETE", f"/{name}", given=_IF_THERE)
        return others

    def health(self) -> tuple[str, int]:
        """What the cluster says of the index that answers (``green``, ``yellow`` or ``red``), and
        the number of its nodes."""
        answer = self._client.ask("GET", f"/_cluster/health/{self.alias}", reading=True)
        return str(answer.get("status", "")), int(answer.get("number_of_data_nodes", 0))

    def _compiled(self, request: Request) -> Plan:
        return Compiler(self).compiled(request.query.root)

    def _body(self, request: Request) -> Json:
        """What the cluster is asked, but for how many hits."""
        compiler = Compiler(self)
        plan = compiler.compiled(request.query.root)
        if request.kind and not request.facets:
            plan = of_kind(plan, request.kind)
        if request.sort == "recent":
            plan = compiler.newer_raised(plan, datetime.datetime.now(datetime.UTC).date())
        body: Json = {
            "query": said(self._bounded(plan)),
            "sort": [*_OTHER_ORDERS.get(request.sort, [{"_score": "desc"}]), *_TIES],
            "track_total_hits": True,
            "docvalue_fields": list(KEYS),
        }
        if request.facets:
            body["aggs"] = _counting(request.kind)
            if request.kind:
                body["post_filter"] = {"term": {"kind": request.kind}}
        return body

    def _bounded(self, plan: Plan) -> Plan:
        """The plan, small enough for a cluster: without phrases that stand nowhere."""
        if clauses(plan) <= _MOST_CLAUSES:
            return plan
        found: set[Phrase] = set()
        asked = list(dict.fromkeys(phrases(plan)))
        for some in some_at_once(asked, _AT_ONCE):
            lines: list[Json] = []
            for phrase in some:
                lines.append({"index": self.alias, "allow_partial_search_results": False})
                lines.append({
                    "size": 0, "terminate_after": 1, "track_total_hits": 1,
                    "query": {"constant_score": {"filter": said(phrase)}},
                })  # fmt: skip
            answers = self._client.ask("POST", "/_msearch", lines=lines, reading=True)
            each = answers.get("responses")
            if not isinstance(each, list) or len(each) != len(some):
                raise IndexAway("an answer that does not say what was asked")
            for phrase, answer in zip(some, each, strict=True):
                whole(answer)
                if _total(answer):
                    found.add(phrase)
        return without(plan, frozenset(asked) - found)

    def _passed_through(self, body: Json, most: int | None) -> tuple[Json, list[Json]]:
        """The first answer, and all hits up to ``most`` of them, ten thousand at once."""
        answer = first = self._ask(body | {"size": WINDOW}, keep="1m")
        hits: list[Json] = list(answer["hits"]["hits"])
        try:
            while len(answer["hits"]["hits"]) == WINDOW and (most is None or len(hits) < most):
                place: Json = {"scroll": "1m", "scroll_id": answer["_scroll_id"]}
                answer = self._client.ask("POST", "/_search/scroll", place, reading=True)
                whole(answer)
                hits += _hits(answer)
        finally:
            held: Json = {"scroll_id": [answer.get("_scroll_id", "")]}
            # what is not given back ends by itself in a minute
            with suppress(SearchError):
                self._client.ask("DELETE", "/_search/scroll", held, reading=True)
        return first, hits

    def _ask(self, body: Json, keep: str = "") -> Json:
        """A search. One query goes to the same copies each time, for each has its own
        statistics."""
        told, kept = body.get("query", {}), {"scroll": keep} if keep else {}
        like = hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]
        answer = self._client.ask(
            "POST", f"/{self.alias}/_search", {"_source": False, **body},
            reading=True, given={"preference": like, **_SEARCHING, **kept},
        )  # fmt: skip
        whole(answer)
        _hits(answer)
        if keep and not isinstance(answer.get("_scroll_id"), str):
            raise IndexAway("an answer that does not say how to go on")
        if "aggs" in body and not isinstance(answer.get("aggregations"), dict):
            raise IndexAway("an answer without the counts that were asked for")
        return answer

    def _count(self, conditions: list[Json], **given: str) -> int:
        query: Json = {"query": {"bool": {"filter": conditions}}} if conditions else {}
        answer = self._client.ask("POST", f"/{self.alias}/_count", query, reading=True, given=given)
        whole(answer)
        return int(answer["count"])

    # What the compiler asks

    def entries(self) -> int:
        """Not told."""
        return 0

    def frequency(self, field: str, term: str) -> int:
        """Not told."""
        return ONCE

    def names(self, field: NameField) -> Iterable[str]:
        """All names under which entries are filed, some at once."""
        source: list[Json] = [{"name": {"terms": {"field": field}}}]
        composite: Json = {"size": _EACH_SHARD, "sources": source}
        while True:
            answer = self._ask({"size": 0, "aggs": {"names": {"composite": composite}}})
            found = answer["aggregations"]["names"]
            yield from (str(bucket["key"]["name"]) for bucket in found["buckets"])
            if len(found["buckets"]) < _EACH_SHARD:
                return
            composite["after"] = found["after_key"]


def _counting(kind: str) -> Json:
    each: Json = {
        name: {"terms": {"field": name, "size": MOST_NAMES, "shard_size": _EACH_SHARD}}
        for name in FACETS
    }
    kinds: Json = {"terms": {"field": "kind", "size": 2 * len(KINDS)}}
    return {"kinds": kinds | {"aggs": each}} if kind else {"kinds": kinds, **each}


def _counts(answer: Json, request: Request) -> Counts:
    if not request.facets:
        return Counts()
    found = answer["aggregations"]
    buckets = {bucket["key"]: bucket for bucket in found["kinds"]["buckets"]}
    source = buckets.get(request.kind, {}) if request.kind else found
    facets: dict[FacetName, list[tuple[str, int]]] = {}
    for name in FACETS:
        named = source.get(name, {}).get("buckets", [])
        facets[name] = [(str(b["key"]), int(b["doc_count"])) for b in named if b["key"]]
    return Counts({key: int(bucket["doc_count"]) for key, bucket in buckets.items()}, facets)


def _hits(answer: Json) -> list[Json]:
    hits = answer.get("hits")
    if not isinstance(hits, dict) or not isinstance(hits.get("hits"), list):
        raise IndexAway("an answer without hits")
    return list(hits["hits"])


def _total(answer: Json) -> int:
    total = answer["hits"].get("total")
    if not isinstance(total, dict):
        raise IndexAway("an answer without the number of hits")
    return int(total["value"])


def _match(hit: Json, *, scored: bool) -> Match:
    columns = hit.get("fields", {})
    document, page, kind, record = (columns.get(key, [""])[0] for key in KEYS)
    score = float(hit["sort"][0]) if scored else 0.0
    return Match(str(document), int(page), str(kind), str(record), score)
