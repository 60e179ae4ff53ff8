"""What can be asked of a notice: the numbers that its paragraphs state."""

from __future__ import annotations

from collections.abc import Iterator

from shiryokan.registers.base import Record
from shiryokan.registers.exercises import Edition, ExerciseDraft, is_whole
from shiryokan.registers.exercises_of_sentences import number_exercises
from shiryokan.registers.notices.model import Notice

_SCHEDULES = {"medical": "医科", "dental": "歯科", "dispensing": "調剤", "": ""}


def exercises(new: Edition) -> Iterator[ExerciseDraft]:
    """Drafts of a notice; none of a paper that tells no year, and only of paragraphs of items."""
    if not new.name.when:
        return
    schedules = {record.schedule for record in new.records}
    kind = _SCHEDULES[schedules.pop()] if len(schedules) == 1 else ""
    called = f"{new.name.when}の{kind + 'の' if kind else ''}算定上の留意事項"
    yield from number_exercises(new, called, "text", _heading)


def _heading(record: Record) -> str:
    assert isinstance(record, Notice)
    if record.deleted or not record.code or not record.number or not is_whole(record.name):
        return ""
    within = [f"{each.number} {each.title}" for each in record.part]
    return "　".join([record.code, record.name, *within, record.number])
