"""A standing is judged anew when its owner may see more, or less; and only where one depends."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from shiryokan.access.models import Collection
from shiryokan.documents.collections import put_in
from shiryokan.jobs.models import Job
from shiryokan.jobs.worker import unfinished_jobs
from shiryokan.records import models
from tests.quotes.conftest import a_quote, work
from tests.quotes.test_judging import ENDED, record, state


def test_what_its_owner_may_see_decides(versions: list[models.Extraction], hanako: User) -> None:
    old, new = versions
    reader = get_user_model().objects.create_user("taro")
    friends = Group.objects.create(name="仲間")
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    closed.groups.add(friends)
    put_in(new.document, closed)
    quote = a_quote(reader, record(old, ENDED), record(old, ENDED).data["next_plan"][0])
    work()
    assert state(quote) == "holds"
    reader.groups.add(friends)
    work()
    assert state(quote) == "gone", "the final is seen now"
    friends.user_set.remove(reader)
    work()
    assert state(quote) == "holds"
    closed.visibility = Collection.MEMBERS
    closed.save()
    work()
    assert state(quote) == "gone"
    closed.visibility = Collection.GROUPS
    closed.save()
    reader.groups.add(friends)
    work()
    assert state(quote) == "gone"
    friends.delete()
    work()
    assert state(quote) == "holds"
    reader.is_superuser = True
    reader.save()
    work()
    assert state(quote) == "gone"
    closed.groups.add(Group.objects.create(name="別の仲間"))
    work()
    assert state(quote) == "gone"


def test_no_job_where_no_quote_depends(versions: list[models.Extraction], hanako: User) -> None:
    old, _ = versions
    a_quote(hanako, record(old, ENDED), record(old, ENDED).data["next_plan"][0])
    work()
    Job.objects.all().delete()
    group = Group.objects.create(name="仲間")
    hanako.groups.add(group)
    hanako.save()
    assert not unfinished_jobs(), "every document is for everyone"
    empty = Collection.objects.create(name="empty", visibility=Collection.GROUPS)
    empty.groups.add(group)
    empty.save()
    other = get_user_model().objects.create_user("taro")
    other.groups.add(group)
    hanako.last_login = None
    hanako.save(update_fields=["last_login"])
    assert not unfinished_jobs()
