"""Invented notices on how fee items are counted, in several looks, with the truth of each.

``python -m tools.fee_notices --seeds 0-9`` typesets them, reads them back as any document is read,
and says how many items, paragraphs and references to notes were found and how many texts are whole.
Looks were kept aside and measured once before anything was mended by them. Of the first four,
texts were whole in 100% (first row), 93% (boxed) and 88% (brackets); the fourth, upright, was drawn
wrongly. Of the second four (:data:`.typeset.HELD`) in 99.95% (stops), 97% (upright digits), 92%
(centred) and 82% (tight). The kinds of what was wrong are mended since; no look is unseen any more.
"""
