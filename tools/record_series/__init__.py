"""Made-up versions of guidelines, notices, plans and criteria as records, with the truth of which
record continues which: each matter keeps a number of its own in all versions, printed nowhere.

Many matters look like others: the same sentences stand under several headings, some come and go, a
new matter takes the place and nearly the words of one that ended, amounts of neighbours shift.
``python -m tools.record_series --seeds 0-19`` says which share of what continues is joined, and how
many are joined wrongly. Seeds from :data:`HELD_OUT` on are looked at after the rules were made.
"""

HELD_OUT = 1000
"""Seeds from here on are measured and never looked into."""
