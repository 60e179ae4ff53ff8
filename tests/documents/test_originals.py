"""What the rest of the library may rely on of a store of originals, whichever it is; and what a bucket does
when its service is at its worst."""

from __future__ import annotations

import errno
import hashlib
import io
import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import httpx
import pytest

from shiryokan.documents.bucket import Bucket
from shiryokan.documents.bucket_originals import BucketOriginals
from shiryokan.documents.incoming import Incoming, IncomingBucket, IncomingFolder
from shiryokan.documents.local_copies import LocalCopies
from shiryokan.documents.originals import FolderOriginals, Originals, TooManyBytes
from shiryokan.documents.store_errors import OriginalDamaged, StoreUnavailable
from shiryokan.instance.config import Config
from shiryokan.instance.home import Home
from tests import object_store
from tests.object_store import Between, Service

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 1 << 20
DATA = b"%PDF-1.7 " + bytes(range(256)) * 40
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in object_store.CREDENTIALS.items():
        monkeypatch.setenv(name, value)


def in_bucket(bucket: str, address: str, home: Home, **settings: Any) -> BucketOriginals:
    home.make()
    config = Config(s3_bucket=bucket, s3_endpoint=address, **settings)
    return BucketOriginals(Bucket.of(config), config, home)


@pytest.fixture(params=["folder", "bucket", "versioned bucket"])
def originals(request: pytest.FixtureRequest, tmp_path: Path) -> Originals:
    if request.param == "folder":
        return FolderOriginals(tmp_path / "originals")
    service: Service = request.getfixturevalue("s3")
    bucket = service.bucket(versioned="versioned" in request.param)
    return in_bucket(bucket, service.address, Home(tmp_path))


@pytest.fixture(params=["folder", "bucket"])
def incoming(request: pytest.FixtureRequest, tmp_path: Path) -> Incoming:
    if request.param == "folder":
        return IncomingFolder(tmp_path / "incoming")
    service: Service = request.getfixturevalue("s3")
    config = Config(s3_bucket=service.bucket(), s3_endpoint=service.address)
    return IncomingBucket(Bucket.of(config), tmp_path / "incoming")


def put(originals: Originals, data: bytes = DATA) -> str:
    with originals.put(io.BytesIO(data), MOST) as stored:
        assert stored.size == len(data)
        assert originals.has(stored.sha256)
    return stored.sha256


def test_what_is_put_is_there_under_its_hash(originals: Originals) -> None:
    assert not originals.has(SHA) and originals.digest(SHA) is None
    assert put(originals) == SHA
    assert originals.has(SHA) and originals.digest(SHA) == SHA
    with originals.open(SHA) as file:
        assert file.read() == DATA
    with originals.local_copy(SHA) as path:
        assert path.read_bytes() == DATA
    assert [(each.name, each.size) for each in originals.list()] == [(SHA, len(DATA))]


def test_putting_the_same_again_changes_nothing(originals: Originals) -> None:
    put(originals)
    (before,) = originals.list()
    put(originals)
    assert list(originals.list()) == [before]


def test_what_is_removed_is_gone_and_may_come_again(originals: Originals) -> None:
    put(originals)
    with originals.alone(SHA):
        originals.remove(SHA)
        originals.remove(SHA)
    assert not originals.has(SHA) and not list(originals.list())
    with pytest.raises(FileNotFoundError):
        originals.open(SHA)
    with pytest.raises(FileNotFoundError), originals.local_copy(SHA):
        pass
    put(originals)
    assert originals.digest(SHA) == SHA


def test_too_many_bytes_leave_nothing(originals: Originals, tmp_path: Path) -> None:
    with pytest.raises(TooManyBytes), originals.put(io.BytesIO(DATA), len(DATA) - 1):
        pass
    assert not list(originals.list())
    assert not list(tmp_path.rglob(".part-*"))


def test_a_block_that_fails_keeps_the_bytes(originals: Originals) -> None:
    with pytest.raises(KeyError), originals.put(io.BytesIO(DATA), MOST):
        raise KeyError
    assert originals.digest(SHA) == SHA


def test_bytes_are_moved_out_as_they_are(originals: Originals, tmp_path: Path) -> None:
    put(originals)
    originals.copy_out(SHA, tmp_path / "copied")
    originals.take_out(SHA, tmp_path / "taken")
    assert (tmp_path / "copied").read_bytes() == (tmp_path / "taken").read_bytes() == DATA
    assert not originals.has(SHA)


def test_many_are_listed_in_order(originals: Originals) -> None:
    names = sorted(put(originals, DATA + bytes([number])) for number in range(12))
    assert [each.name for each in originals.list()] == names


def test_nobody_removes_what_is_about_to_have_its_row(originals: Originals) -> None:
    order: list[str] = []
    begun = threading.Event()

    def removing() -> None:
        begun.set()
        with originals.alone(SHA):
            order.append("removal")

    from django.db import connection

    def removing_thread() -> None:
        try:
            removing()
        finally:
            connection.close()

    thread = threading.Thread(target=removing_thread)
    with originals.put(io.BytesIO(DATA), MOST):
        thread.start()
        begun.wait()
        thread.join(0.5)
        order.append("row")
    thread.join(60)
    assert order == ["row", "removal"]


def test_uploads_wait_under_names_of_our_own(incoming: Incoming) -> None:
    names = [incoming.keep(io.BytesIO(DATA), MOST) for _ in range(2)]
    assert len(set(names)) == 2 and all(incoming.has(name) for name in names)
    with incoming.open(names[0]) as file:
        assert file.read() == DATA
    assert {(each.name, each.size) for each in incoming.list()} == {(n, len(DATA)) for n in names}
    incoming.remove(names[0])
    incoming.remove(names[0])
    assert not incoming.has(names[0]) and incoming.has(names[1])
    with pytest.raises(FileNotFoundError):
        incoming.open(names[0])


def test_an_upload_that_is_too_long_leaves_nothing(incoming: Incoming, tmp_path: Path) -> None:
    with pytest.raises(TooManyBytes):
        incoming.keep(io.BytesIO(DATA), 9)
    assert not list(incoming.list()) and not list((tmp_path / "incoming").iterdir())


def test_no_name_leads_out_of_the_place_of_uploads(incoming: Incoming, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for name in ("../secret", "/etc/passwd", f"{tmp_path}/secret"):
        assert not incoming.has(name)
        with pytest.raises(FileNotFoundError):
            incoming.open(name)


# A bucket alone


@pytest.fixture
def bucket(s3: Service) -> str:
    return s3.bucket()


@pytest.fixture
def between(s3: Service) -> Between:
    return Between(s3)


@pytest.fixture
def behind(between: Between, bucket: str, tmp_path: Path) -> Iterator[BucketOriginals]:
    """A store that the tests may put a fault before."""
    with between.running() as address:
        yield in_bucket(bucket, address, Home(tmp_path / "behind"), s3_seconds=1.0)


@pytest.fixture
def straight(s3: Service, bucket: str, tmp_path: Path) -> BucketOriginals:
    """The same bucket, of another machine, which nothing happens to."""
    return in_bucket(bucket, s3.address, Home(tmp_path / "straight"))


def test_a_service_that_is_busy_for_a_while_is_asked_again(
    behind: BucketOriginals, between: Between
) -> None:
    between.fault = object_store.busy(2)
    assert put(behind) == SHA
    behind.forget_copies(SHA)
    between.fault = object_store.busy(2)
    with behind.open(SHA) as file:
        assert file.read() == DATA


@pytest.mark.parametrize(
    "fault", [object_store.busy(99), object_store.silent], ids=["busy", "silent"]
)
def test_one_that_stays_so_is_said_to_be_away_and_nothing_is_half_there(
    fault: object_store.Fault, behind: BucketOriginals, between: Between, straight: BucketOriginals
) -> None:
    between.fault = fault
    with pytest.raises(StoreUnavailable) as raised:
        put(behind)
    assert raised.value.code == "store_away"
    assert not straight.has(SHA)
    put(straight)
    with pytest.raises(StoreUnavailable), behind.local_copy(SHA):
        pass
    assert not list(behind.copies.folder.rglob("*.pdf"))
    between.fault = None
    with behind.local_copy(SHA) as path:
        assert path.read_bytes() == DATA


@pytest.mark.parametrize("fault", [object_store.wrong_bytes, object_store.cut_off])
def test_bytes_that_came_wrong_or_half_are_asked_for_again_or_never_used(
    fault: Callable[[int], object_store.Fault],
    behind: BucketOriginals, between: Between, straight: BucketOriginals,
) -> None:  # fmt: skip
    put(straight)
    between.fault = fault(99)
    with pytest.raises((OriginalDamaged, StoreUnavailable)), behind.local_copy(SHA):
        pass
    assert not list(behind.copies.folder.rglob(f"{SHA}*"))
    if fault is object_store.wrong_bytes:
        between.fault = fault(2)
    else:
        between.fault = None
    with behind.local_copy(SHA) as path:
        assert path.read_bytes() == DATA


def test_bytes_that_change_on_the_way_to_the_bucket_are_refused_there(
    behind: BucketOriginals, between: Between, straight: BucketOriginals
) -> None:
    between.fault = object_store.wrong_on_the_way
    with pytest.raises(StoreUnavailable):
        put(behind)
    assert not straight.has(SHA)
    between.fault = None
    put(behind)
    assert straight.digest(SHA) == SHA


def test_a_lost_race_is_as_good_as_a_won_one(
    behind: BucketOriginals, between: Between, straight: BucketOriginals
) -> None:
    between.fault = object_store.lost_race
    assert put(behind) == SHA
    assert straight.digest(SHA) == SHA


def test_of_many_who_put_the_same_all_find_it(s3: Service, bucket: str, tmp_path: Path) -> None:
    from django.db import connection

    found: list[str] = []

    def one(number: int) -> None:
        try:
            found.append(put(in_bucket(bucket, s3.address, Home(tmp_path / str(number)))))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [SHA] * 6 and s3.keys(bucket) == [f"originals/{SHA[:2]}/{SHA}.pdf"]


@pytest.mark.parametrize("versioned", [False, True])
def test_what_was_damaged_in_the_bucket_is_mended_by_being_put_again(
    versioned: bool, s3: Service, tmp_path: Path
) -> None:
    bucket = s3.bucket(versioned=versioned)
    store = in_bucket(bucket, s3.address, Home(tmp_path))
    put(store)
    s3.client.put_object(Bucket=bucket, Key=store.key(SHA), Body=DATA[:-1] + b"!")
    store.forget_copies(SHA)
    assert store.digest(SHA) not in (None, SHA)
    with pytest.raises(OriginalDamaged), store.local_copy(SHA):
        pass
    put(store)
    with store.local_copy(SHA) as path:
        assert path.read_bytes() == DATA
    # what is purged leaves no version behind
    store.remove(SHA)
    left = s3.client.list_object_versions(Bucket=bucket)
    assert not left.get("Versions") and not left.get("DeleteMarkers")


@pytest.mark.parametrize(
    ("how", "code"),
    [("no bucket", "store_no_bucket"), ("key", "store_refuses"), ("port", "store_away")],
)
def test_what_is_wrong_with_the_settings_is_told_apart(
    how: str, code: str, s3: Service, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = s3.address
    if how == "no bucket":
        bucket = "nobody-made-this"
    elif how == "key":
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    else:
        address = "http://127.0.0.1:9"
    store = in_bucket(bucket, address, Home(tmp_path), s3_seconds=1.0)
    with pytest.raises(StoreUnavailable) as raised:
        put(store)
    assert raised.value.code == code


def test_a_signed_address_gives_the_file_to_whoever_has_it_and_to_nobody_else(
    s3: Service, bucket: str, tmp_path: Path
) -> None:
    store = in_bucket(bucket, s3.address, Home(tmp_path), s3_files="signed")
    put(store)
    address = store.address(SHA, "避難計画.pdf")
    assert address is not None
    answer = httpx.get(address)
    assert answer.content == DATA and answer.headers["content-type"] == "application/pdf"
    assert "attachment" in answer.headers["content-disposition"]
    assert httpx.get(address.partition("?")[0]).status_code == 403
    assert httpx.get(address.replace(SHA, SHA[::-1])).status_code == 403
    assert in_bucket(bucket, s3.address, Home(tmp_path)).address(SHA, "a.pdf") is None


# Copies on this machine


def fetching(data: bytes, asked: list[int]) -> Callable[[BinaryIO], None]:
    def fetch(file: BinaryIO) -> None:
        asked.append(len(data))
        file.write(data)

    return fetch


def test_the_least_lately_used_copies_make_room_and_those_in_use_stay(tmp_path: Path) -> None:
    asked: list[int] = []
    copies = LocalCopies(tmp_path, 1000)
    names = [f"{number:02}ab" for number in range(20)]

    def use(name: str) -> None:
        with copies.held(name, fetching(b"x" * 100, asked)) as path:
            assert path.read_bytes() == b"x" * 100

    with copies.held(names[0], fetching(b"x" * 100, asked)) as kept:
        for name in names[1:]:
            use(name)
            assert kept.is_file()
    total = sum(path.stat().st_size for path in tmp_path.rglob("*ab"))
    assert total <= 1000
    fetched = len(asked)
    use(names[-1])
    assert len(asked) == fetched
    use(names[1])
    assert len(asked) == fetched + 1


def test_one_that_is_larger_than_all_room_is_kept_while_it_is_used(tmp_path: Path) -> None:
    copies = LocalCopies(tmp_path, 10)
    with copies.held("large", fetching(b"x" * 100, [])) as path:
        assert path.stat().st_size == 100


def test_a_full_disk_first_costs_the_copies_that_nobody_uses(tmp_path: Path) -> None:
    copies = LocalCopies(tmp_path, 1000)
    for name in ("aa", "bb"):
        with copies.held(name, fetching(b"x", [])):
            pass
    times = itertools.count()

    def full(file: BinaryIO) -> None:
        if next(times) == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        assert not copies.path("aa").exists()
        file.write(b"y")

    with copies.held("cc", full) as path:
        assert path.read_bytes() == b"y"

    def fuller(_file: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"), copies.held("dd", fuller):
        pass
    assert not list(tmp_path.rglob(".part-*"))


def test_many_who_want_the_same_fetch_it_once(tmp_path: Path) -> None:
    asked: list[int] = []
    copies = LocalCopies(tmp_path, 1000)

    def want() -> None:
        with copies.held("same", fetching(b"x" * 9, asked)) as path:
            assert path.read_bytes() == b"x" * 9

    threads = [threading.Thread(target=want) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert asked == [9]
