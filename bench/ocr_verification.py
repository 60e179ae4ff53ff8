"""Text layers held against their pictures: how many wrong claims are flagged, how many right ones.

usage: python -m bench.ocr_verification [--lines N] [--shown N]
                                       [--pages looked-at|kept-aside|unseen|later|columns|level]
                                       [--crops FOLDER]

Lines of pages that nothing was tuned on, each as its page claims it and once with one character
wrong: a look-alike, another kanji, another digit, one dropped, one doubled. What is drawn alike and
cannot be told from a picture (ニ and 二) is no wrong character here.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.ocr.folding import folded
from shiryokan.paper.ocr.lines import look
from shiryokan.paper.ocr.model import State, Verdict
from shiryokan.paper.ocr.pictures import picture_of
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.verifying import judged, pieces_of

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
LOOKED_AT = (
    ("real/mhlw-r6-medical-notice-677p.pdf", (61, 402)), ("fees/medical-r6.pdf", (77, 301)),
    ("real/meti-cloud-guideline.pdf", (23, 81)), ("real/mhlw-r8-qa-91p.pdf", (41,)),
    ("real/mext-sti-wp-r6-ch3.pdf", (11,)), ("real/mof-aml-action-plan-4p.pdf", (4,)),
    ("real/ipa-early-warning-guideline-2019.pdf", (31,)), ("care/leaders-r6.pdf", (2,)),
    ("real/mhlw-h28-old-new-table-344p.pdf", (91,)), ("plan/open-2023.pdf", (3,)),
    ("real/mhlw-r6-facility-criteria-289p.pdf", (151,)),
    ("real/kanagawa-bid-guideline-47p.pdf", (12,)),
    ("real/mhlw-r2-facility-criteria-vert-180p.pdf", (121,)), ("notices/dental-r6.pdf", (9,)),
)  # fmt: skip
"""Pages of which the first alarms were looked at."""
KEPT_ASIDE = (
    ("real/caa-mailorder-cid-27p.pdf", (5, 14, 22)), ("real/cas-cloud-policy-19p.pdf", (3, 11, 16)),
    ("real/cio-dp2021-01-56p.pdf", (12, 33, 47)), ("real/digital-agile-guide-37p.pdf", (8, 21, 30)),
    ("real/fsa-policy-2023-30p.pdf", (6, 19, 26)), ("real/maff-fair-trade-44p.pdf", (9, 30, 40)),
    ("real/meti-iot-guideline-19p.pdf", (7, 12)), ("real/meti-monodukuri-wp-37p.pdf", (10, 24)),
    ("real/mhlw-gdp-slides-rotated-46p.pdf", (15,)), ("real/mhlw-kokumin-kiso-22p.pdf", (4, 13)),
    ("real/mhlw-h30-vert-rotated-2p.pdf", (1, 2)), ("real/mic-cloud-guideline-84p.pdf", (20, 66)),
    ("real/mic-furusato-cid-13p.pdf", (6, 10)), ("real/mof-invoice-qa-kangxi-15p.pdf", (8, 12)),
    ("real/mof-pri-staff24-17p.pdf", (5, 11)), ("real/pmda-carcinogenicity-35p.pdf", (17, 28)),
    ("real/mhlw-r1-amend-vert-land-32p.pdf", (9, 20)), ("real/cio-dp2020-01-14p.pdf", (5, 9)),
    ("real/fsa-dp2023-2-docuworks-31p.pdf", (9, 20)), ("real/mhlw-r3-notice-pua-10p.pdf", (3, 7)),
    ("real/mhlw-r6-dispensing-notice.pdf", (8, 21)), ("real/meti-textile-slides-16p.pdf", (6,)),
    ("real/mhlw-h28-record-layout-82p.pdf", (20,)), ("real/mof-bos-tables-10p.pdf", (4,)),
)  # fmt: skip
"""Pages of files on which nothing was tuned."""
UNSEEN = (
    ("real/cao-econ-measures-slides-49p.pdf", (8, 31)),
    ("real/cio-dp2021-07-att-22p.pdf", (3, 8, 14)),
    ("real/fsa-insurance-slides.pdf", (5, 10)), ("real/ipa-ai-threat-slides-17p.pdf", (4, 11)),
    ("real/ipa-jvn-2024q2-11p.pdf", (4, 8)), ("real/meti-credit-law-slides-88p.pdf", (15, 52, 70)),
    ("real/mhlw-cosmetics-tables-11p.pdf", (4, 8)), ("real/mhlw-r6-dental-forms.pdf", (4,)),
    ("real/mhlw-h28-efee-guide-slides-49p.pdf", (9, 30)),
    ("real/mhlw-hokenjo-slides-39p.pdf", (7, 25)),
    ("real/mic-ict-wp-summary-12p.pdf", (3, 8)), ("real/mlit-protection-slides-21p.pdf", (4, 14)),
    ("fees/dispensing-r4.pdf", (5, 9)), ("fees/medical-r4.pdf", (60, 120, 210, 280)),
    ("plan/rows-2024.pdf", (4, 17)), ("plan/lined-2024.pdf", (9, 22)), ("plan/open-2024.pdf", (7,)),
    ("plan-looks/three.pdf", (3, 9)), ("opinions/plain.pdf", (2, 4)),
    ("answers/001678310.pdf", (4, 13)), ("answers/001703573.pdf", (5, 9)),
    ("answers/001707505.pdf", (7, 16)), ("errata/kaiteikankei_r060501_1.pdf", (10, 40, 75)),
    ("errata/kaiteikankei_r060517_1.pdf", (9, 20)), ("errata/kaiteikankei_r060830_1.pdf", (6, 17)),
    ("errata/kaiteikankei_r061001_1.pdf", (5, 11)), ("care/spaces-r6.pdf", (3, 10)),
    ("care/spaces-r9.pdf", (6,)), ("checklists/iryo-2024.pdf", (1,)),
    ("checklists/yakkyoku-2025.pdf", (1,)), ("checklists/jigyo-2024.pdf", (1,)),
    ("real/mhlw-r6-facility-criteria-289p.pdf", (60, 120, 190, 255)),
    ("real/mhlw-r2-facility-criteria-vert-180p.pdf", (20, 75, 110, 160)),
    ("real/mhlw-r1-amend-vert-land-32p.pdf", (5, 28)),
)  # fmt: skip
"""Pages that nobody had looked at in any run before: of files of which no page was, but for those
with vertical lines."""
LATER = (
    ("real/cao-econ-measures-slides-49p.pdf", (15, 40)),
    ("real/cio-dp2021-07-att-22p.pdf", (5, 19)), ("real/mhlw-kokumin-kiso-22p.pdf", (9, 19)),
    ("real/ipa-jvn-2024q2-11p.pdf", (2, 7)), ("real/meti-credit-law-slides-88p.pdf", (30, 78)),
    ("real/mhlw-cosmetics-tables-11p.pdf", (2, 10)), ("real/fsa-insurance-slides.pdf", (2, 7)),
    ("real/mhlw-h28-efee-guide-slides-49p.pdf", (18, 42)), ("opinions/plain.pdf", (3, 5)),
    ("real/mic-ict-wp-summary-12p.pdf", (6, 11)), ("real/mlit-protection-slides-21p.pdf", (9, 18)),
    ("fees/dispensing-r4.pdf", (2, 11)), ("fees/medical-r4.pdf", (30, 95, 180, 250)),
    ("plan/rows-2024.pdf", (11, 25)), ("plan/lined-2024.pdf", (15, 27)),
    ("plan/open-2024.pdf", (12,)), ("plan-looks/three.pdf", (6, 11)),
    ("answers/001678310.pdf", (9, 19)), ("answers/001703573.pdf", (2, 11)),
    ("answers/001707505.pdf", (3, 12)), ("errata/kaiteikankei_r060501_1.pdf", (25, 60)),
    ("errata/kaiteikankei_r060830_1.pdf", (12, 20)), ("care/spaces-r6.pdf", (6,)),
    ("care/spaces-r9.pdf", (11,)), ("checklists/iryo-2025.pdf", (2,)),
    ("notices/dispensing-r6.pdf", (20, 41)), ("real/pmda-carcinogenicity-35p.pdf", (7, 30)),
    ("real/meti-cloud-guideline.pdf", (35, 95)), ("real/maff-fair-trade-44p.pdf", (17, 37)),
    ("real/mhlw-r6-facility-criteria-289p.pdf", (45, 100, 175, 230, 280)),
    ("real/mhlw-r2-facility-criteria-vert-180p.pdf", (12, 60, 145, 172)),
    ("real/mhlw-r1-amend-vert-land-32p.pdf", (3, 12, 22)),
)  # fmt: skip
"""Pages read after what those of UNSEEN taught: others of mostly the same files."""
COLUMNS = (
    ("real/mhlw-r6-facility-criteria-289p.pdf", (15, 75, 135, 205, 245, 270)),
    ("real/mhlw-r2-facility-criteria-vert-180p.pdf", (42, 88, 132, 155)),
    ("real/mhlw-r1-amend-vert-land-32p.pdf", (7, 18, 25, 30)),
)  # fmt: skip
"""Pages with vertical lines that no run had used when those of LATER were mended."""
LEVEL = (
    ("real/kanagawa-bid-guideline-47p.pdf", (20,)), ("real/maff-fair-trade-44p.pdf", (26,)),
    ("real/mhlw-h28-record-layout-82p.pdf", (33,)), ("real/mhlw-kokumin-kiso-22p.pdf", (18,)),
    ("real/mic-cloud-guideline-84p.pdf", (40,)), ("fees/medical-r6.pdf", (220,)),
    ("notices/dental-r6.pdf", (40,)), ("plan/rows-2024.pdf", (20,)),
    ("real/meti-iot-guideline-19p.pdf", (14,)), ("real/caa-mailorder-cid-27p.pdf", (20,)),
)  # fmt: skip
"""Pages with level lines that no run had used when version 6 was made."""
ALIKE = """
末未 土士 日曰 己已巳 大太犬 人入 待侍持特 治冶 複復腹 微徴 緑縁録 績積 職識織 遣遺 輪輸 鳥烏
料科 験険検 間問聞 綱網 官宮 師帥 住往 ソン シツ はほ ばぱ びぴ ビピ ぬめ るろ わね さき 0689
17 35 貸貨賃 施旅 幣弊 暑署著 提堤 適滴敵 抗坑 設役投 護獲穫 評許 給約紹 処拠 要票 届居 看着
任仕 件伴 申甲由 基墓 定足 規現 療僚 数教 算筆 第弟 項頂 区匹 医匠 診珍 患恵 行打 者著 料斜
別列 病痛 院完 加如
""".split()  # noqa: SIM905  as a list it would fill pages
PAGES: dict[str, Pages] = {
    "looked-at": LOOKED_AT,
    "kept-aside": KEPT_ASIDE,
    "unseen": UNSEEN,
    "later": LATER,
    "columns": COLUMNS,
    "level": LEVEL,
}
WAYS = ("alike", "kanji", "digit", "dropped", "doubled")


Pages = tuple[tuple[str, tuple[int, ...]], ...]
Piece = tuple[str, str, np.ndarray, bool]
"""File, text, strip, and whether it is a column."""


def lines(most: int, pages: Pages) -> list[Piece]:
    """File, text and strip of lines, evenly from all pages."""
    found: list[list[Piece]] = []
    for name, numbers in pages:
        if not (CORPUS / name).exists():
            continue
        document = pypdfium2.PdfDocument(CORPUS / name)
        with IsolatedReader(CORPUS / name) as reader:
            for number in numbers:
                page = next(reader.pages(number, number))
                picture, _ = picture_of(document[number - 1], number)
                scale = picture.shape[1] / page.width
                own = [
                    (name, text.strip(), strip, line.direction == "ttb")
                    for _, _, line in page.lines()
                    for text, strip in pieces_of(line, picture, scale)
                    if strip is not None and len(text.strip()) > 1
                ]
                found.append(own)
    chance = random.Random(18)
    for own in found:
        chance.shuffle(own)
    taken: list[Piece] = []
    while len(taken) < most and any(found):
        taken += [own.pop() for own in found if own]
    return taken[:most]


def made_wrong(text: str, way: str, chance: random.Random) -> str | None:
    """``text`` with one wrong character; None where it has none that can be made so."""
    places = list(range(len(text)))
    chance.shuffle(places)
    for at in places:
        character = text[at]
        other: str | None = None
        if way == "alike":
            groups = [group for group in ALIKE if character in group]
            other = chance.choice([c for c in groups[0] if c != character]) if groups else None
        elif way == "kanji" and "一" <= character <= "鿿":
            other = chance.choice("法省会年度令和保険機関地域事業計画対応体制整備情報")
        elif way == "digit" and character in "0123456789０１２３４５６７８９":
            digits = "0123456789" if character.isascii() else "０１２３４５６７８９"
            other = chance.choice(digits)
        elif way in ("dropped", "doubled") and character.isalnum():
            if (at and text[at - 1] == character) or text[at + 1 : at + 2] == character:
                continue
            other = "" if way == "dropped" else character * 2
        if other is None or (other and folded(other) == folded(character)):
            continue
        return text[:at] + other + text[at + 1 :]
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--pages", choices=PAGES, default="kept-aside")
    parser.add_argument("--shown", type=int, default=0)
    parser.add_argument("--crops", type=Path, help="folder for the pictures of false alarms")
    options = parser.parse_args()
    engine, chance = PpOcr(), random.Random(18)
    right, wrong = Counter[State](), Counter[tuple[str, bool]]()
    by_file, kept = Counter[str](), Counter[str]()
    start = time.process_time()
    for number, (name, text, strip, down) in enumerate(lines(options.lines, PAGES[options.pages])):
        seen = look(strip, engine, vertical=down)
        verdict: Verdict = judged(text, seen)
        right[verdict.state] += 1
        kept[name] += 1
        if verdict.state is State.DOUBTFUL:
            by_file[name] += 1
            if options.crops:
                options.crops.mkdir(parents=True, exist_ok=True)
                Image.fromarray(strip).save(options.crops / f"{sum(by_file.values()):03}.png")
            if sum(by_file.values()) <= options.shown:
                print(f"false alarm: {text}\n      seen as {verdict.alternatives} "
                      f"score {verdict.score:.1f} worst {verdict.worst:.1f}")  # fmt: skip
        for step in range(len(WAYS)):
            way = WAYS[(number + step) % len(WAYS)]
            claim = made_wrong(text, way, chance)
            if claim is not None:
                told = judged(claim, seen)
                wrong[way, told.state is State.DOUBTFUL] += 1
                if told.state is not State.DOUBTFUL and options.shown:
                    print(f"missed ({way}): {claim}\n     instead of {text}")
                break
    total, false = sum(right.values()), right[State.DOUBTFUL]
    flagged = sum(count for (_, caught), count in wrong.items() if caught)
    print(f"right lines: {total}, falsely flagged {false} ({100 * false / max(total, 1):.1f}%), "
          f"not checked {right[State.UNCHECKED]}")  # fmt: skip
    print(f"wrong lines: {sum(wrong.values())}, flagged {flagged} "
          f"({100 * flagged / max(sum(wrong.values()), 1):.1f}%)")  # fmt: skip
    for way in WAYS:
        print(f"  {way}: {wrong[way, True]} of {wrong[way, True] + wrong[way, False]}")
    for name, count in by_file.most_common():
        print(f"  {name}: {count} of {kept[name]} falsely")
    print(f"{time.process_time() - start:.0f} s of one processor")


if __name__ == "__main__":
    sys.exit(main())
