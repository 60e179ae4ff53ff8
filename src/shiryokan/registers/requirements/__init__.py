"""Requirements of guidelines (要求事項, 管理策): a register and its grammar.

What such documents are. A guideline is divided by numbered headings: chapters, sections, and at
the lowest level the requirements, each with its title and its text.

- The *numbers* are absolute (6.1.2, Ⅲ.１.２, 2-1) or count within the section above (第1章, Ⅳ,
  １．, (1), 1)); of those (1) and 1) head sections in one guideline and items in the next,
  and what most of a document's do tells which. Signs such as a), ア, ① and ・ always begin
  items. A title is short and no sentence; so a number that a sentence mentions is none.
- Some guidelines *part* a requirement under headings that come again and again: 管理策, 目的,
  実施の手引, 関連情報, 遵守事項, 【ベストプラクティス】. :data:`facts.PARTS` is the list. Each
  part is a record; where a guideline has no parts a requirement is one record of the kind ``text``.
- *Which documents* have requirements: those that are called so, or have the parts of a standard;
  none of the kinds that tell of things (:mod:`document_kind`).
- How strongly a sentence obliges is told by how it ends (:mod:`wording`); informative parts
  recommend at most, notes and examples nothing (:mod:`informative`); an item of a list says it with
  the sentence before it (:mod:`sentences`). A requirement has the strength of its strongest one.
- The *range* of the requirements runs from the first chapter to the last one of which most
  headings have parts, or, in a document that is called a guideline, a third and more oblige.
  Within it every numbered heading is taken, and all that stands under it. What lies outside of it
  (title, table of contents, introduction, terms, annexes, references) is no part of the register
  and not reported. An annex (別紙) is a document of its own and tried by itself: it may be the
  guideline that a letter brings.
- Where a paragraph was run into the heading after it, as happens in word processors, the heading
  is what follows its last full stop; the requirement is then less sure.

Within the range there is reported: a number out of its order (``disorder``: often the heading
before it was not seen), a heading without a text (``incomplete``), and footnotes (``orphan``),
which belong to a word of the page and not to a paragraph. A footnote that asks for something stands
at the end of the part that bears its number, and recommends at most (:mod:`footnotes`).
"""

from shiryokan.registers.requirements.model import Requirement
from shiryokan.registers.requirements.register import Requirements

__all__ = ["Requirement", "Requirements"]
