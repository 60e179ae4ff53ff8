"""A parcel is taken as it was sealed by somebody we accept, or not at all."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shiryokan.i18n.explanations import explain
from shiryokan.instance.signing import (
    fingerprint,
    key_text,
    public_from_text,
    public_of,
    signing_key,
)
from shiryokan.parcels import seal
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.manifest import (
    NAME,
    ArticleEntry,
    DocumentEntry,
    DocumentVersion,
    House,
    Manifest,
    ParcelFile,
    encoded,
)
from shiryokan.parcels.opening import Accepted, opened
from shiryokan.parcels.packing import pack

KEY, OTHER = signing_key("one house"), signing_key("another house")
ACCEPTED = {public_of(KEY): Accepted("霧浜市立病院")}
PDF = b"%PDF-1.4 only bytes"
DOCUMENT = f"documents/{hashlib.sha256(PDF).hexdigest()}.pdf"
FILES: dict[str, bytes | Path] = {DOCUMENT: PDF, "articles/7.json": '{"title": "改定"}'.encode()}
MANIFEST = Manifest(
    id="f7b6", house=House(name="霧浜市立病院", address="https://one.example", key=""), title="六月の荷物",
    made_at="2026-06-01T09:00:00+09:00", program="0.1.0", files=(),
    documents=(
        DocumentEntry(
            path=DOCUMENT, file_name="plan.pdf", title="計画", publisher="霧浜市", date="2024-06",
            versions=(DocumentVersion("fees", "計画", 2024),),
        ),
    ),
    articles=(ArticleEntry(path="articles/7.json", id="7", title="改定"),),
)  # fmt: skip


@pytest.fixture
def parcel(tmp_path: Path) -> Path:
    place = tmp_path / "june.parcel"
    pack(place, MANIFEST, FILES, KEY)
    return place


def refusal(place: Path, accepted: dict[bytes, Accepted] | None = None) -> str:
    """Why a parcel is refused; with words that say what to do."""
    with (
        pytest.raises(ParcelError) as raised,
        opened(place, ACCEPTED if accepted is None else accepted, most_bytes=10_000),
    ):
        pass
    said = explain(raised.value.code, raised.value.details, str)
    assert said.do
    assert "—" not in said.whole
    return raised.value.code


def test_what_was_packed_is_there_again(parcel: Path) -> None:
    with opened(parcel, ACCEPTED) as found:
        assert found.read(DOCUMENT) == PDF
        assert found.read("articles/7.json") == FILES["articles/7.json"]
        assert found.manifest.documents == MANIFEST.documents
        assert found.manifest.house == House(
            name="霧浜市立病院", address="https://one.example", key=key_text(public_of(KEY))
        )
    # and any zip program opens it too
    assert sorted(zipfile.ZipFile(parcel).namelist()) == ["articles/7.json", DOCUMENT, NAME]


def test_the_same_things_make_the_same_bytes(parcel: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(PDF)
    pack(tmp_path / "again", MANIFEST, FILES | {DOCUMENT: tmp_path / "plan.pdf"}, KEY)
    assert (tmp_path / "again").read_bytes() == parcel.read_bytes()


def test_a_parcel_changed_by_one_byte_is_refused_wherever_the_byte_is(parcel: Path) -> None:
    whole = parcel.read_bytes()
    found = set()
    for at in range(len(whole)):
        parcel.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        found.add(refusal(parcel))
    assert found == {
        "parcel_damaged",
        "parcel_key_unknown",
        "parcel_not_one",
        "parcel_format_old",
        "parcel_format_new",
    }
    # of the bytes before the seal, each is called what it is
    for at in range(0, len(whole) - seal.LENGTH, 97):
        parcel.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        assert refusal(parcel) == "parcel_damaged"


def test_what_is_cut_off_lengthened_or_no_parcel_is_refused(parcel: Path) -> None:
    whole = parcel.read_bytes()
    for data in (b"", whole[:-1], whole[: len(whole) // 2], whole + b"\n", PDF):
        parcel.write_bytes(data)
        assert refusal(parcel) == "parcel_not_one"
    parcel.write_bytes(b"before" + whole)
    assert refusal(parcel) == "parcel_damaged"


def test_only_keys_that_are_accepted_count(parcel: Path) -> None:
    assert refusal(parcel, {}) == "parcel_key_unknown"
    assert refusal(parcel, {public_of(OTHER): Accepted("ほか")}) == "parcel_key_unknown"
    assert refusal(parcel, {public_of(KEY): Accepted("霧浜", revoked=True)}) == "parcel_key_revoked"


def test_another_format_is_refused_by_its_number(parcel: Path) -> None:
    whole = parcel.read_bytes()
    for number, code in ((b" 00 ", "parcel_format_old"), (b" 02 ", "parcel_format_new")):
        parcel.write_bytes(whole.replace(b" 01 ", number))
        assert refusal(parcel) == code


def sealed(
    place: Path, fill: Callable[[zipfile.ZipFile], None], key: Ed25519PrivateKey = KEY
) -> Path:
    """A parcel of somebody who is accepted and means ill: any zip, well sealed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        fill(archive)
        archive.comment = seal.room()
    seal.put_seal(data, key)
    place.write_bytes(data.getvalue())
    return place


def listing(
    path: str, data: bytes, *, size: int | None = None, sha256: str = "", house: str = ""
) -> bytes:
    """A manifest of one article under any path."""
    listed = ParcelFile(
        path, len(data) if size is None else size, sha256 or hashlib.sha256(data).hexdigest()
    )
    owner = msgspec.structs.replace(MANIFEST.house, key=house or key_text(public_of(KEY)))
    return encoded(
        msgspec.structs.replace(
            MANIFEST,
            files=(listed,),
            documents=(),
            house=owner,
            articles=(ArticleEntry(path=path, id="1", title="a"),),
        )
    )


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "articles/../1.json", "articles\\1.json", "articles/1.json\n", "C:/1.json", "articles/１.json", "documents/x.pdf"]
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, path: str) -> None:
    def fill(archive: zipfile.ZipFile) -> None:
        archive.writestr(NAME, listing(path, b"{}"))
        archive.writestr(path, b"{}")

    assert refusal(sealed(tmp_path / "p", fill)) == "parcel_contents"


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        # packed data could unfold to anything
        (lambda a: a.writestr("articles/1.json", bytes(100_000), zipfile.ZIP_DEFLATED), "parcel_contents"),
        (lambda a: a.writestr("articles/1.json", bytes(100_000)), "parcel_too_large"),
        (lambda a: a.writestr("articles/2.json", b"{}"), "parcel_contents"),
        (lambda a: a.writestr("articles/1.json", b"{ }"), "parcel_contents"),
        (lambda a: [a.writestr("articles/1.json", b"{}") for _ in "ab"], "parcel_contents"),
        (lambda a: None, "parcel_contents"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_in_it_must_be_what_its_manifest_says(
    tmp_path: Path, fill: Callable[[zipfile.ZipFile], None], code: str
) -> None:
    def all_of_it(archive: zipfile.ZipFile) -> None:
        archive.writestr(NAME, listing("articles/1.json", b"{}"))
        fill(archive)

    assert refusal(sealed(tmp_path / "p", all_of_it)) == code


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b"\xff", listing("articles/1.json", b"{}", size=3), listing("articles/1.json", b"{}", sha256="0" * 64), listing("articles/1.json", b"{}", house=key_text(public_of(OTHER)))]
)  # fmt: skip
def test_a_manifest_that_is_none_or_lies_is_refused(tmp_path: Path, manifest: bytes) -> None:
    def fill(archive: zipfile.ZipFile) -> None:
        archive.writestr(NAME, manifest)
        archive.writestr("articles/1.json", b"{}")

    assert refusal(sealed(tmp_path / "p", fill)) == "parcel_contents"


def test_a_document_under_another_documents_name_is_refused(tmp_path: Path) -> None:
    manifest = msgspec.structs.replace(MANIFEST, articles=())
    pack(tmp_path / "p", manifest, {DOCUMENT: b"%PDF other"}, KEY)
    assert refusal(tmp_path / "p") == "parcel_contents"


def test_bytes_that_are_no_zip_are_refused_even_when_sealed(tmp_path: Path) -> None:
    data = io.BytesIO(b"no zip at all" + seal.room())
    seal.put_seal(data, KEY)
    (tmp_path / "p").write_bytes(data.getvalue())
    assert refusal(tmp_path / "p") == "parcel_contents"


def test_a_parcel_is_whole_or_not_there(tmp_path: Path) -> None:
    place = tmp_path / "p"
    for files, error in (
        ({}, ParcelError),
        ({"../x": b""}, ValueError),
        (FILES | {DOCUMENT: tmp_path / "missing"}, OSError),
    ):
        with pytest.raises(error):
            pack(place, MANIFEST, files, KEY)
        assert [*tmp_path.iterdir()] == []


def test_a_key_is_the_houses_own_for_ever_and_read_from_its_text() -> None:
    public = public_of(KEY)
    assert public_of(signing_key("one house")) == public != public_of(OTHER)
    assert public_from_text(f"  {key_text(public)}\n") == public
    assert len(fingerprint(public).split()) == 8
    assert fingerprint(public) != fingerprint(public_of(OTHER))
    for text in (
        "",
        key_text(public)[:-1],
        key_text(public).replace("shiryokan-key:", ""),
        key_text(public) + "A",
        "shiryokan-key:あ",
    ):
        with pytest.raises(ValueError):
            public_from_text(text)
