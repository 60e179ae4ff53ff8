"""Invented fee schedules in several revisions, with the truth of what changed between them.

``python -m tools.fee_schedules --seeds 0-19`` typesets them, reads them back as any document is
read, compares them and says how many changes were found. The truth is computed from the edits: each
thing that is paid for keeps a number of its own in all revisions, which is printed nowhere.
"""
