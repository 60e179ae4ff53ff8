"""Minutes of an assembly or a council: speakers with a mark and a name, what they say."""

from __future__ import annotations

from tools.office_pages.press import Press
from tools.office_pages.words import Author, lists

HELD = False


def compose(press: Press, author: Author) -> None:
    """One document."""
    chance = press.chance
    press.document_title(
        f"{author.era_year()}第{author.number(chance.randint(1, 4))}回{chance.choice((f'{author.body}議会定例会会議録', f'{author.council()}議事録', f'{author.pick(lists.COMMITTEES)}委員会記録'))}"
    )
    if author.maybe(0.6):
        for name, value in (
            ("日時", f"{author.date()}{author.weekday()}　{author.time()}"),
            ("場所", f"{author.place_name}会館　大会議室"),
            ("出席者", "、".join(f"{author.surname()}委員" for _ in range(chance.randint(3, 9)))),
        ):
            press.paragraph(
                value, kind="item", hang=f"{name}　" if len(name) > 2 else f"{name[0]}　{name[1]}　"
            )
        press.skip()
    form = chance.choice(("circle", "circle", "name colon", "bracket", "indent"))
    two = author.maybe(0.25) and press.width > 560
    frames = press.frames(2) if two else None
    people = [
        (
            author.pick(
                (
                    "議長",
                    "委員長",
                    "市長",
                    "総務部長",
                    "事務局長",
                    "副市長",
                    f"{author.number(chance.randint(1, 28))}番",
                )
            ),
            author.name(),
        )
        for _ in range(chance.randint(3, 7))
    ]
    for _ in range(chance.randint(6, 16)):
        post, name = chance.choice(people)
        if author.maybe(0.08):
            press.paragraph(
                f"（{chance.choice(lists.INTERJECTIONS)}）",
                kind="note",
                align="center",
                frames=frames,
            )
            continue
        said = author.prose(1, 4)
        if form == "circle":
            press.paragraph(
                f"{said}", hang="", first=f"○{post}（{name}君）　", kind="paragraph", frames=frames
            )
        elif form == "name colon":
            press.paragraph(said, hang=f"{name[:2]}委員：", kind="paragraph", frames=frames)
        elif form == "bracket":
            press.paragraph(f"【{post}】", kind="label", frames=frames)
            press.paragraph(said, first="　", indent=1, frames=frames)
        else:
            press.paragraph(f"{post}　{name}", kind="label", frames=frames)
            press.paragraph(said, first="　", frames=frames)
        for _ in range(chance.choice((0, 0, 1))):
            press.paragraph(author.prose(1, 3), first="　", frames=frames)
