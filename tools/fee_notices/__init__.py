"""Invented notices on how fee items are counted, in several looks, with the truth of each.

``python -m tools.fee_notices --seeds 0-9`` typesets them, reads them back as any document is read,
and says how many items, paragraphs and references to notes were found and how many texts are whole.
The looks of :data:`.typeset.HELD` are kept aside: rules are never mended by them.
"""
