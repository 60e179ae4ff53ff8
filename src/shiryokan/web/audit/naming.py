"""What those who acted, and what they acted on, are called where the audit log is read by people.

An entry keeps numbers and ids (``user:4``), which outlive names; the exports have them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shiryokan.audit.actor import ANYONE, COMMAND_LINE, SYSTEM, person_in
from shiryokan.audit.models import AuditEntry
from shiryokan.checklists.models import Organisation, Vendor
from shiryokan.documents.models import Document

THINGS: dict[str, str | Promise] = {
    "action": _("対応"),
    "arrived": _("届いた荷物"),
    "assessment": _("自己点検"),
    "backup": _("控え"),
    "export": _("書き出し"),
    "find": _("発見"),
    "invitation": _("招待"),
    "quote": _("引用箇所"),
    "remark": _("メモ"),
    "synonyms": _("同義語"),
    "token": _("トークン"),
}
"""What is called by its kind, for it has no name."""
_OF_PEOPLE = ("user", "owner")
_DOCUMENT = "document:"


class Names:
    """The names of all that some entries speak of, asked of the database at once."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        found = list(entries)
        actors = {person_in(each.actor) for each in found} | {person_in(e.about) for e in found}
        people = _numbers(found, *_OF_PEOPLE) | {number for number in actors if number}
        users = User.objects.filter(pk__in=people)
        self._people = {user.pk: user.email or user.get_username() for user in users}
        self._bodies = {
            name: dict(model.objects.filter(pk__in=numbers).values_list("pk", "name"))
            for name, model in (("organisation", Organisation), ("vendor", Vendor))
            if (numbers := _numbers(found, name))
        }
        ids = [e.about.removeprefix(_DOCUMENT) for e in found if e.about.startswith(_DOCUMENT)]
        self._documents = set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))

    def actor(self, actor: str) -> str:
        """Who acted."""
        known = {
            COMMAND_LINE: gettext("資料館の機械（コマンド）"),
            SYSTEM: gettext("資料館"),
            ANYONE: gettext("ログインしていない人"),
        }
        if actor in known:
            return known[actor]
        number = person_in(actor)
        if actor.startswith("erased-") or (number and number not in self._people):
            return gettext("消したアカウント")
        return self._people[number] if number else actor

    def about(self, entry: AuditEntry) -> str:
        """What was acted on: its name as it was then, or else what is known of it now."""
        kind, _colon, key = entry.about.partition(":")
        if entry.name:
            return entry.name
        if kind == "instance":
            return gettext("資料館")
        if person_in(entry.about):
            return self.actor(entry.about)
        # a number tells two apart; a long id tells nobody anything
        return f"{THINGS[kind]} {key if key.isdigit() else ''}".strip() if kind in THINGS else key

    def address(self, entry: AuditEntry) -> str:
        """Where what was acted on is read, or nothing."""
        document = entry.about.removeprefix(_DOCUMENT)
        known = entry.about.startswith(_DOCUMENT) and document in self._documents
        return reverse("viewer:document", args=[document]) if known else ""

    def of_detail(self, name: str, value: object) -> str | None:
        """What a detail that is a number stands for; None of one that stands for nothing."""
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        if name in _OF_PEOPLE:
            return self.actor(f"user:{value}") if value else ""
        return self._bodies[name].get(value) if name in self._bodies else None


def _numbers(entries: list[AuditEntry], *names: str) -> set[int]:
    return {
        value
        for each in entries
        for name in names
        if isinstance(value := each.details.get(name), int) and value
    }
