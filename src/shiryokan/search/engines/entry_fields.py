"""Which field of an index has what of an entry, for the engines whose fields are named alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shiryokan.search.analysis import Analysed
from shiryokan.search.engine import Metadata


def name_fields(metadata: Metadata, entry: Analysed) -> Mapping[str, Iterable[str]]:
    """Fields whose terms are whole names."""
    return {
        "publisher": metadata.publishers,
        "council": metadata.councils,
        "ministry": entry.ministries,
        "names": entry.names,
        "sounds": entry.sounds,
        "heads": entry.heads,
        "times": entry.times,
    }


def term_fields(entry: Analysed) -> Mapping[str, str]:
    """Fields of terms that are parted at blanks; those without any are left out."""
    fields = {
        "text_atoms": entry.atoms,
        "text_pairs": entry.pairs,
        "text_tokens": entry.tokens,
        "other_pairs": entry.other_pairs,
        "across_pairs": entry.across,
        "title_atoms": entry.title_atoms,
        "title_pairs": entry.title_pairs,
        "title_tokens": entry.title_tokens,
    }
    return {field: terms for field, terms in fields.items() if terms}
