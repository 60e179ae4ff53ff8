"""Words that an editor holds to mean the same, in groups: サイバー攻撃, 不正アクセス."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from shiryokan.japanese.codepoints import fold


class Synonyms(msgspec.Struct, frozen=True):
    """Groups of words by each of their words, folded."""

    groups: dict[str, tuple[str, ...]]

    def of(self, folded: str) -> tuple[str, ...]:
        """The other words of the group that ``folded`` is in; none for most."""
        return tuple(word for word in self.groups.get(folded, ()) if word != folded)


NO_SYNONYMS = Synonyms({})


def synonyms_from(groups: Iterable[Sequence[str]]) -> Synonyms:
    """The synonyms that ``groups`` say; a word in several groups has the words of all."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        words = [word for word in (fold(text).text.strip() for text in group) if word]
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(words))
    return Synonyms({word: tuple(group) for word, group in found.items()})
