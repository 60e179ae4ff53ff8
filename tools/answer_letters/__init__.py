"""Invented letters of questions and answers, with older questions printed again, corrected and
withdrawn between their own, in looks by chance: how many of the questions are found.

Looks of seeds from ``typeset.HELD_OUT`` on, and from ``frames.FRAMED_HELD_OUT`` on, are made of
values that no other look has; nobody looks at their faults.
"""
