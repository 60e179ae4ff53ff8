"""Subjects as the API shows them."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext

from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of, source_of
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import subjects as shape
from shiryokan.quotes.standing import STATE_TITLES
from shiryokan.records.headings import heading, path
from shiryokan.subjects.events import KIND_TITLES
from shiryokan.subjects.history import Step
from shiryokan.subjects.seen import seen_at
from shiryokan.subjects.standing import standing_of


def subject_of(address: uuid.UUID, addresses: Addresses) -> shape.Subject:
    """The subject at an address, with the versions that are seen; :class:`Problem` if there is
    none."""
    seen = seen_at(address)
    if seen is None:
        raise Problem("unknown_subject", 404, subject=address)
    newest, item = seen.newest, seen.item
    state = standing_of(seen.steps).state
    return shape.Subject(
        id=seen.id,
        address=(
            addresses.to("items:item", item.schedule, item.code)
            if item
            else addresses.to("subjects:subject", seen.id)
        ),
        title=heading(newest),
        path=path(newest),
        register=newest.register,
        state=state,
        state_title=gettext(STATE_TITLES[state]),
        versions=[_version(step, addresses) for step in reversed(seen.steps)],
    )


def _version(step: Step, addresses: Addresses) -> shape.SubjectVersion:
    row = step.record
    return shape.SubjectVersion(
        record=row.pk,
        record_address=addresses.record(row.pk),
        document=name_of(step.document, addresses),
        page=row.page,
        page_address=addresses.page(row.document_id, row.page),
        year=step.year,
        draft=step.draft,
        kind=step.kind,
        kind_title=gettext(KIND_TITLES[step.kind]),
        words=step.words,
        pieces=[shape.SubjectPiece(op=p.op, old=p.old, new=p.new) for p in step.pieces],
        source=source_of(step.document, row.page),
    )
