"""The fields of the index on OpenSearch, and an entry as it is put there."""

from __future__ import annotations

import hashlib
from typing import Any

from shiryokan.japanese.codepoints import without_nul
from shiryokan.search.analysis import Analysed
from shiryokan.search.engine import Metadata
from shiryokan.search.engines.entry_fields import name_fields, term_fields

SCHEMA_VERSION = 1
LONGEST = 8000
"""Characters of a term at most: Lucene takes 32,766 bytes, of which UTF-8 may want four a
character. A longer one is kept by its beginning and its digest."""
_LONGEST_TOKEN = 100_000
"""Characters at which the tokenizer cuts; as it comes it would at 255."""
_READY = "ready_made"
KEYS = ("document", "page", "kind", "record")
"""What names an entry, as columns."""
_HIDDEN = {"type": "keyword", "doc_values": False}
_KEYWORD = {"type": "keyword"}
_WHOLE = {"type": "integer"}


def _text(options: str) -> dict[str, Any]:
    return {"type": "text", "analyzer": _READY, "index_options": options}


PROPERTIES: dict[str, Any] = {
    **dict.fromkeys(("document", "kind", "record"), _KEYWORD),
    **dict.fromkeys(("page", "date", "year"), _WHOLE),
    "generation": {"type": "long"},
    **dict.fromkeys(("publisher", "council", "ministry"), _KEYWORD),
    **dict.fromkeys(("names", "sounds", "heads", "words"), _KEYWORD),
    **dict.fromkeys(("collection", "times"), _HIDDEN),
    **dict.fromkeys(
        ("text_pairs", "title_pairs", "other_pairs", "across_pairs"), _text("positions")
    ),
    **dict.fromkeys(("text_atoms", "title_atoms"), _text("freqs")),
    **dict.fromkeys(("text_tokens", "title_tokens"), _text("freqs")),
}


def index_body(shards: int, replicas: int, *, building: bool) -> dict[str, Any]:
    """What an index is made with; one that is being built is seen at its end only."""
    settings = {
        "number_of_shards": shards,
        # on fewer nodes there are fewer copies, and the cluster is not ill for it
        "auto_expand_replicas": f"0-{replicas}" if replicas else "false",
        "number_of_replicas": 0,
        "refresh_interval": "-1" if building else "1s",
    }
    tokenizer = {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}
    return {
        "settings": {
            "index": settings,
            "analysis": {
                "tokenizer": {_READY: tokenizer},
                "analyzer": {_READY: {"type": "custom", "tokenizer": _READY}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "_routing": {"required": True},
            "properties": PROPERTIES,
        },
    }


def identifier(document: str, entry: Analysed) -> str:
    """What an entry is called in the index."""
    return f"{document}:{entry.page}:{entry.kind}:{entry.record}"


def row(document: str, metadata: Metadata, entry: Analysed, generation: int) -> dict[str, Any]:
    """An entry as it is put there."""
    made: dict[str, Any] = {
        "document": document,
        "page": entry.page,
        "kind": entry.kind,
        # a page has one too, for an order by what some entries lack has no place to go on from
        "record": entry.record,
        "date": metadata.date,
        "year": metadata.date // 10_000,
        "collection": metadata.collection,
        "generation": generation,
    }
    words = dict.fromkeys(entry.tokens.split())
    for field, names in {**name_fields(metadata, entry), "words": words}.items():
        if names:
            made[field] = [kept(name) for name in names]
    for field, terms in term_fields(entry).items():
        made[field] = _all_kept(terms)
    return made


def _all_kept(terms: str) -> str:
    if len(terms) <= LONGEST:
        return sound(terms)
    return " ".join(map(kept, terms.split(" ")))


def kept(term: str) -> str:
    """A term as the index has it."""
    term = sound(term)
    if len(term) <= LONGEST:
        return term
    return f"{term[:20]}…{hashlib.sha256(term.encode()).hexdigest()}"


def sound(text: str) -> str:
    """A text that can be sent: UTF-8 has no half of a surrogate pair, and a term no U+0000."""
    return without_nul(text.encode("utf-8", "replace").decode("utf-8"), "\ufffd")
