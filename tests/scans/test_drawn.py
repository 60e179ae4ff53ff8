"""What only a picture says of who publishes: a ministry's name in its logo."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.documents.guessing import guesses_of
from shiryokan.documents.models import Document
from tests import ocr
from tests.scans.conftest import Add, read_pictures

GOTHIC = "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf"


def with_a_logo(words: str) -> bytes:
    """A page of text at whose foot a picture shows ``words``."""
    logo = Image.new("L", (520, 100), 255)
    ImageDraw.Draw(logo).text((20, 18), words, fill=0, font=ImageFont.truetype(GOTHIC, 60))
    data = BytesIO()
    canvas = Canvas(data, pagesize=(595, 842))
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    canvas.setFont("HeiseiKakuGo-W5", 24)
    canvas.drawString(120, 640, "避難の訓練の手引")
    canvas.setFont("HeiseiKakuGo-W5", 11)
    canvas.drawString(90, 560, "この手引は、訓練をする人のために書かれた。")
    canvas.drawImage(ImageReader(logo), 220, 90, 156, 30)
    canvas.save()
    return data.getvalue()


def test_a_logo_tells_the_publisher_once_pages_are_held_against_their_pictures(
    settled: Callable[..., None], add: Add, tmp_path: Path
) -> None:
    ocr.needed()
    settled(scans="on", verification="sample")
    (tmp_path / "a.pdf").write_bytes(with_a_logo("国土交通省"))
    add(tmp_path / "a.pdf")
    document = Document.objects.get()
    assert guesses_of(document).publisher is None
    read_pictures()
    document.refresh_from_db()
    found = guesses_of(document).publisher
    assert found is not None and found.value == "国土交通省"
    assert document.title == "避難の訓練の手引"
