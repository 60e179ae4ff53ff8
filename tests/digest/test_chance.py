"""Whatever happens in whatever order, with trouble, kills and clocks that jump between: nothing that
happened is lost, and nobody is told of it by two digests."""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shiryokan.digest import following, making, sending
from shiryokan.digest.models import DigestDelivery, Subscriber
from shiryokan.documents.models import Council
from shiryokan.jobs.models import Job
from shiryokan.lookout.models import Find
from tests.digest.conftest import BASE, Announce, Mailbox, later, outsider_of, text_of, tomorrow

pytestmark = pytest.mark.any_database
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["happens", "due"]),
        st.sampled_from(["killed before sending", "killed after sending", "closed"]),
        st.sampled_from(["451 later", "550 never", "well"]),
        st.integers(-500, 500),
    ),
    min_size=6,
    max_size=10,
)


class Killed(BaseException):
    """Ends what a worker does, as a signal that cannot be caught would."""


def killed(*_: object) -> None:
    raise Killed


def kill(where: str) -> None:
    """Begin all digests, and be killed at one moment of sending them."""
    for subscriber in Subscriber.objects.all():
        making.make_digest.call(str(subscriber.pk))
    for delivery in DigestDelivery.objects.filter(state=DigestDelivery.State.WAITING):
        # while the mail server refuses, it does not come to the second moment
        with patch.object(sending, where, killed), contextlib.suppress(Killed):
            sending.deliver_digest.call(str(delivery.pk))


@pytest.mark.thorough
@settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS)
def test_once_and_never_lost(
    steps: list[str | int], hanako: User, council: Council, announce: Announce, mails: Mailbox
) -> None:
    Subscriber.objects.all().delete()
    Find.everything.all().delete()
    Job.objects.all().delete()
    mails.mails.clear()
    mails.says.clear()
    for one in (following.subscriber_for(hanako, BASE, "ja"), outsider_of("taro@example.jp")):
        following.follow(one, "council", str(council.pk))
        following.follow(one, "publisher", str(council.publisher_id))
    number = 1
    for step in steps:
        match step:
            case "happens":
                number += 1
                announce(number)
            case "due":
                tomorrow()
            case "killed before sending":
                kill("_send")
            case "killed after sending":
                kill("_note_sent")
            case "closed":
                later(days=31)
            case "451 later" | "550 never":
                mails.says["DATA"] = str(step)
            case "well":
                mails.says.clear()
            case _:
                # the clock shows another day for a moment
                later(days=float(step))
    mails.says.clear()
    # so many failures in a row are what stops a digest, which is another promise
    Subscriber.objects.update(failures=0, stopped="")
    for subscriber in Subscriber.objects.filter(next_at=None):
        following.set_rhythm(subscriber, "daily", None, subscriber.made_at)
    for _ in range(3):
        later(hours=9)
        tomorrow()
    told: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for mail in mails.mails:
        for found in re.findall(r"■ .*第(\d+)回", text_of(mail)):
            told[str(mail["to"])][int(found)].add(str(mail["message-id"]))
    for address in ("hanako@example.jp", "taro@example.jp"):
        assert set(told[address]) == set(range(2, number + 1)), "nothing is lost"
        assert all(len(names) == 1 for names in told[address].values()), "nobody twice"
    assert not DigestDelivery.objects.filter(state=DigestDelivery.State.WAITING).exists()
