"""Pages made worse as scanners, faxes and copiers make them; each takes a picture at 200 dpi."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from shiryokan.paper.ocr.engine import Pixels

Degradation = Callable[[Pixels, Pixels, np.random.Generator], tuple[Pixels, int]]
"""Takes a picture, that of the next page and a source of chance; gives the worse picture, and by
how many degrees clockwise it has to be turned to be upright."""


def _noisy(picture: Pixels, chance: np.random.Generator, much: float) -> Pixels:
    noise = chance.normal(0, much, picture.shape[:2])[..., None]
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _skewed(picture: Pixels, degrees: float) -> Pixels:
    image = Image.fromarray(picture)
    return np.asarray(image.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)))


def _blurred(picture: Pixels, radius: float) -> Pixels:
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(radius)))


def _jpeg(picture: Pixels, quality: int) -> Pixels:
    held = io.BytesIO()
    Image.fromarray(picture).convert("L").save(held, "JPEG", quality=quality)
    return np.asarray(Image.open(held).convert("RGB"))


def clean(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    return picture, 0


def scan(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    grey = (picture * 0.82 + 36).astype(np.uint8)
    return _jpeg(_noisy(_blurred(grey, 0.6), chance, 7), 40), 0


def skew(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    return _jpeg(_skewed(picture, float(chance.uniform(-2.5, 2.5))), 60), 0


def fax(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    grey = _noisy(_blurred(_skewed(picture, 0.5), 0.5), chance, 24).mean(axis=2)
    return np.repeat(np.where(grey < 150, 0, 255).astype(np.uint8)[..., None], 3, axis=2), 0


def blur(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    return _noisy(_blurred(picture, 1.2), chance, 10), 0


def bleed(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    back = np.full_like(picture, 255)
    high, wide = (min(a, b) for a, b in zip(picture.shape[:2], behind.shape[:2], strict=True))
    back[:high, :wide] = behind[:high, :wide][:, ::-1]
    faint = 255 - (255 - _blurred(back, 1.5).astype(np.int16)) * 0.18
    return _jpeg(np.minimum(picture, faint).astype(np.uint8), 70), 0


def stamp(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    layer = Image.new("RGB", (170, 170), (255, 255, 255))
    draw = ImageDraw.Draw(layer)
    draw.ellipse((6, 6, 163, 163), outline=(214, 40, 36), width=7)
    draw.line((30, 62, 140, 62), fill=(214, 40, 36), width=4)
    draw.line((30, 108, 140, 108), fill=(214, 40, 36), width=4)
    result = picture.copy()
    y, x = (int(chance.uniform(0.2, 0.7) * side) for side in picture.shape[:2])
    part = result[y : y + 170, x : x + 170]
    drawn = np.asarray(layer)[: part.shape[0], : part.shape[1]]
    result[y : y + 170, x : x + 170] = np.minimum(part, drawn)
    return result, 0


def turned(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    quarters = int(chance.integers(1, 4))
    return np.ascontiguousarray(np.rot90(picture, -quarters)), (4 - quarters) * 90


def low(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """Scanned at 120 dpi, and drawn at 200 again."""
    image = Image.fromarray(picture)
    small = image.resize((image.width * 3 // 5, image.height * 3 // 5), Image.Resampling.BOX)
    worse = Image.fromarray(_jpeg(_noisy(np.asarray(small), chance, 5), 50))
    return np.asarray(worse.resize(image.size, Image.Resampling.BICUBIC)), 0


def copy(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """A copy of a copy: dark and hard, with grains of toner, a little skewed."""
    soft = _blurred(_skewed(picture, float(chance.uniform(-0.8, 0.8))), 0.9).astype(np.float64)
    hard = np.clip((soft - 150) * 2.6 + 128, 25, 240)
    grains = chance.random(picture.shape[:2]) < 0.0015
    hard[grains] = 70
    return _jpeg(hard.astype(np.uint8), 75), 0


def thin(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """Little toner: thin strokes, grey, with gaps."""
    image = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(0.5))
    lighter = np.asarray(image).astype(np.float64)
    gaps = chance.random(picture.shape[:2])[..., None] < 0.12
    lighter = np.where(gaps, lighter * 0.4 + 0.6 * 255, lighter * 0.65 + 0.35 * 255)
    return _jpeg(_blurred(lighter.astype(np.uint8), 0.4), 70), 0


def lit(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """Photographed flat with a telephone: light that falls off to one corner, soft, compressed."""
    high, wide = picture.shape[:2]
    y, x = np.mgrid[0:high, 0:wide]
    light = 1.0 - 0.45 * (x / wide * 0.6 + y / high * 0.4)
    soft = _blurred(_skewed(picture, float(chance.uniform(-1.2, 1.2))), 0.8)
    return _jpeg(_noisy(soft * light[..., None], chance, 6), 55), 0


def screened(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """Black and white by error diffusion, as a fax sends a grey page."""
    grey = (_blurred(picture, 0.5) * 0.85 + 24).astype(np.uint8)
    screen = np.asarray(Image.fromarray(grey).convert("L").convert("1")).astype(np.uint8) * 255
    return np.repeat(screen[..., None], 3, axis=2), 0


def streaked(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """Scanned over dirty glass: thin upright streaks, grey paper, a fold across it."""
    faded = (_blurred(picture, 0.5) * 0.88 + 22).astype(np.uint8)
    grey = _noisy(faded, chance, 5).astype(np.float64)
    high, wide = picture.shape[:2]
    for at in chance.integers(0, wide, 4):
        grey[:, at] = grey[:, at] * 0.75 + 20
    fold = np.abs(np.arange(high) - chance.uniform(0.3, 0.7) * high)
    grey *= (1.0 - 0.18 * np.exp(-((fold / 9) ** 2)))[:, None, None]
    return _jpeg(np.clip(grey, 0, 255).astype(np.uint8), 55), 0


def stretched(picture: Pixels, behind: Pixels, chance: np.random.Generator) -> tuple[Pixels, int]:
    """Sent by a fax of coarse resolution: every other row is doubled, and some are lost."""
    image = Image.fromarray(_noisy(_blurred(picture, 0.6), chance, 14))
    rows = np.asarray(image.resize((image.width, image.height // 2), Image.Resampling.BOX))
    kept = chance.random(len(rows)) > 0.004
    rows = rows.mean(axis=2)[np.maximum.accumulate(np.where(kept, np.arange(len(rows)), 0))]
    whole = np.repeat(np.where(rows < 150, 0, 255).astype(np.uint8), 2, axis=0)
    full = np.full(picture.shape[:2], 255, np.uint8)
    full[: len(whole)] = whole[: len(full)]
    return np.repeat(full[..., None], 3, axis=2), 0


DEGRADATIONS: dict[str, Degradation] = {
    "clean": clean,
    "scan": scan,
    "skew": skew,
    "fax": fax,
    "blur": blur,
    "bleed": bleed,
    "stamp": stamp,
    "turned": turned,
    "low": low,
    "copy": copy,
    "thin": thin,
    "lit": lit,
    "screened": screened,
    "streaked": streaked,
    "stretched": stretched,
}
