"""What those who acted, and what they acted on, are called where the audit log is read by people.

An entry keeps keys (``user:4``), which outlive names; the exports have them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from shiryokan.audit import kinds, things
from shiryokan.audit.actor import ANYONE, COMMAND_LINE, SYSTEM
from shiryokan.audit.details import Detail
from shiryokan.audit.models import AuditEntry

_ERASED = "erased-"


class Names:
    """The names and paths of all that some entries speak of, asked of each room at once."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        keys: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            for reference in (entry.actor, entry.about, *_references(entry)):
                kind, key = things.parts(reference)
                keys[kind].add(key)
        self._names = {kind: things.thing(kind).names(found) for kind, found in keys.items()}
        self._paths = {kind: things.thing(kind).paths(found) for kind, found in keys.items()}

    def actor(self, actor: str) -> str:
        """Who acted."""
        known = {
            COMMAND_LINE: gettext("資料館の機械（コマンド）"),
            SYSTEM: gettext("資料館"),
            ANYONE: gettext("ログインしていない人"),
        }
        if actor in known:
            return known[actor]
        if actor.startswith(_ERASED):
            return str(things.thing("user").gone)
        return self.of(actor)

    def about(self, entry: AuditEntry) -> str:
        """What was acted on: its name as it was then, or else what is known of it now."""
        return entry.name or self.of(entry.about)

    def path(self, entry: AuditEntry) -> str:
        """Where what was acted on is read, or nothing."""
        kind, key = things.parts(entry.about)
        return self._paths.get(kind, {}).get(key, "")

    def of(self, reference: str) -> str:
        """What a reference stands for, as well as can be told."""
        kind, key = things.parts(reference)
        thing = things.thing(kind)
        if name := self._names.get(kind, {}).get(key):
            return name
        if thing.gone:
            return str(thing.gone)
        # a number tells two apart; a long id tells nobody anything
        return f"{thing.title} {key if key.isdigit() else ''}".strip() if thing.title else key


def _references(entry: AuditEntry) -> Iterator[str]:
    for name, detail in kinds.details(entry.kind).items():
        if detail is not None:
            yield from references(detail, entry.details.get(name))


def references(detail: Detail, value: Any) -> Iterator[str]:
    """The references in the value of a detail, none if it stands for nothing else."""
    for each in value if isinstance(value, list) else [value]:
        # nobody and nothing are kept as 0 or as an empty text
        if not each or isinstance(each, bool | Mapping):
            continue
        if detail.refers:
            yield str(each)
        elif detail.of:
            yield f"{detail.of}:{each}"
