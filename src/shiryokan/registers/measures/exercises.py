"""What can be asked of a plan: which ministries, or parts of a city, report a measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from shiryokan.registers.exercises import (
    Edition,
    ExerciseDraft,
    bare,
    cited_of,
    nearest,
)
from shiryokan.registers.measures.model import Measure

_LEAST, _LONGEST = 12, 160
"""Characters of what a measure is told by."""
_BODY = re.compile(
    r"[一-鿿ァ-ヶー・]{1,14}(?:省|庁|府|委員会|官房|本部|センター|局|部|室|課|院|館|署|所|区|機構)"
)
"""The name of one body: a ministry, or a part of a city. 関係府省庁 and 全府省庁 are none."""
_ALL = re.compile("関係|^各|^全|等|その他|^他")


def exercises(new: Edition) -> Iterator[ExerciseDraft]:
    """Drafts of a plan; none of one without a title."""
    if not new.name.title:
        return
    records: Sequence[Measure] = new.records
    told = Counter(bare(_told(each)) for each in records)
    bodies = Counter(name for each in records for name in each.ministries if _is_body(name))
    for at, record in enumerate(records):
        words = _told(record)
        if not _LEAST <= len(words) <= _LONGEST or told[bare(words)] > 1 or record.reprint:
            continue
        names = list(dict.fromkeys(record.ministries))
        if not names or not all(map(_is_body, names)) or _overlap(names):
            continue
        traces = record.provenance.get("ministries", [])
        cited = cited_of(record, "ministries", traces)
        plan = cited_of(record, "next_plan", record.provenance.get("next_plan", [])[:1])
        title = cited_of(record, "title", record.provenance.get("title", []))
        where = title if record.title else plan
        if cited is None or where is None:
            continue
        wrong = nearest("、".join(names), _beside(records, at, bodies))
        path = "　".join(f"{h.number} {h.title}".strip() for h in record.section)
        label = f"（{record.label}）" if record.label else ""
        asked = "名の挙がる組織をすべて" if len(names) > 1 else "名の挙がる組織を一つ"
        yield ExerciseDraft(
            sort="ministry",
            about=record.key,
            prompt=(
                f"「{new.name.title}」の「{path}」{label}にある次の施策に、担当として{asked}選べ。\n"
                f"「{words}」"
            ),
            right=tuple(names),
            wrong=wrong,
            said=tuple(names),
            cited=(cited, where),
            explanation=f"担当は{'、'.join(names)}である。",
        )


def _told(record: Measure) -> str:
    return record.title or next(iter(record.next_plan), "")


def _is_body(name: str) -> bool:
    return bool(_BODY.fullmatch(name)) and not _ALL.search(name)


def _overlap(names: Sequence[str]) -> bool:
    """Whether one is a part of another, as 内閣官房 of 内閣官房副長官補室."""
    return any(a != b and a in b for a in names for b in names)


def _beside(records: Sequence[Measure], at: int, bodies: Counter[str]) -> Iterator[str]:
    """Bodies of the same section first, then the usual ones; none that the measure names
    anywhere, or that is a part of one that reports it."""
    own = records[at]
    text = bare("\n".join([own.title, own.previous_plan, *own.progress, *own.next_plan]))
    near = Counter(
        name
        for each in records
        if each.section == own.section
        for name in each.ministries
        if _is_body(name)
    )
    for name in dict.fromkeys(
        [*(n for n, _ in near.most_common()), *(n for n, _ in bodies.most_common())]
    ):
        if name in own.ministries or bare(name) in text:
            continue
        if not _overlap([name, *own.ministries]):
            yield name
