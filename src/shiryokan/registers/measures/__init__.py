"""The register of measures (施策): what a body planned, what it did, what it plans next.

The grammar, in terms of what such a document is. A plan is a table, with or without rules, of one
row a measure, under numbered headings. A measure has a label of an enumeration, （ア） or ① or 1,
and the bodies that answer for it; both stand in a line above the row, at the head of its first
cell, or in columns of their own. Its cells are last year's plan, what was done, and next year's
plan; the last two may share a cell, each under its head in brackets. Which column is which is
told by the words of the table's header (項目, 行動内容, 期限, 担当, 成果, …) or, without a header,
by the heads within the cells and then by the order planned, done, next. Bullets part the items.
"""

from shiryokan.registers.measures.model import Deadline, Measure
from shiryokan.registers.measures.register import Measures

__all__ = ["Deadline", "Measure", "Measures"]
