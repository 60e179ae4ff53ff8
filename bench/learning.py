"""How fast the pages of learning are in a large house.

usage: python bench/learning.py [HOME]

Makes 2,000 people in 40 departments, 40 courses that all of them have to do, 200,000 attempts and
40,000 training records in the folder HOME (a new one where none is named), and asks each page
again and again. Prints the median and the 95th percentile in ms, by the clock and of the processor.
"""

from __future__ import annotations

import datetime
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

PEOPLE, DEPARTMENTS, COURSES, EXERCISES, ATTEMPTS = 2000, 40, 40, 10, 200_000
ROUNDS = 40


def open_home(home: Path) -> None:
    os.environ |= {
        "SHIRYOKAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "shiryokan.site.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill() -> None:
    from django.contrib.auth.models import Group, User
    from django.utils import timezone

    from shiryokan.learning import models

    if models.Course.objects.exists():
        return
    rnd = random.Random(1)
    groups = [Group.objects.create(name=f"部署{n:02}") for n in range(DEPARTMENTS)]
    editor = User.objects.create_user("editor", is_staff=True)
    User.objects.bulk_create(User(username=f"p{n:04}", last_name="水鏡") for n in range(PEOPLE))
    people = list(User.objects.exclude(pk=editor.pk))
    through = User.groups.through
    through.objects.bulk_create(
        through(user=user, group=groups[n % DEPARTMENTS]) for n, user in enumerate(people)
    )
    today = timezone.localdate()
    versions = []
    for n in range(COURSES):
        course = models.Course.objects.create(title=f"講座{n}", by=editor, state="open")
        models.Assignment.objects.create(
            course=course, due=today + datetime.timedelta(days=n - 20), every_months=12, by=editor
        )
        for position in range(EXERCISES):
            item = models.ExerciseItem.objects.create(course=course, position=position)
            content = {"kind": "truth", "id": "", "prompt": f"問{n}.{position}", "right": True}
            version = models.ExerciseVersion.objects.create(
                exercise=item, number=1, content=content, by=editor, passed_at=timezone.now()
            )
            item.current = version
            item.save()
            versions.append(version)
        models.TrainingRecord.objects.bulk_create(
            (
                models.TrainingRecord(
                    user=user, name=user.username, course=course, title=course.title,
                    completed_on=today - datetime.timedelta(days=rnd.randrange(400)),
                )
                for user in people
                if rnd.random() < 0.5
            ),
            500,
        )  # fmt: skip
    for _ in range(ATTEMPTS // 10_000):
        models.Attempt.objects.bulk_create(
            (
                models.Attempt(
                    token=uuid.uuid4(), user=rnd.choice(people), version=rnd.choice(versions),
                    answer={"chosen": ["true"]}, right=True, score=1.0,
                )
                for _ in range(10_000)
            ),
            500,
        )  # fmt: skip


def ask() -> None:
    from django.contrib.auth.models import User
    from django.test import Client

    from shiryokan.learning import models

    course = models.Course.objects.order_by("pk")[10]
    client, learner = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username="editor"))
    learner.force_login(User.objects.get(username="p0100"))
    for who, path in (
        (client, f"/learning/desk/courses/{course.pk}/people"),
        (client, "/learning/desk/"),
        (learner, "/learning/"),
        (learner, f"/learning/courses/{course.pk}/"),
    ):
        took, worked = [], []
        for _ in range(ROUNDS):
            began, busy = time.perf_counter(), time.process_time()
            answer = who.get(path)
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            assert answer.status_code == 200, answer.status_code
        said = [f"{statistics.median(each):.0f}, p95 {p95(each):.0f}" for each in (took, worked)]
        print(f"{path}: median {said[0]} ms; of the processor {said[1]} ms")


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    open_home(home)
    fill()
    ask()


if __name__ == "__main__":
    main()
