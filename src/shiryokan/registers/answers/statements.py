"""What letters say of older questions: that they are withdrawn, read anew or corrected.

"…別添１の問６は廃止する。" withdraws; "…問24において、「Ａ」とあるのは「Ｂ」と読み替える。" reads
anew. The object is a question, a range or a whole letter that is named (:mod:`.citations`),
followed by a particle of the topic or the object; the predicate ends the sentence in the present:
what was withdrawn before (廃止された) or is asked about (廃止されるのか) is told, not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from shiryokan.registers.answers.citations import Citation, Cited, citations
from shiryokan.registers.narrow_text import narrow

Act = Literal["withdraws", "rereads", "corrects"]
Where = Literal["question", "answer", "letter"]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """An act upon older questions. ``cited`` are they; ``words`` the sentence, which is
    ``field[start:end]``; of the letter's head (``letter``) the places count in its paragraph."""

    act: Act
    cited: Cited
    words: str
    field: Where
    start: int
    end: int


_WITHDRAWN = re.compile(
    r"(?:廃止|削除|撤回|失効|終了)(?:(?:すること|するもの|扱い)?(?:とする|とします|といたします)"
    r"|する|します|いたします|した|致します|させる)?\s*。?\s*$"
    r"|取り?消(?:す|します|し(?:とする|とします)?|すこととする|すものとする)\s*。?\s*$"
    r"|(?:適用|使用)し(?:ない|ません)(?:こととする|ものとする|こと)?\s*。?\s*$"
    r"|(?:効力を失う|なかったものとする|無効とする|失効する)(?:ものとする)?\s*。?\s*$"
)
"""Predicates that withdraw, at the end of a sentence."""
_AS_FOLLOWS = r"(?:次|以下|下記|別[添紙]\s?\d*)の(?:とおり|通り|よう)に?\s?"
_REREAD = re.compile(
    r"読み?替える|読み?替えます|読み?替え(?:ること|るもの)?とする"
    r"|とあるの(?:は|を).{0,200}?(?:とする|とします|改める|改めます|とすること|と読む)"
    rf"|{_AS_FOLLOWS}(?:取り?扱う|取り?扱います|解する|扱う|する|改め)"
    r"|(?:に|と)(?:変更|改正)(?:する|します)|に準じて取り扱う|と解する|改める|改めます"
)
_CORRECTED = re.compile(
    r"(?:訂正|修正|差し?替え)(?:する|します|いたします|ること|すること|とする)?"
    rf"|{_AS_FOLLOWS}差し?替え"
)
_TURN = re.compile(r"(?:なお|また|ただし)、")
_TOPIC = re.compile(
    r"(?:\s|の(?:回答|答|取扱い|取り扱い|規定|内容|記載|なお書き?|ただし書き?|一部|全部|下線部)|まで|\((?:[^()]{0,60})\))*"
    r"(?:の(?=「)|については|に関しては|につきましては|について|に関して|における|において|のうち|中|に係る|で示|に示|は|を|も|、)"
)
"""What stands behind the questions upon which the sentence acts."""
_AMONG = re.compile(
    r"(?:\s|、|,|・|及び|並びに|又は|若しくは|から|~|～|問|まで|の|\d|-|同|別[添紙表]|に添付"
    r"|「.{0,60}?」|\([^()]{0,60}\))*"
)
"""What stands between questions upon which a sentence acts together."""


def statements(text: str, field: Where) -> list[Statement]:
    """The acts of a text, in order."""
    plain = narrow(text)
    if "問" not in plain and "疑義解釈" not in plain:
        return []
    found: list[Statement] = []
    for start, end in _sentences(plain):
        sentence = plain[start:end]
        act = _act(sentence)
        if act is None:
            continue
        named = citations(sentence)
        acted = _objects(sentence, named)
        begin = start + _begin(sentence, named)
        words = " ".join(text[begin:end].split("\n")).strip()
        for cited in acted:
            found.append(
                Statement(act=act, cited=cited, words=words, field=field, start=begin, end=end)
            )
    return found


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    """Sentences; a full stop within brackets ends none."""
    depth, start = 0, 0
    for at, character in enumerate(plain):
        if character in "「『(":
            depth += 1
        elif character in "」』)":
            depth = max(depth - 1, 0)
        elif character == "。" and depth == 0:
            yield start, at + 1
            start = at + 1
    if plain[start:].strip():
        yield start, len(plain)


def _begin(sentence: str, named: list[Citation]) -> int:
    """Where a sentence begins: behind what stands above it without a full stop, as a list does."""
    first = named[0].letter_at or named[0].start if named else 0
    turns = [match.start() for match in _TURN.finditer(sentence, 0, first)]
    return turns[-1] if turns else len(sentence) - len(sentence.lstrip())


def _act(sentence: str) -> Act | None:
    bare = _unquoted(sentence)
    if re.search(r"(?:か|のか|でしょうか)\s*。?\s*$", bare):
        return None
    if _WITHDRAWN.search(bare):
        return "withdraws"
    if _CORRECTED.search(bare):
        return "corrects"
    if _REREAD.search(bare):
        return "rereads"
    return None


def _unquoted(sentence: str) -> str:
    """The sentence with what it quotes blanked, the titles of letters too."""
    out, depth = [], 0
    for character in sentence:
        if character in "「『":
            depth += 1
        out.append("＊" if depth else character)
        if character in "」』":
            depth = max(depth - 1, 0)
    return "".join(out)


def _objects(sentence: str, named: list[Citation]) -> list[Cited]:
    """The questions upon which a sentence acts: the run of those named, one after the other, that a
    particle of the topic or the object follows; the last such run."""
    best: list[Cited] = []
    run: list[Cited] = []
    for number, each in enumerate(named):
        run.append(each.cited)
        rest = sentence[each.end :]
        following = named[number + 1] if number + 1 < len(named) else None
        if following is not None:
            between = sentence[each.end : following.letter_at or following.start]
            if _AMONG.fullmatch(between):
                continue
        if _TOPIC.match(rest):
            best = run
        run = []
    return [each for each in best if each.first or each.letter]
