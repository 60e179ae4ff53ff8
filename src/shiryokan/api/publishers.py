"""Publishers and councils as the API shows them."""

from __future__ import annotations

from shiryokan.api.addresses import Addresses
from shiryokan.api.paging import Slice, cut
from shiryokan.api.schemas.common import Council as CouncilShape
from shiryokan.api.schemas.common import Publisher as PublisherShape
from shiryokan.api.schemas.parameters import BodyParameters, CouncilParameters
from shiryokan.documents.models import Council, Publisher, documents_of_origins


def publishers(parameters: BodyParameters) -> Slice[Publisher]:
    """Some of the publishers that have published a document, as they came."""
    rows = Publisher.objects.annotate(documents=documents_of_origins()).filter(documents__gt=0)
    for word in parameters.q.split():
        rows = rows.filter(name__icontains=word)
    return cut("publishers", rows, ["id"], parameters.model_dump(), lambda row: [row.pk])


def councils(parameters: CouncilParameters) -> Slice[Council]:
    """Some of the councils that laid out a document, as they came."""
    rows = (
        Council.objects.annotate(documents=documents_of_origins())
        .filter(documents__gt=0)
        .select_related("publisher")
    )
    for word in parameters.q.split():
        rows = rows.filter(name__icontains=word)
    if parameters.publisher:
        rows = rows.filter(publisher__name=parameters.publisher)
    return cut("councils", rows, ["id"], parameters.model_dump(), lambda row: [row.pk])


def publisher(row: Publisher, addresses: Addresses) -> PublisherShape:
    """A publisher."""
    return PublisherShape(
        id=row.pk,
        name=row.name,
        documents=getattr(row, "documents", 0),
        address=addresses.with_query("viewer:documents", publisher=row.pk),
        documents_address=addresses.with_query("api:documents", publisher=row.name),
    )


def council(row: Council, addresses: Addresses) -> CouncilShape:
    """A council."""
    name = row.publisher.name if row.publisher else ""
    return CouncilShape(
        id=row.pk,
        name=row.name,
        publisher=name,
        documents=getattr(row, "documents", 0),
        address=addresses.with_query("viewer:documents", council=row.pk),
        documents_address=addresses.with_query("api:documents", council=row.name, publisher=name),
    )
