"""What a digest says: what happened to all that is followed, each thing once, with the reasons."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import logging
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from django.utils import translation
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.access.readers import reading_as, reading_everything
from shiryokan.digest.models import DigestDelivery, Follow, Subscriber
from shiryokan.following.followable import Excerpt, Happening, Mark, of_kind
from shiryokan.instance import current

_log = logging.getLogger("shiryokan.digest")
MOST_ENTRIES = 50
"""Entries of a digest that are listed; of the others it is said how many they are."""
MOST_EXCERPTS = 6
"""Excerpts of an entry, whose making may be costly."""


class Asked(msgspec.Struct, frozen=True):
    """A follow, the two marks it is asked from, and the one that it has reached now."""

    follow: int
    kind: str
    ref: str
    mark: Mark
    last: Mark
    reached: Mark


class Reason(msgspec.Struct, frozen=True):
    """Why something is told: what is followed."""

    follow: int
    title: str
    name: str
    path: str


class Entry(msgspec.Struct, frozen=True):
    """Everything that happened to one thing, and the reasons why it is told. ``whats`` are what
    happened, each once; ``more`` how many places are not listed."""

    about: str
    whats: Sequence[str]
    title: str
    path: str
    context: Sequence[str]
    at: datetime.datetime
    excerpts: Sequence[Excerpt]
    more: int
    reasons: Sequence[Reason]


class Contents(msgspec.Struct, frozen=True):
    """What is told: entries, how many are not listed, and by what follows it came."""

    entries: Sequence[Entry]
    more: int
    reasons: Sequence[Reason]

    @property
    def total(self) -> int:
        """How many entries, those that are not listed included."""
        return len(self.entries) + self.more


class Collected(msgspec.Struct, frozen=True):
    """What happened, by its key, each with the reasons why it is told; ``asked`` are the follows
    that could be asked."""

    asked: Sequence[Asked]
    found: dict[str, tuple[Happening, list[Reason]]]

    def entries(self) -> int:
        """How many things it happened to."""
        return len({happening.about for happening, _ in self.found.values()})


def looked(follows: Iterable[Follow]) -> list[Asked]:
    """The follows with where things stand now: to be taken before it is asked what happened."""
    found = []
    for follow in follows:
        kind = of_kind(follow.kind)
        if kind is None:
            continue
        try:
            with reading_everything():
                reached = kind.mark(follow.ref)
        except Exception:
            _log.exception("no mark of %s", follow)
            continue
        found.append(
            Asked(follow.pk, follow.kind, follow.ref, follow.mark, follow.next_mark, reached)
        )
    return found


@contextlib.contextmanager
def as_their_reader(subscriber: Subscriber) -> Iterator[None]:
    """Within the block a subscriber reads, in their language."""
    with reading_as(subscriber.reader), translation.override(subscriber.language):
        yield


def untold(subscriber: Subscriber, follows: Iterable[Follow]) -> Collected:
    """What happened that the subscriber was not told, as far as they may see it now. Who has
    no account is told nothing of a closed house."""
    asked = looked(follows)
    collected = _collected(subscriber, asked)
    known = told_of(subscriber, collected.found)
    return Collected(
        collected.asked,
        {key: value for key, value in collected.found.items() if key not in known},
    )


class NotKnown(RuntimeError):  # noqa: N818
    """What happened to something followed cannot be told now."""


def told_by(delivery: DigestDelivery) -> Collected:
    """What a digest tells, as far as its subscriber may see it now and still follows it. Raises
    :class:`NotKnown` rather than leaving out what cannot be told just now."""
    subscriber = delivery.subscriber
    still = set(subscriber.follows.values_list("pk", flat=True))
    asked = [msgspec.convert(each, Asked) for each in delivery.asked]
    asked = [one for one in asked if one.follow in still]
    collected = _collected(subscriber, asked)
    if len(collected.asked) < len(asked) and subscriber_sees(subscriber):
        raise NotKnown(str(delivery.pk))
    keys = set(delivery.told.values_list("key", flat=True))
    return Collected(
        collected.asked, {key: value for key, value in collected.found.items() if key in keys}
    )


def contents(subscriber: Subscriber, collected: Collected) -> Contents:
    """What happened as entries with their words, the newest first."""
    together: dict[str, list[tuple[Happening, list[Reason]]]] = {}
    for happening, reasons in collected.found.values():
        together.setdefault(happening.about, []).append((happening, reasons))
    ordered = sorted(
        together.values(), key=lambda group: (-_newest(group).timestamp(), group[0][0].about)
    )
    used = {reason.follow: reason for _, reasons in collected.found.values() for reason in reasons}
    with as_their_reader(subscriber):
        return Contents(
            [_entry(group) for group in ordered[:MOST_ENTRIES]],
            max(0, len(ordered) - MOST_ENTRIES),
            list(used.values()),
        )


def _collected(subscriber: Subscriber, asked: Iterable[Asked]) -> Collected:
    found: dict[str, tuple[Happening, list[Reason]]] = {}
    done = []
    if not subscriber_sees(subscriber):
        return Collected([], {})
    with as_their_reader(subscriber):
        for one in asked:
            try:
                reason, happenings = _since(one, subscriber.reader)
            except Exception:
                # it is asked from the same mark the next time; all else is told
                _log.exception("what happened to %s %s is not known", one.kind, one.ref)
                continue
            done.append(one)
            if reason is None:
                continue
            for happening in happenings:
                _known, reasons = found.setdefault(happening.key, (happening, []))
                if reason not in reasons:
                    reasons.append(reason)
    return Collected(done, found)


def subscriber_sees(subscriber: Subscriber) -> bool:
    """Whether a subscriber may see anything at all: of a closed house only who has an account."""
    return subscriber.user is not None or not current.config().closed


def _since(asked: Asked, user: AnyUser) -> tuple[Reason | None, list[Happening]]:
    kind = of_kind(asked.kind)
    named = kind.named(asked.ref, user) if kind else None
    if kind is None or named is None:
        return None, []
    reason = Reason(asked.follow, gettext(kind.title), named.name, named.path)
    happenings = list(kind.since(asked.ref, asked.mark, user))
    if asked.last != asked.mark:
        # what is again as it was at the older mark has changed since the last one
        happenings += kind.since(asked.ref, asked.last, user)
    return reason, happenings


def told_of(subscriber: Subscriber, keys: Iterable[str]) -> set[str]:
    """Of these keys, those that the subscriber was told."""
    known: set[str] = set()
    for some in batched(keys, _AT_ONCE):
        rows = subscriber.told.filter(key__in=some)
        known.update(rows.values_list("key", flat=True))
    return known


def batched(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    """The keys, so many at a time."""
    rest = iter(keys)
    while some := list(itertools.islice(rest, size)):
        yield some


_AT_ONCE = 500
"""Keys of one question: SQLite takes no more than 900 values for sure."""


def _newest(group: Sequence[tuple[Happening, list[Reason]]]) -> datetime.datetime:
    return max(happening.at for happening, _ in group)


def _entry(group: Sequence[tuple[Happening, list[Reason]]]) -> Entry:
    ordered = [happening for happening, _ in group]
    first = max(ordered, key=lambda each: len(each.context))
    excerpts: list[Excerpt] = []
    left = 0
    for happening in ordered:
        if len(excerpts) < MOST_EXCERPTS:
            excerpts += happening.excerpts()
        else:
            left += 1
    reasons = {reason.follow: reason for _, all_of_it in group for reason in all_of_it}
    return Entry(
        about=first.about,
        whats=list(dict.fromkeys(happening.what for happening in ordered)),
        title=first.title,
        path=first.path,
        context=first.context,
        at=_newest(group),
        excerpts=excerpts[:MOST_EXCERPTS],
        more=left + len(excerpts[MOST_EXCERPTS:]),
        reasons=list(reasons.values()),
    )
