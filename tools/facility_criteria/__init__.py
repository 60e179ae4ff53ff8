"""Invented documents of facility criteria (施設基準), in several looks, with the truth of each.

``python -m tools.facility_criteria --seeds 0-4`` typesets them, reads them back as any document is
read, and says how many numbered items, heads and references to items were found and how many
criteria are whole. Two kinds are made: ordinances (告示: 第一, 一, (1), イ) and notices on how to
report (通知: 第１, １, (１), ア). The looks of :data:`.typeset.HELD` are kept aside: rules are
never mended by them.
"""
