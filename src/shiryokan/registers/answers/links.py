"""What a question has to do with: items of fee schedules, and other questions.

A link is made by a *code* that is named (「Ａ１０１」, 区分番号Ａ１０１, a range), by a name in the
*heading* over the question (【地域支援体制加算】: additions stand in notes), or by another
*question* that is named. A name that stands in the text alone is a *mention*: of such names a
quarter is about something else.

The schedule is that of the part in which the question stands (医科, 歯科, 調剤, 訪問看護), unless
the words before a code name another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.registers.answers.citations import citations
from shiryokan.registers.answers.model import Answer, Link, LinkField
from shiryokan.registers.answers.names import Name, Names
from shiryokan.registers.item_codes import order
from shiryokan.registers.narrow_text import narrow

MOST = 60
"""Links of one kind at most: an answer that lists the items of a whole part is about none of them.
How many more it names is told."""
_PARTS: tuple[tuple[str, str], ...] = (
    ("ベースアップ|処遇改善", "common"),
    ("歯科", "dental"),
    ("調剤|薬局", "dispensing"),
    ("訪問看護", "nursing"),
    ("", "medical"),
)
"""What the name of a part says of its schedule. ``common``: several schedules pay it."""
ALL = ("medical", "dental", "dispensing", "nursing")
_LETTERED = r"[A-P]\s?\d{3}(?:\s?-\s?\d{1,2}){0,3}(?![\dA-Za-z])"
_NUMBERED = r"\d{2}(?:\s?の\s?\d{1,2})*(?!\d)"
_CODES = re.compile(
    rf"(?:(?P<sign>区分番号|区分)\s?「?\s?|(?P<open>[「『])\s?|(?P<plus>\+)\s?)"
    rf"(?:(?P<lettered>{_LETTERED})|(?P<numbered>{_NUMBERED}))"
    rf"|(?<![A-Za-z\d])(?P<bare>{_LETTERED})"
)
_TO = re.compile(
    rf"」?\s?(?:から|~|～|〜)\s?(?:区分番号|区分)?\s?「?\s?(?P<last>{_LETTERED}|{_NUMBERED})」?"
    r"(?:\s?まで)?"
)
_NOTE = re.compile(
    r"[」』]?[^「」、。]{0,40}?(?:\s?の)?\s?"
    r"「?注\s?(?P<first>\d{1,2})(?:\s?の\s?(?P<second>\d{1,2}))?(?!\d)"
)
_SCHEDULE = re.compile(
    r"(?P<medical>医科(?:診療報酬)?点数表|別表第一)|(?P<dental>歯科(?:診療報酬)?点数表|別表第二)"
    r"|(?P<dispensing>調剤(?:診療)?(?:報酬)?点数表|別表第三)|(?P<nursing>訪問看護療養費に係る)"
)
_NAMED_BEFORE = 400
"""Characters before a code within which another schedule is named."""
_LISTED = re.compile(r"\s*(?:、|,|及び|並びに|又は|若しくは|/)\s*")
_HEADING_TAIL = re.compile(
    r"(?:について|に関する事項|関係|の施設基準(?:等)?|の算定|の届出(?:等)?|の取り?扱い|における.*|等)$"
)
_HEADING_HEAD = re.compile(r"^(?:\d{1,2}\s?[.．、]|\(\d{1,2}\)|第\s?\d+\s?|[○●■◆・])\s?")
_FEE = re.compile(r"\S{3,}(?:料|加算|減算|療養費)\s?(?:\d{1,2}|[IVX]{1,3})?")
_NO_NAME = re.compile(r"に係る|に関する|する|された|\d[部節款章]")
_SURE, _OTHER_PART, _UNKNOWN = 1.0, 0.9, 0.6
"""How sure a code is: one of the part's schedule, of another that the words name, or one that the
schedule has not."""
_BY_NAME, _BY_BASE, _BARE, _MENTION = 0.95, 0.85, 0.8, 0.3
"""How sure a name in a heading is, one but for its number, a code in no brackets, a mention."""


def links_of(answer: Answer, names: Names | None = None) -> tuple[list[Link], int]:
    """The links of a question, by kind and place, and how many were left out as too many.

    ``names`` are those of the schedules at hand. Without them a heading links by its words alone,
    and nothing is a mention.
    """
    known = names or Names()
    part = part_of(answer)
    found: list[Link] = []
    left_out = 0
    for made in (
        _by_code(answer, part, known),
        _by_heading(answer, part, known),
        _by_question(answer),
        _mentions(answer, part, known),
    ):
        once: dict[tuple[str, ...], Link] = {}
        for link in made:
            once.setdefault(_target(link), link)
        linked = {(each.schedule, each.code) for each in found}
        kept = [
            link
            for link in once.values()
            if link.kind != "mention" or (link.schedule, link.code) not in linked
        ]
        found += kept[:MOST]
        left_out += max(len(kept) - MOST, 0)
    return found, left_out


def _target(link: Link) -> tuple[str, ...]:
    cited = link.question
    asked = (cited.letter, cited.date, cited.annex, cited.first, cited.last) if cited else ()
    return (link.kind, link.schedule, link.code, link.note, "" if link.code else link.name, *asked)


def part_of(answer: Answer) -> str:
    """The schedule of the part that a question stands in; ``common`` where it is of several."""
    words = answer.collection or answer.annex
    return next(schedule for pattern, schedule in _PARTS if re.search(pattern, words))


def _texts(answer: Answer) -> Iterator[tuple[LinkField, str]]:
    yield "topic", answer.topic
    yield "question", answer.question
    yield "answer", answer.answer


def _by_code(answer: Answer, part: str, names: Names) -> Iterator[Link]:
    for field, text in _texts(answer):
        plain = narrow(text)
        for match in _CODES.finditer(plain):
            group = next(g for g in ("lettered", "numbered", "bare") if match[g])
            schedule = _schedule(plain, match.start(), part, numbered=group == "numbered")
            code = _ascii(match[group])
            if not schedule or not _means_item(plain, match, group, schedule, code, names):
                continue
            named = names.item(schedule, code)
            known = schedule not in names.schedules or named is not None
            sure = _UNKNOWN if not known else _BARE if group == "bare" else _SURE
            note = _note(plain, match.end())
            end = match.end(group)
            last = _TO.match(plain, end)
            codes = [code]
            if last:
                codes, end = _between(code, _ascii(last["last"]), schedule, names), last.end("last")
            for each in codes:
                yield Link(
                    kind="code", schedule=schedule, code=each,
                    name=names.item(schedule, each) or "", note="" if last else note,
                    words=text[match.start(group) : end], field=field,
                    start=match.start(group), end=end,
                    confidence=min(sure, _SURE if part in (schedule, "common") else _OTHER_PART),
                )  # fmt: skip


def _schedule(plain: str, start: int, part: str, *, numbered: bool) -> str:
    """The schedule that a code is of: the one named before it in the sentence, or the part's.
    Empty for a number that is no code."""
    begin = max(plain.rfind("。", 0, start) + 1, start - _NAMED_BEFORE, 0)
    said = [match.lastgroup or "" for match in _SCHEDULE.finditer(plain, begin, start)]
    nearest = said[-1] if said else ""
    if numbered:
        if nearest in ("dispensing", "nursing"):
            return nearest
        return part if part in ("dispensing", "nursing") and not nearest else ""
    if nearest in ("medical", "dental"):
        return nearest
    return part if part in ("medical", "dental") else "medical"


def _means_item(
    plain: str, match: re.Match[str], group: str, schedule: str, code: str, names: Names
) -> bool:
    """Whether a code is one, and no other thing of letters and digits."""
    after = plain[match.end() :]
    if group == "numbered":
        if match["open"]:
            return after[:1] in "」』" and bool(re.match(r"[」』][^\d、。]", after))
        return not re.match(r"\s?(?:%|年|月|日|人|点|床|回)", after)
    if group == "lettered" and not match["plus"]:
        return True
    # in no brackets: what follows has to be the item's name, or say that it is an item
    named = names.item(schedule, code)
    if match["plus"]:
        return named is not None or schedule not in names.schedules
    follows = re.sub(r"^\s", "", after)
    if re.match(r"に(?:掲げる|規定する)", follows):
        return named is not None or schedule not in names.schedules
    return named is not None and follows.startswith(named[:4])


def _ascii(written: str) -> str:
    return re.sub(r"\s", "", written).replace("の", "-").replace("ー", "-")


def _between(first: str, last: str, schedule: str, names: Names) -> list[str]:
    low, high = order(first), order(last)
    if low[0] != high[0] or low > high:
        return [first, last]
    inside = [code for code in names.codes(schedule) if low <= order(code) <= high]
    return list(dict.fromkeys([first, *inside, last]))


def _note(plain: str, end: int) -> str:
    match = _NOTE.match(plain, end)
    if match is None or _CODES.search(plain, end, match.start("first")):
        return ""
    return f"注{int(match['first'])}" + (f"の{int(match['second'])}" if match["second"] else "")


def _by_heading(answer: Answer, part: str, names: Names) -> Iterator[Link]:
    start = 0
    for level in answer.topic.split(" / "):
        yield from _of_heading(level, start, part, names)
        start += len(level) + len(" / ")


def _of_heading(level: str, start: int, part: str, names: Names) -> Iterator[Link]:
    whole = list(_things(level, part, names))
    if whole:
        yield from (_heading_link(name, sure, level, start) for name, sure in whole)
        return
    for at, words in _split(level):
        found = list(_things(words, part, names))
        if found:
            yield from (_heading_link(name, sure, words, start + at) for name, sure in found)
        elif name := _nameable(words):
            schedule = _own_schedule(name, part)
            if schedule in names.schedules and "算" not in name[-4:]:
                # a kind of fees (特定入院料); additions may stand in rules outside of items
                continue
            yield _heading_link(Name(schedule, "", name), _UNKNOWN, words, start + at)


def _things(words: str, part: str, names: Names) -> Iterator[tuple[Name, float]]:
    for form in _forms(words):
        for schedule in ALL if part == "common" else (part,):
            for name in names.find(schedule, form):
                exact = re.sub(r"\s", "", narrow(name.name)) == re.sub(r"\s", "", narrow(form))
                yield name, _BY_NAME if exact else _BY_BASE


def _forms(words: str) -> list[str]:
    """The names that the words of a heading may be: without numbers before and words behind; and
    a bracket within (連携（体制）加算) read and left out."""
    bare = _HEADING_HEAD.sub("", narrow(words).strip())
    forms = [bare]
    while (cut := _HEADING_TAIL.sub("", forms[-1])) != forms[-1]:
        forms.append(cut)
    out: list[str] = []
    for form in reversed(forms):
        inner = re.fullmatch(r"([^()]+)\(([^()]{1,4})\)([^()]+)", form)
        out += [f"{inner[1]}{inner[2]}{inner[3]}", inner[1] + inner[3]] if inner else [form]
    return list(dict.fromkeys(out))


def _split(level: str) -> Iterator[tuple[int, str]]:
    """The names that a heading lists, and where; those in a bracket behind a name, too."""
    at = 0
    for piece in re.split(_LISTED, level):
        at = level.index(piece, at) if piece else at
        bracket = re.fullmatch(r"(?P<name>[^（(]{4,}?)[（(](?P<inner>[^（()）]{5,})[)）]", piece)
        if bracket:
            yield at, bracket["name"]
            yield at + bracket.start("inner"), bracket["inner"]
        elif "・" in piece and all(
            _FEE.fullmatch(each.removesuffix("等")) for each in piece.split("・")
        ):
            within = at
            for each in piece.split("・"):
                yield within, each
                within += len(each) + 1
        elif piece:
            yield at, piece
        at += len(piece)


def _nameable(words: str) -> str:
    """The words as a name of something paid, where no schedule at hand has it; empty if they are
    no name."""
    form = _forms(words)[0]
    return form if _FEE.fullmatch(form) and not _NO_NAME.search(form) else ""


def _own_schedule(name: str, part: str) -> str:
    if part != "common":
        return part
    return next((s for p, s in _PARTS[1:] if re.match(f"(?:{p})", name)), "medical")


def _heading_link(name: Name, sure: float, words: str, start: int) -> Link:
    return Link(
        kind="heading", schedule=name.schedule, code=name.code, name=name.name, note=name.place,
        words=words, field="topic", start=start, end=start + len(words), confidence=sure,
    )  # fmt: skip


def _by_question(answer: Answer) -> Iterator[Link]:
    for field, text in _texts(answer):
        for cited, start, end, _ in citations(text):
            own = not cited.letter and not cited.date and not cited.annex
            if not cited.first or (own and cited.first == answer.number and not cited.last):
                continue
            yield Link(
                kind="question", question=cited, words=text[start:end], field=field,
                start=start, end=end, confidence=_SURE,
            )  # fmt: skip


def _mentions(answer: Answer, part: str, names: Names) -> Iterator[Link]:
    for schedule in ALL if part == "common" else (part,):
        for field, text in _texts(answer):
            if field == "topic":
                continue
            for name, start, end in names.within(schedule, text):
                yield Link(
                    kind="mention", schedule=schedule, code=name.code, name=name.name,
                    note=name.place, words=text[start:end], field=field, start=start, end=end,
                    confidence=_MENTION,
                )  # fmt: skip


def items(links: Sequence[Link]) -> list[tuple[str, str]]:
    """The items that links lead to, each once: schedule and code. Mentions lead nowhere."""
    return list(
        dict.fromkeys((e.schedule, e.code) for e in links if e.code and e.kind != "mention")
    )
