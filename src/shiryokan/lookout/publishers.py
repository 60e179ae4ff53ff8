"""The publisher of a watched page: as given, or the body whose site it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from shiryokan.lookout.models import WatchedPage
from shiryokan.titlepage.bodies import bodies_in, body_of_council, body_of_domain


def publisher_of(watched: WatchedPage) -> str:
    """The publisher, empty where neither the page nor its address tells one."""
    return (
        watched.publisher
        or body_of_domain(urlsplit(watched.url).hostname or "")
        or body_of_council(watched.council)
        or next(iter(bodies_in(watched.title)), "")
    )
