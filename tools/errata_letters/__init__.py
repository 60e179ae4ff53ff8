"""Invented letters of corrections with their truth: by marks, by tables and by sentences.

``python -m tools.errata_letters`` measures how much of them is found again; looks kept aside are
those of :data:`tools.errata_letters.typeset.HELD`.
"""
