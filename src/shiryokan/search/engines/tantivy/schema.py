"""The fields of the tantivy index."""

from __future__ import annotations

import tantivy

READY = "ready_made"
"""Terms that come ready, joined by spaces."""
RAW = "raw"
RECORD = ("record_high", "record_low")
"""Columns of the halves of a record's id: a column of numbers takes 64 bits, an id has 128."""


def schema() -> tantivy.Schema:
    """What an entry is kept as.

    ``document``, ``page``, ``year`` and the two halves of a record's id are columns of numbers, so
    that ten thousand hits are named without opening a stored document; nothing is stored.
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("document", indexed=True, fast=True)
    builder.add_unsigned_field("page", fast=True)
    builder.add_integer_field("date", indexed=True, fast=True)
    builder.add_unsigned_field("year", fast=True)
    builder.add_unsigned_field("kind_number", fast=True)
    for name in RECORD:
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("collection", tokenizer_name=RAW, index_option="basic")
    for name in ("kind", "publisher", "council", "ministry"):
        builder.add_text_field(name, fast=True, tokenizer_name=RAW, index_option="basic")
    for name in ("text", "title"):
        builder.add_text_field(f"{name}_atoms", tokenizer_name=READY, index_option="freq")
        builder.add_text_field(f"{name}_pairs", tokenizer_name=READY, index_option="position")
        builder.add_text_field(f"{name}_tokens", tokenizer_name=READY, index_option="freq")
    builder.add_text_field("other_pairs", tokenizer_name=READY, index_option="position")
    builder.add_text_field("across_pairs", tokenizer_name=READY, index_option="position")
    for name in ("names", "sounds", "heads", "times"):
        builder.add_text_field(name, tokenizer_name=RAW, index_option="basic")
    return builder.build()


def ready_analyser() -> tantivy.TextAnalyzer:
    """Takes terms as they come."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
