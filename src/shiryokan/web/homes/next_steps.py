"""What a new house does next: each step until it is done."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.access.rules import may_add, may_edit
from shiryokan.documents.models import Document
from shiryokan.homes.blocks import Entry
from shiryokan.instance import current
from shiryokan.lookout.models import WatchedPage

OLD = 30
"""Documents from which on a house is not new any more."""


def next_steps(user: AnyUser) -> list[Entry]:
    """The steps that whoever asks can take, and that nobody took yet; none in a house that is not
    new."""
    if not may_edit(user) or Document.objects.count() >= OLD:
        return []
    return list(_steps(user))


def _steps(user: AnyUser) -> Iterator[Entry]:
    if may_add(user) and not Document.objects.exists():
        yield Entry(
            gettext("文書を加える"), reverse("uploads:upload"),
            words=gettext("PDFを選ぶかアドレスを入れると、読み取って探せるようにします。"),
        )  # fmt: skip
    if not WatchedPage.objects.exists():
        yield Entry(
            gettext("会議のページを見張る"), reverse("lookout:board"),
            words=gettext("新しい資料が出ると、館に取り込んで知らせます。"),
        )  # fmt: skip
    if not getattr(user, "is_superuser", False):
        return
    if User.objects.filter(is_active=True).count() < 2:
        yield Entry(
            gettext("仲間を招く"), reverse("accounts:people"),
            words=gettext("リンクを渡すと、その人のアカウントができます。"),
        )  # fmt: skip
    if not current.config().sends_mail:
        yield Entry(
            gettext("メールを送れるようにする"), reverse("health:health"),
            words=gettext("便りとお知らせに要ります。設定の仕方は「館の具合」にあります。"),
        )  # fmt: skip
