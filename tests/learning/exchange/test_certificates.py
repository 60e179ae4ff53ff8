"""A certificate can be printed, and verified by whoever has never heard of this house."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import jwt
import pytest
import zxingcpp
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier
from PIL import Image

from shiryokan import open as open_pdf
from shiryokan.instance.signing import public_of, signing_key
from shiryokan.learning.exchange import decentralized_ids as dids
from shiryokan.learning.exchange.badge import badge, status_list
from shiryokan.learning.exchange.certificate import Certificate
from shiryokan.learning.exchange.certificate_pdf import certificate_pdf
from shiryokan.learning.exchange.fonts import NoFont, font_for

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
TODAY = datetime.datetime.now(JAPAN).replace(microsecond=0)
HOUSE = "https://library.example/kirihama"
LIST = f"{HOUSE}/certificates/status/1"
CERTIFICATE = Certificate(
    number="2026-0012", address=f"{HOUSE}/certificates/2026-0012", person="髙橋 花子", course="医療安全研修（全職員）",
    house="霧浜市立病院", issued=TODAY - datetime.timedelta(days=1),
    valid_until=TODAY.date() + datetime.timedelta(days=365), email="hanako@library.example",
    description="院内の指針と記録の残し方", attested=("医療安全管理指針 第5版（2026年4月）", "研修要綱 令和8年度"),
)  # fmt: skip
KEY, OTHER = signing_key("one house"), signing_key("another house")


def download_of(files: dict[str, str]) -> object:
    """What the library fetches, of the addresses that the house serves."""
    return lambda address: files[address].encode()


def verified(token: str, files: dict[str, str], issuer: str, *, status: bool = True) -> object:
    download = download_of(files)
    verifier = OB3Verifier.for_issuer_did(issuer, download=download)
    return verifier.verify(token, check_status=status, download=download)


@pytest.fixture
def served() -> dict[str, str]:
    issuer = dids.issuer_id(HOUSE, public_of(KEY))
    return {
        f"https://library.example{dids.document_path(HOUSE)}": json.dumps(
            dids.document(issuer, public_of(KEY))
        ),
        LIST: status_list(LIST, [7], issuer, KEY, TODAY),
    }


def test_an_independent_library_verifies_the_badge_of_a_house_with_an_address(
    served: dict[str, str],
) -> None:
    issuer = dids.issuer_id(HOUSE, public_of(KEY))
    assert issuer == "did:web:library.example:kirihama"
    token = badge(CERTIFICATE, issuer, KEY, list_address=LIST, list_place=3)
    found = verified(token, served, issuer)
    assert (found.achievement.name, found.issuer.name) == (CERTIFICATE.course, CERTIFICATE.house)
    assert found.expiration_date is not None
    assert [each.identity_hash for each in found.identifiers if not each.hashed] == ["髙橋 花子"]
    payload = jwt.decode(token, options={"verify_signature": False})
    assert CERTIFICATE.email not in json.dumps(payload, ensure_ascii=False)
    assert "第5版" in payload["credentialSubject"]["achievement"]["criteria"]["narrative"]


def test_a_house_in_a_closed_network_is_verified_by_its_key_alone() -> None:
    for address in ("", "http://192.0.2.7", "http://library.local"):
        issuer = dids.issuer_id(address, public_of(KEY))
        assert issuer.startswith("did:key:z6Mk")
        assert verified(badge(CERTIFICATE, issuer, KEY), {}, issuer)


def test_a_revoked_certificate_no_longer_verifies(served: dict[str, str]) -> None:
    issuer = dids.issuer_id(HOUSE, public_of(KEY))
    token = badge(CERTIFICATE, issuer, KEY, list_address=LIST, list_place=7)
    with pytest.raises(OB3VerificationError, match="revocation"):
        verified(token, served, issuer)
    served[LIST] = status_list(LIST, [], issuer, OTHER, TODAY)
    with pytest.raises(OB3VerificationError, match="signature"):
        verified(token, served, issuer)
    served[LIST] = status_list(LIST, [], issuer, KEY, TODAY - datetime.timedelta(days=30))
    with pytest.raises(OB3VerificationError, match="expired"):
        verified(token, served, issuer)
    with pytest.raises(ValueError):
        status_list(LIST, [131_072], issuer, KEY, TODAY)


def test_what_was_altered_is_of_another_house_or_has_run_out_does_not_verify(
    served: dict[str, str],
) -> None:
    issuer = dids.issuer_id(HOUSE, public_of(KEY))
    token = badge(CERTIFICATE, issuer, KEY)
    head, body, seal = token.split(".")
    changed = jwt.utils.base64url_encode(
        jwt.utils.base64url_decode(body).replace(
            "花子".encode("unicode_escape"), "太郎".encode("unicode_escape")
        )
    ).decode()
    assert changed != body
    import msgspec

    past = msgspec.structs.replace(
        CERTIFICATE,
        issued=TODAY - datetime.timedelta(days=400),
        valid_until=TODAY.date() - datetime.timedelta(days=2),
    )
    for wrong in (
        f"{head}.{changed}.{seal}",
        badge(CERTIFICATE, issuer, OTHER),
        badge(CERTIFICATE, "did:web:other.example", KEY),
        badge(past, issuer, KEY),
    ):
        with pytest.raises(OB3VerificationError):
            verified(wrong, served, issuer, status=False)


def test_the_certificate_holds_through_its_last_day() -> None:
    import msgspec

    today = msgspec.structs.replace(CERTIFICATE, valid_until=TODAY.date())
    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    found = OB3Verifier(pem).verify(badge(today, "https://library.example", KEY))
    assert found.expiration_date.astimezone(JAPAN).time() == datetime.time(23, 59, 59)


def test_the_pdf_says_what_it_should_in_a_font_of_its_own(tmp_path: Path) -> None:
    data = certificate_pdf(CERTIFICATE)
    assert certificate_pdf(CERTIFICATE) == data
    assert b"/FontFile2" in data
    (tmp_path / "certificate.pdf").write_bytes(data)
    with open_pdf(tmp_path / "certificate.pdf") as document:
        (page,) = document.pages
        text = page.text.replace("\n", "")
        for word in (
            "第2026-0012号",
            "修了証",
            "髙橋 花子 様",
            CERTIFICATE.course,
            "霧浜市立病院",
            *CERTIFICATE.attested,
            "有効期限",
        ):
            assert word.replace(" ", "") in text.replace(" ", ""), word


def test_a_telephone_reads_the_code(tmp_path: Path) -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(certificate_pdf(CERTIFICATE))[0]
    picture: Image.Image = page.render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == CERTIFICATE.address


def test_long_names_stay_on_the_page_and_markup_is_text() -> None:
    import msgspec
    import pypdfium2

    long = msgspec.structs.replace(
        CERTIFICATE, course="<b>長い</b>" + "とても長い課程の名前" * 12, house="法人" * 40, person="名" * 40,
        attested=tuple(f"文書 第{n}版" for n in range(12)), valid_until=None,
    )  # fmt: skip
    page = pypdfium2.PdfDocument(certificate_pdf(long))[0]
    text = page.get_textpage().get_text_bounded().replace("\r\n", "")
    assert "<b>長い</b>" in text
    assert text.count("とても長い課程の名前") == 12
    assert text.count("文書 第") == 12


def test_characters_that_no_font_has_are_told_rather_than_left_out(tmp_path: Path) -> None:
    with pytest.raises(NoFont) as raised:
        font_for(["髙橋\U0010fffd花子"])
    assert (raised.value.code, raised.value.details) == (
        "font_characters",
        {"characters": "\U0010fffd"},
    )
    with pytest.raises(NoFont) as raised:
        font_for(["花子"], [tmp_path])
    assert raised.value.code == "font_none"
