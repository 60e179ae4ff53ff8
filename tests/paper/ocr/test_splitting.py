"""A network cut in two gives what the whole one gives."""

from __future__ import annotations

import numpy as np
import pytest

from shiryokan.paper.ocr.decoding import best_path
from shiryokan.paper.ocr.engine import Recognised
from shiryokan.paper.ocr.models import RECOGNITION, network
from shiryokan.paper.ocr.pp_ocr import PpOcr, twins
from shiryokan.paper.ocr.runtime import load
from shiryokan.paper.ocr.splitting import split, tensor
from tests.paper.ocr.pictures import strip

FEATURES = "p2o.pd_op.transpose.8.0"
TEXT = "未払いの保険料は令和6年度の第31条により納付する。"


def test_both_parts_together_give_what_the_whole_gives() -> None:
    model = network(RECOGNITION)
    given = np.random.default_rng(18).uniform(-1, 1, (1, 3, 48, 176)).astype(np.float32)
    whole, told = load(model)
    (first, told_first), (second, _) = (load(part) for part in split(model, FEATURES))
    assert told_first == told
    assert np.allclose(second(first(given)), whole(given), atol=1e-5)


def test_what_is_in_neither_part_is_told() -> None:
    model = network(RECOGNITION)
    for name in ("no such tensor", "fetch_name_0"):
        with pytest.raises(ValueError, match=name):
            split(model, name)
    with pytest.raises(ValueError, match="w_9"):
        tensor(model, "w_9")
    assert tensor(model, "linear_8.w_0").shape == (120, 18710)


def test_a_line_is_read_as_by_the_whole_network(
    engine: PpOcr, monkeypatch: pytest.MonkeyPatch
) -> None:
    crop = strip(TEXT)
    quick = engine.recognise(crop)
    monkeypatch.setattr("shiryokan.paper.ocr.pp_ocr._SURELY_BLANK", np.inf)
    slow = engine.recognise(crop)
    assert quick.spoken is not None and slow.spoken is not None
    assert len(quick.spoken) < 0.8 * len(slow.spoken) == 0.8 * len(slow.lattice)
    assert np.abs(quick.lattice - slow.lattice).max() < 0.02
    assert best_path(quick) == best_path(slow)
    assert quick.likeliest().tolist() == slow.lattice.argmax(axis=1).tolist()


def test_a_lattice_without_steps_that_speak_is_blank(engine: PpOcr) -> None:
    crop = np.full((48, 320, 3), 255, np.uint8)
    seen = engine.recognise(crop)
    assert best_path(seen) == [] and not seen.likeliest().any()
    all_steps = Recognised(seen.lattice, seen.charset, seen.step)
    assert not all_steps.likeliest().any()
    assert len(twins(seen.charset)[0]) == len(twins(seen.charset)[1]) > 0
