"""Made-up versions come, go, come back and are read anew, in any order: no record is of two subjects,
none is joined wrongly, and every address that was ever shown leads to what it led to."""

from __future__ import annotations

import random
import uuid
from hashlib import sha256

import msgspec
import pytest
from tools.record_series.series import Author, Version

from shiryokan.documents.bin import purge, put_in_bin, take_out_of_bin
from shiryokan.documents.models import Document
from shiryokan.paper.model import Box
from shiryokan.records import extraction as extracting
from shiryokan.records.models import Extraction, Record, Series
from shiryokan.registers.base import Place, Trace
from shiryokan.subjects.joins import Joins
from shiryokan.subjects.subject import pin, subject_at, subject_of

pytestmark = pytest.mark.django_db
STEPS, SAMPLE = 5, 4
SLOW_STEPS, SLOW_SEEDS = 14, 4


class House:
    """The versions of one made-up guideline in a library, and of which matter each record is."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.versions = Author("requirements", seed).versions(4)
        self.series = Series.objects.create(name=f"指針{seed}")
        self.prefix = [""] * len(self.versions)
        self.matter: dict[uuid.UUID, int] = {}
        self.seed = seed
        self.shown: dict[uuid.UUID, int] = {}
        """The matter of each address that was ever shown, by the record that was asked for."""

    def name(self, number: int) -> str:
        return sha256(f"{self.seed} {number}".encode()).hexdigest()

    def document(self, number: int) -> Document | None:
        return Document.everything.filter(pk=self.name(number)[:16]).first()

    def read(self, number: int) -> None:
        """Read a version, or read it anew."""
        whole = self.name(number)
        document, _ = Document.everything.get_or_create(
            pk=whole[:16],
            defaults={
                "sha256": whole, "size": 1, "file_name": f"{number}.pdf", "title": f"指針 {number}",
                "state": Document.State.INDEXED, "page_count": 1,
            },
        )  # fmt: skip
        extraction, _ = Extraction.objects.update_or_create(
            document=document, register="requirements",
            defaults={
                "version": 1, "state": Extraction.State.FOUND, "series": self.series,
                "year": 2020 + number, "stamp": uuid.uuid4(), "placed_by_hand": True,
            },
        )  # fmt: skip
        version: Version = self.versions[number]
        records = []
        for at, record in enumerate(version.records):
            place = Place(1, (Box(10, 20.0 * at, 200, 20.0 * at + 12),), record.key)
            made = msgspec.structs.replace(
                record, document=whole, key=self.prefix[number] + record.key,
                provenance={"text": [Trace((place,))]},
            )  # fmt: skip
            records.append(made)
            self.matter[uuid.UUID(made.id)] = version.matters[record.key]
        extracting._replace_records(extraction, records)

    def step(self) -> None:
        """Something happens."""
        number = self.chance.randrange(len(self.versions))
        document = self.document(number)
        if document is None:
            self.read(number)
        elif document.binned_at is not None:
            if self.chance.random() < 0.5:
                take_out_of_bin(document)
            else:
                purge(document)
                # of what only it told nothing is left
                self.shown = {a: m for a, m in self.shown.items() if subject_at(a) is not None}
        elif self.chance.random() < 0.4:
            self.prefix[number] = self.chance.choice(("", "§", "第"))
            self.read(number)
        else:
            put_in_bin(document)

    def look(self) -> None:
        """Ask for some subjects, as readers do, and for all that were ever shown."""
        joins = Joins()
        live = set(Record.objects.filter(document__binned_at=None).values_list("pk", flat=True))
        rows = list(Record.objects.filter(pk__in=live).order_by("pk"))
        for row in self.chance.sample(rows, min(SAMPLE, len(rows))):
            found = subject_of(row, joins)
            assert found is not None and row.pk in found.records
            assert {self.matter[pk] for pk in found.records} == {self.matter[row.pk]}
            for pk in found.records:
                other = subject_at(pk, joins)
                assert other is not None and (other.id, other.records) == (found.id, found.records)
            self.shown[found.id] = self.matter[row.pk]
            if self.chance.random() < 0.3:
                pin(found)
        for address, matter in self.shown.items():
            found = subject_at(address, joins)
            if found is not None:
                assert {self.matter[pk] for pk in found.records} == {matter}


@pytest.mark.thorough
def test_addresses_last_whatever_happens() -> None:
    try_steps(0, STEPS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 1 + SLOW_SEEDS))
def test_addresses_last_through_more(seed: int) -> None:
    try_steps(seed, SLOW_STEPS)


def try_steps(seed: int, steps: int) -> None:
    house = House(seed)
    for number in (1, 2):
        house.read(number)
    house.look()
    for _ in range(steps):
        house.step()
        house.look()
    assert house.shown
    # when all is there again, every address leads to its matter
    for number in range(len(house.versions)):
        document = house.document(number)
        if document is not None and document.binned_at is not None:
            take_out_of_bin(document)
        elif document is None:
            house.read(number)
    house.look()
    lost = [address for address in house.shown if subject_at(address) is None]
    assert not lost
