"""Invented schedules of care fees in several looks and two revisions, with the truth beside them.

``python -m tools.care_schedules --seeds 0-9`` typesets them, reads them back as any document is
read, compares the revisions, and says how many branches, points, notes and changes were right. The
looks named in :data:`~tools.care_schedules.typeset.HELD_OUT` are measured apart: nothing was fitted
to them.
"""
