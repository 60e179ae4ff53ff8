"""Checklists in the browser, without a browser: what is shown, to whom, and what is refused."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shiryokan.api.tokens import issue
from shiryokan.checklists import actions, assessing, evidence, links, parts
from shiryokan.checklists.models import (
    AnswerKind,
    Assessment,
    Checklist,
    Citation,
    Evidence,
    Facility,
    Membership,
    Organisation,
    Result,
)
from tests.checklists.conftest import (
    NEW,
    TODAY,
    Add,
    Fill,
    House,
    add,
    assessments,
    by_vendor,
    empty_instance,
    fill,
    it_stays_today,
    kurenai,
    midori,
    result_of,
    say,
    sheets,
)
from tests.web.conftest import empty_cache

__all__ = [
    "Add", "Fill", "add", "assessments", "by_vendor", "empty_cache", "empty_instance", "fill",
    "it_stays_today", "kurenai", "midori", "sheets",
]  # fmt: skip
JSON = {"accept": "application/json"}


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_from_an_empty_house_to_an_assessment(empty_instance: object) -> None:
    kanri = User.objects.create_superuser("kanri")
    hana = User.objects.create_user("hana")
    client = client_of(kanri)
    assert "組織を作ってください" in said(client.get("/checklists/"))
    assert "まだどの組織にも" in said(client_of(hana).get("/checklists/"))
    made = client.post("/checklists/organisations/new", {"name": "みどり会", "manager": "hana"})
    address = made["Location"]
    organisation = Organisation.objects.get()
    for kind, name in (
        ("facility", "みどり病院"),
        ("vendor", "システム社"),
        ("system", "電子カルテ"),
    ):
        client.post(f"{address}parts", {"kind": kind, "name": name})
    told = client.post(f"{address}parts", {"kind": "facility", "name": "みどり病院"})
    assert told.status_code == 422 and "もうあります" in said(told)
    assert "様式を入れてください" in said(client.get(address))
    typed = {
        "title": "点検表",
        "series": "医療機関確認用",
        "year": "2026",
        "text": "任命しているか",
    }
    told = client.post("/checklists/sheets/new", typed)
    assert (
        told.status_code == 422
        and "1行が読めません" in said(told)
        and "任命しているか" in said(told)
    )
    form = client.post("/checklists/sheets/new", typed | {"text": NEW})["Location"]
    assert "身代金" in said(client.get(form))
    facility = organisation.facilities.get()
    begun = client_of(hana).post(
        f"{address}assessments",
        {"checklist": Checklist.objects.get().pk, "of": f"facility-{facility.pk}", "due": "2026-12-31"},
    )  # fmt: skip
    page = said(client_of(hana).get(begun["Location"]))
    assert page.count('class="check-item"') == 4 and "0/4" in page
    for page in ("/checklists/", address):
        assert "0/4" in said(client_of(hana).get(page))
    # the form is in use: its items stay as they are
    told = client.post(f"{form}step", {"step": "items", "text": "1 別"})
    assert told.status_code == 422 and Checklist.objects.get().items.count() == 4


def test_answers_by_script_and_by_plain_form(assessments: list[Assessment], midori: House) -> None:
    now = assessments[1]
    row = result_of(now, "1(1)")
    address = f"/checklists/assessments/{now.pk}/items/{row.item_id}"
    client = client_of(midori.answerer)
    told = client.post(address, {"version": "0", "answer": "yes"}, headers=JSON).json()
    assert (told["version"], told["answered"], told["total"]) == (1, 1, 4)
    assert told["values"]["checked_on"] == TODAY.isoformat()
    # somebody else has the page as it was
    late = {"version": "0", "answer": "no", "target_on": "2027-03-31", "remark": "未了"}
    answer = client_of(midori.manager).post(address, late, headers=JSON)
    assert answer.status_code == 409
    told = answer.json()
    assert told["theirs"]["answer"] == "yes" and told["mine"]["remark"] == "未了"
    assert told["by"] == "緑-ans" and "ほかの人が先に" in told["message"]
    # without script both stand on the page, and the later one may be sent again
    answer = client_of(midori.manager).post(address, late)
    page = said(answer)
    assert answer.status_code == 409 and "両方を見比べて" in page and "未了" in page
    again = dict(
        re.findall(
            r'name="(\w+)" value="([^"]*)"', page.partition("conflict")[2].partition("</form>")[0]
        )
    )
    assert client_of(midori.manager).post(address, again).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.remark, row.version) == ("no", "未了", 2)
    for wrong in ({"answer": "maybe"}, {"answer": "yes", "checked_on": "昨日"}):
        answer = client.post(address, {"version": "2"} | wrong, headers=JSON)
        assert answer.status_code == 422 and answer.json()["message"]
    # who only reads does not write, and sees no buttons to
    reader = client_of(midori.reader)
    assert reader.post(address, {"version": "2", "answer": "yes"}).status_code == 403
    assert "check-save" not in said(reader.get(f"/checklists/assessments/{now.pk}/"))
    assert "未了" in said(
        reader.get(f"/checklists/assessments/{now.pk}/items/{row.item_id}/history")
    )


def test_last_year_beside_this_year(assessments: list[Assessment], midori: House) -> None:
    last, now = assessments
    for key in ("1(1)", "1(2)"):
        say(last, key, AnswerKind.YES, midori.answerer)
    client = client_of(midori.answerer)
    page = said(client.get(f"/checklists/assessments/{now.pk}/"))
    for words in ("言葉が変わったので", "新しい項目", "夜間を含め", '<del lang="ja">2(2) 紙の台帳'):
        assert words in page
    assert page.count('class="take-last"') == 1
    first = result_of(now, "1(1)")
    address = f"/checklists/assessments/{now.pk}/items/{first.item_id}"
    assert client.post(address, {"version": "0", "last": "1"}, headers=JSON).json()["version"] == 1
    second = result_of(now, "1(2)")
    address = f"/checklists/assessments/{now.pk}/items/{second.item_id}"
    assert client.post(address, {"version": "0", "last": "1"}, headers=JSON).status_code == 422


def test_the_inspectors_print_has_every_item_answer_and_day(
    assessments: list[Assessment], midori: House
) -> None:
    now = assessments[1]
    say(now, "1(1)", AnswerKind.YES, midori.answerer, checked_on=datetime.date(2026, 5, 1))
    say(now, "2(1)", AnswerKind.NO, midori.answerer, target_on=datetime.date(2027, 3, 31))
    page = said(client_of(midori.reader).get(f"/checklists/assessments/{now.pk}/print?evidence=1"))
    numbers = re.findall(r"<tr><td>([^<★]+)", page)
    assert numbers == ["1(1)", "1(2)", "2(1)", "2(2)"]
    for words in ("2026年5月1日", "2027年3月31日", "緑病院", "はい", "いいえ", "▶企画管理編 2.1"):
        assert words in page


def test_a_vendor_answers_by_its_link_and_by_nothing_else(
    by_vendor: Assessment, assessments: list[Assessment], midori: House
) -> None:
    until = (TODAY + datetime.timedelta(days=7)).isoformat()
    path = f"/checklists/assessments/{by_vendor.pk}/links"
    assert client_of(midori.answerer).post(path, {"until": until}).status_code == 403
    page = said(client_of(midori.manager).post(path, {"until": until}))
    (address,) = re.findall(r"(/checklists/vendor/[\w-]+/)", page)
    secret = address.split("/")[3]
    assert secret not in said(
        client_of(midori.manager).get(f"/checklists/assessments/{by_vendor.pk}/")
    )
    stranger = Client()
    answer = stranger.get(address)
    page = said(answer)
    assert answer["Referrer-Policy"] == "same-origin" and "no-store" in answer["Cache-Control"]
    for words in ("緑-mana", "/evidence/", "/history", "緑病院", "/checklists/assessments/"):
        assert words not in page
    row = result_of(by_vendor, "1(1)")
    own = f"{address}items/{row.item_id}"
    assert stranger.post(own, {"version": "0", "answer": "yes"}, headers=JSON).status_code == 200
    row.refresh_from_db()
    assert row.vendor == midori.vendor and row.by is None
    # an item of another form, and another's secret
    other = result_of(assessments[1], "1(1)")
    assert (
        stranger.post(
            f"{address}items/{other.item_id}", {"version": "0", "answer": "yes"}
        ).status_code
        == 404
    )
    assert stranger.get("/checklists/vendor/x/").status_code == 404
    # who wrote meanwhile is not told to a vendor
    say(by_vendor, "1(1)", AnswerKind.NO, midori.answerer)
    told = stranger.post(own, {"version": "1", "answer": "not_applicable"}, headers=JSON)
    assert told.status_code == 409 and "緑-ans" not in said(told)
    # after its day it is read and no more written
    link = by_vendor.links.get()
    type(link).objects.update(until=TODAY - datetime.timedelta(days=1))
    assert "書き込めません" in said(stranger.get(address))
    late = stranger.post(own, {"version": "2", "answer": "yes"}, headers=JSON)
    assert late.status_code == 422 and "まででした" in late.json()["message"]
    row.refresh_from_db()
    assert row.answer == "no"
    client_of(midori.manager).post(f"{path}/{link.pk}/revoke")
    assert stranger.get(address).status_code == 404


@pytest.mark.usefixtures("no_time_passes")
def test_who_tries_secrets_is_slowed_down(by_vendor: Assessment, midori: House) -> None:
    _link, secret = links.make_link(by_vendor, midori.manager, TODAY)
    stranger = Client()
    tried = [stranger.get(f"/checklists/vendor/{n}/").status_code for n in range(40)]
    refused = tried.index(429)
    assert refused > 1 and set(tried[:refused]) == {404} and set(tried[refused:]) == {429}
    # the link itself still opens
    assert stranger.get(f"/checklists/vendor/{secret}/").status_code == 200


def test_evidence_is_handed_back_as_it_came_and_never_opened(
    assessments: list[Assessment], midori: House
) -> None:
    row = result_of(assessments[1], "1(1)")
    board = f"/checklists/organisations/{midori.organisation.pk}/evidence/"
    nasty = b"<script>alert(1)</script>"
    client = client_of(midori.answerer)
    sent = {
        "file": SimpleUploadedFile("../証跡\r\n.html", nasty, "text/html"),
        "speaks_of": "2026-04-01",
        "valid_until": "2026-04-02",
        "result": row.pk,
    }
    assert client.post(board, sent).status_code == 302
    piece = Evidence.objects.get()
    assert piece.at.date() != piece.speaks_of
    page = said(client_of(midori.reader).get(board))
    assert "2026年4月1日" in page and "期限切れ" in page and "alert(1)" not in page
    answer = client_of(midori.reader).get(f"{board}{piece.pk}/file")
    assert answer.content == nasty
    assert answer["Content-Type"] == "application/octet-stream"
    assert (
        answer["X-Content-Type-Options"] == "nosniff"
        and "sandbox" in answer["Content-Security-Policy"]
    )
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "/" not in answer["Content-Disposition"]
    # a link, several items, and what is no evidence
    second = result_of(assessments[1], "1(2)")
    client.post(f"{board}{piece.pk}/step", {"step": "serve", "result": [row.pk, second.pk]})
    assert piece.results.count() == 2
    for wrong in (
        {},
        {"address": "javascript:alert(1)"},
        {"address": "https://x.example", "speaks_of": ""},
    ):
        assert client.post(board, {"speaks_of": "2026-04-01"} | wrong).status_code == 422
    assert (
        client.post(
            board, {"address": "https://x.example/a", "speaks_of": "2026-04-01"}
        ).status_code
        == 302
    )
    assert (
        client_of(midori.reader)
        .post(board, {"address": "https://x.example", "speaks_of": "2026-04-01"})
        .status_code
        == 403
    )
    assert client.post(f"{board}{piece.pk}/step", {"step": "delete"}).status_code == 403
    client_of(midori.manager).post(f"{board}{piece.pk}/step", {"step": "delete"})
    assert not Evidence.objects.filter(pk=piece.pk).exists()


def test_actions_have_owners_days_and_ends(assessments: list[Assessment], midori: House) -> None:
    row = say(assessments[1], "1(2)", AnswerKind.NO, midori.answerer)
    board = f"/checklists/organisations/{midori.organisation.pk}/actions/"
    client = client_of(midori.answerer)
    client.post(
        board,
        {"title": "掲示する", "due": "2026-01-31", "owner": midori.reader.pk, "result": row.pk},
    )
    action = midori.organisation.actions.get()
    midori.reader.is_active = False
    midori.reader.save()
    page = said(client.get(board))
    assert "掲示する" in page and "過ぎた" in page and "もういない人" in page
    client.post(f"{board}{action.pk}/step", {"step": "done"})
    assert "まだだった" in said(client.get(board))
    assert (
        client.post(
            board, {"title": "x", "due": "2026-01-31", "owner": midori.reader.pk}
        ).status_code
        == 422
    )


def test_a_workbook_goes_out_and_comes_in_after_a_look(
    assessments: list[Assessment], midori: House
) -> None:
    now = assessments[1]
    say(now, "1(1)", AnswerKind.YES, midori.answerer, remark="=1+1")
    client = client_of(midori.answerer)
    answer = client.get(f"/checklists/assessments/{now.pk}/filled.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    path = f"/checklists/assessments/{now.pk}/take-in"
    same = client.post(path, {"file": SimpleUploadedFile("a.xlsx", answer.content)})
    assert "変わる項目はありません" in said(same)
    for line in book.worksheets[0].iter_rows():
        if line[0].value == "1(2)":
            line[5].value = "はい"
    out = io.BytesIO()
    book.save(out)
    looked = said(client.post(path, {"file": SimpleUploadedFile("a.xlsx", out.getvalue())}))
    assert "変わる項目：1" in looked
    assert Result.objects.filter(assessment=now, answer="yes").count() == 1
    sealed = re.findall(r'name="sealed" value="([^"]+)"', looked)[0]
    take = re.findall(r'name="take" value="(\d+)"', looked)
    # what one was shown is one's own
    client_of(midori.manager).post(path, {"sealed": sealed, "take": take})
    assert Result.objects.filter(assessment=now, answer="yes").count() == 1
    client.post(path, {"sealed": sealed, "take": take})
    assert Result.objects.filter(assessment=now, answer="yes").count() == 2
    # a file that is none
    for data in (b"PK\x03\x04 no", b""):
        answer = client.post(path, {"file": SimpleUploadedFile("b.xlsx", data)}, follow=True)
        assert 'role="alert"' in said(answer)
    assert Result.objects.filter(assessment=now, version__gt=0).count() == 2


# who sees what ------------------------------------------------------------------------------------


def everything(house: House, found: list[Assessment]) -> None:
    """Something everywhere: answers, evidence, an action, a link."""
    row = say(
        found[0], "1(1)", AnswerKind.NO, house.answerer, remark="緑の秘密の備考", target_on=TODAY
    )
    piece = evidence.add_file(
        house.organisation,
        house.manager,
        "緑の秘密.txt",
        "緑の秘密".encode(),
        title="緑の秘密の証跡",
        speaks_of=TODAY,
    )
    evidence.serve(piece, [row])
    actions.add(house.organisation, house.manager, "緑の秘密の対応", TODAY, result=row)


SECRETS = ("緑", "秘密")


def own_addresses(house: House, found: list[Assessment]) -> Iterator[str]:
    """Every address of the room for the things of an organisation, from the table of addresses."""
    from tests.web.test_permissions import VIEWS

    row = found[0].results.first()
    assert row is not None
    values: dict[str, Any] = {
        "organisation_id": house.organisation.pk, "assessment_id": found[0].pk,
        "item_id": row.item_id, "evidence_id": house.organisation.evidence.get().pk,
        "action_id": house.organisation.actions.get().pk, "suffix": "xlsx", "part": "results",
        "link_id": found[-1].links.get().pk,
    }  # fmt: skip
    for view in VIEWS:
        if view.name.startswith("checklists:") and {"organisation_id", "assessment_id"} & set(
            view.arguments
        ):
            arguments = {name: values[name] for name in view.arguments}
            if "link_id" in arguments:
                arguments["assessment_id"] = found[-1].pk
            yield reverse(view.name, kwargs=arguments)


def test_nothing_of_an_organisation_is_told_to_another(
    assessments: list[Assessment], by_vendor: Assessment, midori: House, kurenai: House
) -> None:
    links.make_link(by_vendor, midori.manager, TODAY)
    found = [assessments[1], by_vendor]
    everything(midori, found)
    own = list(own_addresses(midori, found))
    assert len(own) > 18
    before = list(Result.objects.order_by("pk").values_list("version", "answer"))
    for user in (kurenai.manager, User.objects.create_user("hensha", is_staff=True), None):
        client = client_of(user)
        for address in own:
            for ask in (client.get, client.post, client.head):
                answer = ask(address, {"step": "end", "answer": "yes", "version": "0"})
                assert answer.status_code in ((302,) if user is None else (404, 405)), address
                assert not [s for s in SECRETS if s in said(answer)], address
    assert list(Result.objects.order_by("pk").values_list("version", "answer")) == before
    # lists, search, the interface for programs: nothing of it either
    _token, secret = issue(kurenai.manager, "試し", None)
    headers = {"Authorization": f"Bearer {secret}"}
    client = client_of(kurenai.manager)
    for address in (
        "/checklists/",
        "/checklists/sheets/",
        "/search?q=備考",
        "/",
        "/news/feed.atom",
    ):
        assert not [s for s in SECRETS if s in said(client.get(address))], address
    for address in (
        "/api/v1/assessments",
        f"/api/v1/assessments/{found[0].pk}",
        "/api/v1/search?q=備考",
    ):
        assert not [s for s in SECRETS if s in said(client.get(address, headers=headers))], address
    # and it is no wonder of empty answers: who is in it is told
    reader = client_of(midori.reader)
    assert all(reader.get(a).status_code in (200, 405) for a in own)
    assert "緑の秘密の備考" in said(reader.get(f"/checklists/assessments/{found[0].pk}/"))


def test_forged_parts_of_another_organisation_are_refused(
    assessments: list[Assessment], midori: House, kurenai: House
) -> None:
    """Keys of another's rows within one's own forms."""
    row = result_of(assessments[1], "1(1)")
    client = client_of(kurenai.manager)
    base = f"/checklists/organisations/{kurenai.organisation.pk}/"
    client.post(
        f"{base}evidence/",
        {"address": "https://x.example", "speaks_of": "2026-04-01", "result": row.pk},
    )
    assert not row.evidence.exists()
    client.post(
        f"{base}actions/", {"title": "x", "due": "2026-04-01", "result": row.pk, "owner": ""}
    )
    assert not row.actions.exists()
    assert (
        client.post(
            f"{base}actions/", {"title": "x", "due": "2026-04-01", "owner": midori.reader.pk}
        ).status_code
        == 422
    )
    client.post(f"{base}parts", {"kind": "facility", "part": midori.facility.pk, "name": "奪う"})
    midori.facility.refresh_from_db()
    assert midori.facility.name == "緑病院"
    client.post(
        f"{base}assessments",
        {"checklist": assessments[1].checklist_id, "of": f"facility-{midori.facility.pk}"},
    )
    assert not kurenai.organisation.assessments.exists()
    client.post(f"{base}members", {"username": "緑-mana", "step": "remove"})
    assert Membership.objects.filter(user=midori.manager, organisation=midori.organisation).exists()


def test_what_is_kept_of_a_person_and_what_goes_with_them(
    assessments: list[Assessment], midori: House
) -> None:
    from shiryokan.accounts.own_data import erase, own_data_of

    say(assessments[1], "1(1)", AnswerKind.YES, midori.answerer)
    told = own_data_of(midori.answerer)
    assert told["checklists.membership.user"] and told["checklists.result.by"]
    json.dumps(told)
    erase(midori.answerer)
    assert not Membership.objects.filter(user=midori.answerer).exists()
    assert result_of(assessments[1], "1(1)").answer == "yes"


def test_of_last_years_file_only_what_still_holds_is_taken_over_after_a_look(
    assessments: list[Assessment], midori: House, kurenai: House
) -> None:
    last, now = assessments
    for key in ("1(1)", "1(2)", "2(1)", "2(2)"):
        say(last, key, AnswerKind.YES, midori.answerer, remark=f"{key}は去年のとおり")
    cited = now.checklist.items.get(key="2(1)")
    Citation.objects.create(
        item=cited, reference=cited.references[0], document_id="0" * 16, page=1, words="定める。",
        state="changed", since=timezone.now(),
    )  # fmt: skip
    client = client_of(midori.answerer)
    workbook = client.get(f"/checklists/assessments/{last.pk}/filled.xlsx").content
    path = f"/checklists/assessments/{now.pk}/take-in"
    looked = said(client.post(path, {"file": SimpleUploadedFile("a.xlsx", workbook)}))
    assert "前の様式のファイルです" in looked and "変わる項目：1" in looked
    for kind, count in (("same", 2), ("reworded", 1), ("new", 1), ("gone", 1)):
        assert re.search(rf"mark-{kind}\">[^<]* {count}</span>", looked), kind
    # what is not taken over is told with what the file says to it
    left = looked.partition('id="left"')[2]
    assert "1(1)は去年のとおり" not in left
    for key in ("1(2)", "2(1)", "2(2)"):
        assert f"{key}は去年のとおり" in left, key
    assert "根拠が変わったので" in left and "<ins>" in left and "ファイルに答えがない" in left
    assert not Result.objects.filter(assessment=now, version__gt=0).exists()
    sealed = re.findall(r'name="sealed" value="([^"]+)"', looked)[0]
    client.post(path, {"sealed": sealed, "take": re.findall(r'name="take" value="(\d+)"', looked)})
    taken = Result.objects.filter(assessment=now, version__gt=0)
    assert [(row.item.key, row.answer, row.remark, row.checked_on) for row in taken] == [
        ("1(1)", "yes", "1(1)は去年のとおり", TODAY)
    ]
    # an answer of this year is not overwritten unless it is chosen
    say(now, "1(1)", AnswerKind.NO, midori.answerer)
    looked = said(client.post(path, {"file": SimpleUploadedFile("a.xlsx", workbook)}))
    assert "今年の答えがある" in looked and "checked>" not in looked.partition("<main")[2]
    # last year's of another organisation is refused whole
    theirs = assessing.begin(
        kurenai.organisation, last.checklist, kurenai.manager, facility=kurenai.facility
    )
    workbook = (
        client_of(kurenai.answerer).get(f"/checklists/assessments/{theirs.pk}/filled.xlsx").content
    )
    page = said(client.post(path, {"file": SimpleUploadedFile("a.xlsx", workbook)}, follow=True))
    assert "ほかの組織か、ほかの自己点検のファイル" in page and "紅" not in page


def test_a_workbook_of_another_organisation_changes_nothing(
    assessments: list[Assessment], midori: House, kurenai: House
) -> None:
    """The same form, of the same year, filled by somebody else."""
    theirs = assessing.begin(
        kurenai.organisation, assessments[1].checklist, kurenai.manager, facility=kurenai.facility
    )
    say(theirs, "1(1)", AnswerKind.YES, kurenai.answerer, remark="紅の備考")
    path = f"/checklists/assessments/{theirs.pk}/filled.xlsx"
    workbook = client_of(kurenai.answerer).get(path).content
    path = f"/checklists/assessments/{assessments[1].pk}/take-in"
    sent = {"file": SimpleUploadedFile("a.xlsx", workbook)}
    page = said(client_of(midori.answerer).post(path, sent, follow=True))
    assert "ほかの組織か、ほかの自己点検のファイル" in page and "紅" not in page
    assert not Result.objects.filter(assessment=assessments[1], version__gt=0).exists()


def test_evidence_with_a_virus_is_handed_back_as_bytes_alone(
    assessments: list[Assessment], midori: House
) -> None:
    """Nobody opens it: neither when it comes in, nor in a picture, nor in search or on the print."""
    # the harmless sign by which scanners are tried, taken apart so that none finds it here
    virus = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    board = f"/checklists/organisations/{midori.organisation.pk}/evidence/"
    client = client_of(midori.answerer)
    row = result_of(assessments[1], "1(1)")
    for name in ("議事録.pdf", "写真.png", "a.svg", "b.exe"):
        sent = {
            "file": SimpleUploadedFile(name, virus),
            "speaks_of": "2026-04-01",
            "result": row.pk,
        }
        assert client.post(board, sent).status_code == 302
    for piece in Evidence.objects.all():
        answer = client.get(f"{board}{piece.pk}/file")
        assert answer.content == virus and answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment;")
    for address in (board, f"/checklists/assessments/{assessments[1].pk}/print?evidence=1"):
        page = said(client.get(address))
        assert "EICAR" not in page and "<img" not in page.partition("<main")[2]


def test_who_left_is_named_and_a_new_one_takes_over(
    assessments: list[Assessment], midori: House
) -> None:
    row = say(assessments[1], "1(1)", AnswerKind.YES, midori.answerer)
    path = f"/checklists/assessments/{assessments[1].pk}/"
    leaving = client_of(midori.answerer)
    client = client_of(midori.manager)
    base = f"/checklists/organisations/{midori.organisation.pk}/"
    client.post(f"{base}members", {"username": midori.answerer.username, "step": "remove"})
    # at once, in the form that is open
    address = f"{path}items/{row.item_id}"
    assert leaving.post(address, {"version": "1", "answer": "no"}, headers=JSON).status_code == 404
    assert leaving.get(path).status_code == 404
    assert midori.answerer.username in said(client.get(f"{address}/history"))
    assert client.post(address, {"version": "1", "answer": "no"}, headers=JSON).status_code == 200
    # nobody is left without somebody who manages it
    told = client.post(f"{base}members", {"username": midori.manager.username, "step": "remove"})
    assert Membership.objects.filter(user=midori.manager).exists(), told.status_code


def test_all_facilities_begin_a_form_at_once(assessments: list[Assessment], midori: House) -> None:
    """But for those that have begun."""
    for name in ("分院", "訪問看護"):
        parts.put_part(midori.organisation, Facility, name)
    base = f"/checklists/organisations/{midori.organisation.pk}/"
    client = client_of(midori.manager)
    assert "すべての施設" in said(client.get(base))
    form = assessments[1].checklist_id
    sent = {"checklist": form, "of": "facility-all", "due": "2026-12-20"}
    for begun in ("2件の自己点検", "0件の自己点検"):
        assert begun in said(client.post(f"{base}assessments", sent, follow=True))
    assert midori.organisation.assessments.filter(checklist=form).count() == 3
    for wrong in ("vendor-all", "system-all"):
        client.post(f"{base}assessments", sent | {"of": wrong})
    assert midori.organisation.assessments.filter(checklist=form).count() == 3


def test_what_is_answered_is_due_no_more(assessments: list[Assessment], midori: House) -> None:
    now = assessments[1]
    Assessment.objects.filter(pk=now.pk).update(due="2026-01-31")
    client = client_of(midori.answerer)
    assert "点検の期限" in said(client.get("/checklists/"))
    for key in ("1(1)", "1(2)", "2(1)", "2(2)"):
        say(now, key, AnswerKind.YES, midori.answerer)
    assert "点検の期限" not in said(client.get("/checklists/"))
