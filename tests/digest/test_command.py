"""The command, as people use it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from shiryokan.cli import digest as cli
from shiryokan.digest import following
from shiryokan.digest.models import Subscriber
from shiryokan.documents.models import Council
from tests.digest.conftest import COUNCIL, Lay, Mailbox, tomorrow

pytestmark = pytest.mark.any_database


def test_the_command_tells_what_the_next_digest_says(
    reader: Subscriber, council: Council, lay: Lay, mails: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the instance of the tests is open
    monkeypatch.setattr(cli, "open_instance", lambda: None)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli.command, arguments, catch_exceptions=False)
        return done.output

    def lines(*arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in run(*arguments, "--json").splitlines()]

    assert "便りを受け取っていません" in run("preview", "nobody")
    following.follow(reader, "council", str(council.pk))
    assert "次の便り: 0件" in run("preview", "hanako")
    lay("次の文書", title="次の文書", council=COUNCIL, publisher="みなと町", meeting="第2回")
    (told,) = lines("preview", "hanako@example.jp")
    assert (told["what"], told["title"]) == (["新しい文書"], "次の文書")
    assert told["context"] == ["みなと町", COUNCIL, "第2回"] and told["follows"] == [COUNCIL]
    assert told["address"].startswith("http://library.example/documents/")
    assert "［新しい文書］次の文書" in run("preview", "hanako")
    (row,) = lines("status")
    assert (row["who"], row["follows"], row["frequency"]) == ("hanako", 1, "daily")
    assert row["last"] is None
    tomorrow()
    assert [each["last"] for each in lines("status")] == ["sent"]
    assert "hanako: フォロー 1件" in run("status")
    reader.stopped = "mail_address"
    reader.save()
    assert "メールサーバーが宛先を断りました" in run("status")
    assert lines("preview", "hanako") == []
