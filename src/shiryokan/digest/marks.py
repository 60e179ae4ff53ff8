"""From where on the next digest tells."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.digest.entries import Asked
from shiryokan.digest.models import Follow, Subscriber


def move_marks(subscriber: Subscriber, asked: Sequence[Asked]) -> None:
    """Have the next digest ask from where the last one looked."""
    reached = {one.follow: one for one in asked}
    for follow in subscriber.follows.select_for_update().filter(pk__in=reached):
        one = reached[follow.pk]
        if follow.mark == one.mark:
            Follow.objects.filter(pk=follow.pk).update(mark=follow.next_mark, next_mark=one.reached)
