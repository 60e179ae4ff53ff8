"""What can be asked of questions and answers: whether what a question supposes is so.

「…を算定できるか。」 with 「可能。」 becomes the statement 「…を算定できる。」, which is true. Only
where the answer says yes or no to the very verb of the question, in its first sentence, and
restricts it nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from shiryokan.japanese import eras
from shiryokan.registers.answers.model import Answer
from shiryokan.registers.exercises import (
    LONGEST_PROMPT,
    Edition,
    ExerciseDraft,
    bare,
    cited_of,
)

_STOP = "。"
_ASKS = re.compile(r"か[。?]")
_OPEN = re.compile(
    r"どの|どれ|どちら|どこ|どう|いつ|いくつ|いくら|なに|なぜ|だれ|誰|如何|いかが|いかなる|具体的|それとも"
    r"|何[がをでかのに時日回点人名年月歳件種]"
)
"""What asks for more than yes or no."""
_ALTERNATIVE = re.compile(r"か[、,]|のか|ものか|又は[^。、]{1,20}のいずれ|いずれも")
_NEGATIVE = re.compile(
    r"(?:ない|なく|ぬ|ません|不可|不要)(?:の|もの|で)?(?:よい|良い)?(?:でしょう)?か[。?]$"
)
_ELSEWHERE = re.compile(
    r"前問|上記|当該(?:問|回答)|問[0-9]+|同様か|以下の|次の|下記|この場合|これに含"
    r"|^当該|(?:^|。)(?:また|その|この|なお)"
)
"""What is not to be understood without what stands elsewhere."""
_RESTRICTS = re.compile(
    r"ただし|但し|限[りる]|場合に|場合は|除[くき]|のみ|原則|当面|現時点|留意|なお[、,]?.*(?:必要|こと)"
    r"|ものの|一方"
)

_YES: Final = (
    "そのとおり", "そのとおりである", "貴見のとおり", "貴見のとおりである", "お見込みのとおり",
    "お見込みのとおりである", "はい",
)  # fmt: skip
_NO: Final = ("いいえ", "そうではない", "いな")
_MAY = re.compile(
    r"(?:でき(?:る|ます)|(?:て|で|と考えて|して)(?:も)?(?:よ|良)い|差し支えない|可能(?:である|です)?|認められる|構わない|かまわない)$"
)
_MUST = re.compile(r"(?:必要(?:がある|である|です|があります)?|要する|なければならない)$")
_COUNTS = re.compile(
    r"(?P<verb>含まれる|含む|含める|該当する|対象(?:と|に)なる|対象である|適用される)$"
)
_SAYS_MAY = re.compile(
    r"(?:算定|届出|請求|実施|併算定|計上)?(?:は|が)?"
    r"(?:可能(?:である|です)?|可|でき(?:る|ます)|(?:して)?(?:も)?(?:よ|良)い|(?:して|て)?差し支えない"
    r"|認められる|構わない|かまわない|することができる|含めてよい)"
)
_SAYS_MAY_NOT = re.compile(
    r"(?:算定|届出|請求|実施|併算定|計上)?(?:は|が)?"
    r"(?:不可(?:である|です)?|でき(?:ない|ません)|認められない|することはできない)"
)
_SAYS_MUST = re.compile(r"(?:必要(?:である|です|がある)?|要する)")
_SAYS_NEED_NOT = re.compile(
    r"(?:不要(?:である|です)?|必要(?:は)?ない|必要はありません|要しない|要さない)"
)
_OWN_VERB: Final = {
    "含まれる": ("含まれる", "含まれない"),
    "含む": ("含む", "含まない"),
    "含める": ("含める", "含めない"),
    "該当する": ("該当する", "該当しない"),
    "対象となる": ("対象となる", "対象とならない"),
    "対象になる": ("対象になる", "対象にならない"),
    "対象である": ("対象である", "対象ではない"),
    "適用される": ("適用される", "適用されない"),
}


def exercises(new: Edition) -> Iterator[ExerciseDraft]:
    """Drafts of a letter or a collection; none of a question that is withdrawn, or printed again
    with corrections."""
    for record in new.records:
        made = _of(record, new.name.title)
        if made is not None:
            yield made


def _of(record: Answer, title: str) -> ExerciseDraft | None:
    if record.deleted or record.corrections or "\n" in record.question:
        return None
    statement = statement_of(bare(record.question))
    if statement is None or len(record.question) > LONGEST_PROMPT:
        return None
    truth = truth_of(bare(record.question), bare(record.answer.replace("\n", _STOP)))
    paper = _named(record, title)
    question = cited_of(record, "question", record.provenance.get("question", []))
    answer = cited_of(record, "answer", record.provenance.get("answer", []))
    if truth is None or not paper or question is None or answer is None:
        return None
    said = _first(record.answer)
    return ExerciseDraft(
        sort="answer",
        about=record.key,
        prompt=f"{paper}問{record.number}によれば、次の記述は正しいか。\n「{_as_statement(record.question)}」",
        truth=truth,
        said=(said,),
        cited=(answer, question),
        explanation=f"回答は「{said}」である。",
    )


def _named(record: Answer, title: str) -> str:
    """The letter by its date and issue, and what of it the question is counted in."""
    collection = f"「{record.collection}」" if record.collection else ""
    if not record.date:
        return f"「{title}」{collection}" if title else ""
    day = eras.written(eras.parse(record.date))
    issue = f"（{record.issue}）" if record.issue else ""
    return f"{day}の疑義解釈{issue}{record.annex}{collection}"


def statement_of(question: str) -> str | None:
    """A question that asks one thing, yes or no, as a statement; None of any other. Both are
    without white space and narrow."""
    if len(_ASKS.findall(question)) != 1 or not question.endswith(("か。", "か?")):
        return None
    body = question[:-1]
    asked = _outside_quotes(question)
    if _OPEN.search(asked) or _NEGATIVE.search(question) or _ELSEWHERE.search(asked):
        return None
    if _ALTERNATIVE.search(asked.removesuffix("のか。").removesuffix("ものか。")):
        return None
    return _with_ending(body)


def _with_ending(body: str) -> str | None:
    """The question's body (…か) as a sentence that states it."""
    plain = re.sub(r"(?:の|もの)?(?:でしょう)?か$", "", body)
    plain = plain.removesuffix("と考えて良い").removesuffix("と考えてよい")
    plain = re.sub(
        r"(?:という)?(?:理解|解釈|認識)(?:で(?:よろしい|良い|よい|差し支えない))?$", "", plain
    )
    if re.search(r"(?:可能|必要)$", plain):
        return f"{plain}である。"
    if plain.endswith(("よろしい", "ことで", "もの")):
        return None
    if re.search(r"[うくぐすつぬぶむるいた]$", plain):
        return f"{plain}。"
    return None


def _as_statement(question: str) -> str:
    """The question as printed, as a statement."""
    plain = "".join(question.split()).rstrip("。？?")
    made = _with_ending(plain)
    assert made is not None
    return made


def _outside_quotes(text: str) -> str:
    return re.sub("「[^「」]*」", "", text)


def _first(answer: str) -> str:
    return answer.split(_STOP, maxsplit=1)[0].split("\n", maxsplit=1)[0].strip().rstrip("。")


def truth_of(question: str, answer: str) -> bool | None:
    """Whether what a question supposes is so, by the official answer; None where that is not said
    plainly."""
    first, _, rest = answer.partition(_STOP)
    if _RESTRICTS.search(rest) or _RESTRICTS.search(first):
        return None
    asked = re.sub(r"(?:の|もの)?(?:でしょう)?か[。?]$", "", question)
    if first in _YES:
        return True
    if first in _NO:
        return False
    thought = re.search(r"と(?:考えて|いう(?:理解|解釈)で)(?:よ|良)い$|ことで(?:よ|良)い$", asked)
    if thought and first in ("よい", "良い", "差し支えない"):
        return True
    if _MAY.search(asked):
        return _either(first, _SAYS_MAY, _SAYS_MAY_NOT)
    if _MUST.search(asked):
        return _either(first, _SAYS_MUST, _SAYS_NEED_NOT, asked)
    counts = _COUNTS.search(asked)
    if counts is not None:
        yes, no = _OWN_VERB[counts["verb"]]
        return True if first == yes else False if first == no else None
    return None


def _either(first: str, yes: re.Pattern[str], no: re.Pattern[str], asked: str = "") -> bool | None:
    if yes.fullmatch(first):
        return True
    if no.fullmatch(first):
        return False
    # 「改めて届出を行う必要がある。」 to 「…改めて届出を行う必要があるか。」
    return True if asked and len(first) > 5 and asked.endswith(first) else None
