"""What led to a page that is looked at for a watched one: the link, and whether it is news."""

from __future__ import annotations

from shiryokan.lookout.models import Address, Listing
from shiryokan.lookout.reading.model import MeetingNamed


def lead_of(address: Address) -> Listing | None:
    """The link that led to a page of a meeting, a year or a frame."""
    if address.role != Address.Role.MEETING:
        return None
    return address.listings.order_by("-number", "pk").first()


def is_list(named: Listing | MeetingNamed) -> bool:
    """Whether a page that a link leads to is that of no single meeting."""
    return not (named.number or named.date)


def is_news_of(address: Address, lead: Listing | None, meeting: MeetingNamed) -> bool:
    """Whether a page of a meeting is itself new, and the link is of that meeting."""
    if lead is None or lead.present:
        return False
    return not lead.number or meeting.number in (0, lead.number)
