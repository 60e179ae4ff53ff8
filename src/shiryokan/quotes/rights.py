"""Judges quotes anew when what their owners may see has changed: a collection, a group, a role."""

from __future__ import annotations

from collections.abc import Collection as Several
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django_tasks import task

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_everything
from shiryokan.documents.models import Document
from shiryokan.i18n import message as _
from shiryokan.jobs.queues import enqueue_unless_waiting
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.quotes.judging import judge
from shiryokan.quotes.models import Quote
from shiryokan.quotes.touching import touched

_DONE = ("post_add", "post_remove", "post_clear")
_ROLE = {"is_superuser", "is_active"}


def watch() -> None:
    """Have changes of rights noticed."""
    post_save.connect(_collection_saved, sender=Collection)
    m2m_changed.connect(_groups_of_collection, sender=Collection.groups.through)
    m2m_changed.connect(_groups_of_person, sender=User.groups.through)
    post_save.connect(_person_saved, sender=User)
    pre_delete.connect(_group_goes, sender=Group)


def _collection_saved(instance: Collection, created: bool, raw: bool, **_signal: object) -> None:
    if not created and not raw:
        _queue_collection(instance)


def _groups_of_collection(instance: object, action: str, **_signal: object) -> None:
    if action in _DONE and isinstance(instance, Collection):
        _queue_collection(instance)


def _groups_of_person(
    instance: object, action: str, pk_set: Several[Any] | None, **_signal: object
) -> None:
    if action not in _DONE:
        return
    if isinstance(instance, User):
        _queue_people([instance.pk])
    else:
        # seen from the group; of one that was emptied nobody says any more who was in it
        _queue_people(pk_set)


def _person_saved(
    instance: User,
    created: bool,
    raw: bool,
    update_fields: Several[str] | None,
    **_signal: object,
) -> None:
    if created or raw or (update_fields is not None and not _ROLE & set(update_fields)):
        return
    _queue_people([instance.pk])


def _group_goes(instance: Group, **_signal: object) -> None:
    _queue_people(list(User.objects.filter(groups=instance).values_list("pk", flat=True)))


def _queue_people(people: Several[Any] | None) -> None:
    """Queue the quotes of people, all for None; nobody's where every document is for everyone."""
    if not Collection.objects.exclude(visibility=Collection.PUBLIC).exists():
        return
    quotes = Quote.objects.all() if people is None else Quote.objects.filter(owner__in=people)
    with transaction.atomic():
        for owner in quotes.order_by().values_list("owner", flat=True).distinct():
            enqueue_unless_waiting(judge_quotes_of_person, str(owner))


def _queue_collection(collection: Collection) -> None:
    """Queue what depends on a collection's documents, if any quote does."""
    with reading_everything():
        if not _beside(collection.pk).exists():
            return
    with transaction.atomic():
        enqueue_unless_waiting(judge_quotes_beside, str(collection.pk))


def _beside(collection: int) -> Any:
    documents = Document.objects.filter(collection=collection).values("pk")
    return Quote.objects.filter(touched(documents, "standing__cause_document"))


@titled(_("引用箇所の効力の判定"))
@task(priority=-2)
def judge_quotes_of_person(owner: str, attempt: int = 1) -> None:
    """Judge the quotes of somebody who may see more now, or less."""
    with retried(judge_quotes_of_person, owner, attempt, lambda refusal: _give_up(refusal)):
        judge(Quote.objects.filter(owner=int(owner)))


@titled(_("引用箇所の効力の判定"))
@task(priority=-2)
def judge_quotes_beside(collection: str, attempt: int = 1) -> None:
    """Judge the quotes that depend on a collection, which others see now."""
    with retried(judge_quotes_beside, collection, attempt, lambda refusal: _give_up(refusal)):
        judge(_beside(int(collection)))


def _give_up(refusal: Refusal) -> None:
    """The standings stay as they were; the next change judges them anew."""
