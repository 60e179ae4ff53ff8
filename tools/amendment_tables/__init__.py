"""Invented comparisons of old and new text (新旧対照表), in several looks, with the truth of each.

``python -m tools.amendment_tables --seeds 0-4`` typesets them, reads them back as any document is
read, and says how many changes were found with their place, both texts and what is marked. The
looks of :data:`.typeset.HELD` are kept aside: rules are never mended by them.
"""
