"""A quote as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/), JSON-LD.

Its target has the words with what stands around them (TextQuoteSelector), and refines them by the
place on the page: the page by the fragment of RFC 8118, the boxes as an SVG selector in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from shiryokan.quotes.shown import ShownQuote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc8118"


def annotation(quote: ShownQuote, address: str, page_address: str, about: str) -> dict[str, Any]:
    """The annotation of a quote that stands at ``address``, of a page at ``page_address``; without
    a target where whoever reads may not see its document. ``about`` says how it stands, for
    people."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": address,
        "type": "Annotation",
        "motivation": "highlighting",
        "created": quote.row.made_at.isoformat(),
    }
    if about:
        made["body"] = {
            "type": "TextualBody", "value": about, "language": "ja", "purpose": "assessing",
        }  # fmt: skip
    if quote.document is None:
        return made
    row = quote.row
    made["target"] = {
        "source": page_address,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": row.words,
                "prefix": row.before,
                "suffix": row.after,
            },
            {
                "type": "FragmentSelector",
                "conformsTo": _PDF_FRAGMENTS,
                "value": f"page={row.page}",
                "refinedBy": {"type": "SvgSelector", "value": svg(row.boxes)},
            },
        ],
        "state": {"type": "HttpRequestState", "value": f"urn:sha256:{row.sha256}"},
    }
    return made


def svg(boxes: Sequence[Sequence[float]]) -> str:
    """Boxes (points, origin top-left) as an SVG with a rectangle each."""
    shapes = "".join(
        f"<rect x={quoteattr(str(x0))} y={quoteattr(str(y0))} "
        f"width={quoteattr(f'{x1 - x0:.2f}')} height={quoteattr(f'{y1 - y0:.2f}')}/>"
        for x0, y0, x1, y1 in boxes
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'
