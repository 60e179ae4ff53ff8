"""Notices on how items of a fee schedule are counted (留意事項): a register and its grammar.

What such documents are. With each revision the ministry sends a letter whose annexes go through
the schedule: 別添１ the medical one (医科診療報酬点数表に関する事項), 別添２ dental, 別添３
dispensing.

- *Headings* (第１章, 第２部, 第３節, 第４款, ＜調剤技術料＞, 通則) hold until another of their
  rank.
- The *head* of an item has its code and its name; several may share what follows.
- Below are *paragraphs* with numbers (１, (１), ⑴, 一), each with lines of its own: ア, (イ), ①,
  rows of tables. A paragraph is a record. A number with a title alone heads the paragraphs below
  it (３　悪性腫瘍特異物質治療管理料); text before the first number is a paragraph without one.
- Whether a row opens a paragraph is told by its column, by the order of numbers, and by whether the
  row before was at an end; so a sentence that goes on with "(２)　多数歯欠損" opens none.
- Tables and forms behind the notice (別表, 別紙様式) are reported, one line a page, and so is a
  number that does not follow the one before it, which is read all the same.
"""

from shiryokan.registers.notices.model import Notice
from shiryokan.registers.notices.register import Notices

__all__ = ["Notice", "Notices"]
