"""Files spoilt at random, but the same each time: by the number that the dice begin with."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECT = re.compile(rb"\d+ 0 obj(.*?)endobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<=[ \[/<(])-?\d{1,9}(?=[ \]/>)\r\n])")
_LENGTH = re.compile(rb"/Length \d+")
_REFERENCE = re.compile(rb"\d+ 0 R")
_BIG = (b"2147483647", b"-1", b"0", b"99999999999999999999", b"1e38", b"-2147483648", b"65536")


def flipped_bytes(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 100, 1000))):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def cut(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(1, len(data))]


def cut_out(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randrange(1, 5000) :]


def doubled(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    at, length = dice.randrange(len(data)), dice.randrange(1, 20_000)
    return data[:at] + data[at : at + length] * dice.randrange(2, 20) + data[at + length :]


def swapped_objects(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return flipped_bytes(data, dice, others)
    one, two = sorted(dice.sample(found, 2), key=lambda each: each.start())
    return (
        data[: one.start(1)] + two[1] + data[one.end(1) : two.start(1)] + one[1]
        + data[two.end(1) :]
    )  # fmt: skip


def swapped_references(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    known = _REFERENCE.findall(data)
    if not known:
        return flipped_bytes(data, dice, others)
    return _REFERENCE.sub(
        lambda found: dice.choice(known) if dice.random() < 0.05 else found[0], data
    )


def spliced_streams(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """A stream of another file in the place of one of this."""
    own, strange = _streams(data), _streams(dice.choice(others))
    if not own or not strange:
        return flipped_bytes(data, dice, others)
    place, taken = dice.choice(own), dice.choice(strange)
    return data[: place.start(1)] + taken[1] + data[place.end(1) :]


def spoilt_inside(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """A stream unpacked, spoilt, and packed again, so that what is within is reached."""
    for place in dice.sample(_streams(data), min(len(_streams(data)), 20)):
        try:
            plain = zlib.decompress(place[1].rstrip(b"\r\n"))
        except zlib.error:
            continue
        if not plain:
            continue
        again = flipped_bytes(plain, dice, others) if dice.random() < 0.5 else _spoken(plain, dice)
        packed = zlib.compress(again)
        before = data[: place.start(1)]
        lengths = list(_LENGTH.finditer(before))
        if lengths:
            last = lengths[-1]
            before = before[: last.start()] + b"/Length %d" % len(packed) + before[last.end() :]
        return before + packed + b"\n" + data[place.end(1) :]
    return flipped_bytes(data, dice, others)


def _spoken(plain: bytes, dice: random.Random) -> bytes:
    return _NUMBER.sub(lambda n: dice.choice(_BIG) if dice.random() < 0.02 else n[0], plain)


def blown_up_numbers(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    return _NUMBER.sub(lambda n: dice.choice(_BIG) if dice.random() < 0.01 else n[0], data)


def wrong_lengths(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    return _LENGTH.sub(lambda found: b"/Length " + dice.choice(_BIG), data)


def wrong_table(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    at = max(data.rfind(b"xref"), 0)
    rest = bytearray(data[at:])
    for place in dice.sample(range(len(rest)), min(len(rest), 40)):
        rest[place] = dice.choice(b"0123456789 fn")
    return data[:at] + bytes(rest)


def glued(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """The beginning of one file and the end of another."""
    other = dice.choice(others)
    return data[: dice.randrange(1, len(data))] + other[dice.randrange(len(other)) :]


def _streams(data: bytes) -> list[re.Match[bytes]]:
    return list(_STREAM.finditer(data))


Mutation = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
MUTATIONS: tuple[Mutation, ...] = (
    flipped_bytes, cut, cut_out, doubled, swapped_objects, swapped_references, spliced_streams,
    spoilt_inside, blown_up_numbers, wrong_lengths, wrong_table, glued,
)  # fmt: skip


def mutated(number: int, sources: Sequence[bytes]) -> tuple[str, bytes]:
    """The mutation of this number, by name, of one of the sources."""
    dice = random.Random(number)
    kind = MUTATIONS[number % len(MUTATIONS)]
    return kind.__name__.replace("_", " "), kind(dice.choice(sources), dice, sources)
