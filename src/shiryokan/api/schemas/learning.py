"""Courses, and of their exercises what may be sent before an answer."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from shiryokan.api.schemas.common import DocumentName, Item, Many, _


class CourseName(Item):
    """A course in a list."""

    about = _("講座")

    id: int = Field(description=_("講座の番号"))
    title: str = Field(description=_("題名"))
    summary: str = Field(description=_("概要"))
    address: str = Field(description=_("講座のアドレス"))


class CourseQuote(Item):
    """A place that a block of a lesson quotes."""

    about = _("課の出典")

    document: DocumentName = Field(description=_("文書"))
    page: int = Field(description=_("ページ"))
    words: str = Field(description=_("引用した文"))


class LessonBlock(Item):
    """A block of a lesson."""

    about = _("課の段")

    kind: str = Field(description=_("heading、statement、quotation のどれか"))
    hidden: bool = Field(description=_("見られない文書を引くため、言葉を出さないか"))
    text: str = Field(description=_("文（見られないときは空）"))
    quotes: list[CourseQuote] = Field(description=_("出典"))


class CourseLesson(Item):
    """A lesson."""

    about = _("課")

    title: str = Field(description=_("題名"))
    blocks: list[LessonBlock] = Field(description=_("段"))
    address: str = Field(description=_("課のアドレス"))


class CourseChoice(Item):
    """A choice, or an item to be put in order."""

    about = _("選択肢")

    id: str = Field(description=_("選択肢の符号"))
    text: str = Field(description=_("選択肢の文"))


class CourseExercise(Item):
    """An exercise without its answer."""

    about = _("設問。答えは、答える前にはどこにも出しません")

    id: UUID = Field(description=_("設問のid（UUID）"))
    version: int = Field(description=_("出題している版"))
    kind: str = Field(description=_("one、several、truth、number、order、point のどれか"))
    prompt: str = Field(description=_("問いの文"))
    choices: list[CourseChoice] = Field(description=_("選択肢、または並べるもの"))
    unit: str = Field(description=_("数の単位（ないときは空）"))
    address: str = Field(description=_("答えるアドレス"))


class WholeCourse(CourseName):
    """A course with its lessons and exercises."""

    lessons: list[CourseLesson] = Field(description=_("課"))
    exercises: list[CourseExercise] = Field(
        description=_("今出題している設問のうち、文書を見られるもの")
    )


class Courses(Many):
    """Some of the courses."""

    about = _("講座の一覧")

    items: list[CourseName] = Field(description=_("講座"))
