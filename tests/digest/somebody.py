"""Has somebody follow a council in the instance of ``SHIRYOKAN_HOME``.

usage: python -m tests.digest.somebody USER COUNCIL
"""

from __future__ import annotations

import os
import sys

import django


def main(name: str, council: str) -> None:
    """The account follows the council from now on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    django.setup()
    from django.contrib.auth.models import User

    from shiryokan.digest import following
    from shiryokan.documents.models import Council

    user = User.objects.get(username=name)
    subscriber = following.subscriber_for(user, "http://library.example", "ja")
    following.follow(subscriber, "council", str(Council.objects.get(name=council).pk))


if __name__ == "__main__":
    main(*sys.argv[1:])
