"""What can be asked of a guideline: how strongly it asks for something.

Only sentences whose own last words say so; and only of guidelines that ask in more than one way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from shiryokan.registers.exercises import Edition, ExerciseDraft, bare, cited_of
from shiryokan.registers.requirements.model import Requirement, Sentence, Strength

_CHOICES: dict[Strength, str] = {
    "must": "必ずしなければならない（必須）",
    "should": "することが望ましい（推奨）",
    "may": "してもよい（任意）",
}
_ENDINGS: dict[Strength, re.Pattern[str]] = {
    "must": re.compile(r"(?P<said>(?:なければならない|すること))。$"),
    "should": re.compile(
        r"(?P<said>(?:ことが望ましい|ことを推奨する|ことが推奨される|ことが望まれる))。$"
    ),
    "may": re.compile(r"(?P<said>(?:てもよい|ても良い|て差し支えない|ても差し支えない))。$"),
}
_GRADE = re.compile("[【\\[〔〈][^】\\]〕〉]*[】\\]〕〉]")
"""A mark such as 【推奨】 in a title, which would tell the answer."""
_SHORTEST, _LONGEST = 25, 180
"""Characters of a sentence that is asked for."""
_LEANS = re.compile(
    r"^(?:また|さらに|なお|ただし|但し|その|この|これ|それ|当該|同|上記|前項|前述|次の|以下|例えば|特に"
    r"|加えて|一方|しかし|このため|そのため|したがって|[ivx]+\.|[0-9①-⑳a-z(（・])"
)
"""How a sentence begins that is not to be understood alone."""
_POINTS = re.compile(r"次の|以下|上記|下記|前項|前条|別表|これら|それら|当該|[ァ-ヶ]欄")
_NOT = re.compile(r"(?:ないことが望ましい|ないこと|てはならない|べきではない)。$")
_LEAST = 3
"""Sentences of another strength that a guideline has, for the question to be one."""


class _Asking(msgspec.Struct, frozen=True):
    record: Requirement
    number: int
    """Of the sentence within the record."""
    text: str
    strength: Strength
    said: str

    @property
    def stem(self) -> str:
        return self.text.removesuffix("。").removesuffix(self.said)


def exercises(new: Edition) -> Iterator[ExerciseDraft]:
    """Drafts of a guideline; none of one without a title."""
    asking = [
        each
        for record in new.records
        for number, sentence in enumerate(record.sentences)
        for each in [_asking(record, number, sentence)]
        if each is not None
    ]
    counts = Counter(each.strength for each in asking)
    if not new.name.title or sum(count >= _LEAST for count in counts.values()) < 2:
        return
    # the same thing may be asked for twice, and not as strongly
    stems: dict[str, set[Strength]] = {}
    for record in new.records:
        for sentence in record.sentences:
            stems.setdefault(_begin(sentence.text), set()).add(sentence.strength)
    for each in asking:
        if len(stems[_begin(each.text)]) > 1:
            continue
        made = _draft(each, new.name.title)
        if made is not None:
            yield made


def _begin(text: str) -> str:
    return bare(text)[: _SHORTEST - 5]


def _asking(record: Requirement, number: int, sentence: Sentence) -> _Asking | None:
    pattern = _ENDINGS.get(sentence.strength)
    text = "".join(sentence.text.split("\n"))
    found = pattern.search(text) if pattern else None
    if found is None or not _SHORTEST <= len(text) <= _LONGEST or _NOT.search(text):
        return None
    if _LEANS.search(bare(text)) or _POINTS.search(text) or "\t" in text:
        return None
    if any(text.count(a) != text.count(b) for a, b in ("（）", "「」", "()")):
        return None
    return _Asking(record, number, text, sentence.strength, found["said"])


def _draft(asking: _Asking, title: str) -> ExerciseDraft | None:
    record = asking.record
    traces = record.provenance.get("sentences", [])
    cited = cited_of(record, "sentences", traces[asking.number : asking.number + 1])
    if cited is None:
        return None
    right = _CHOICES[asking.strength]
    where = f"{record.number}　{_GRADE.sub('', record.title)}".strip("　")
    return ExerciseDraft(
        sort="strength",
        about=record.key,
        prompt=(
            f"「{title}」の「{where}」は、次のことをどの強さで求めているか（文の終わりを伏せてある）。\n"
            f"「{asking.stem}……」"
        ),
        right=(right,),
        wrong=tuple(text for text in _CHOICES.values() if text != right),
        said=(asking.said,),
        cited=(cited,),
        explanation=f"文は「……{asking.said}。」と結ばれている。",
    )
