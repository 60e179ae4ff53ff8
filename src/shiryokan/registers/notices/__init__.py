"""Notices on how to count fee items (留意事項): a register and its grammar.

What such documents are. A notice goes through a fee schedule (医科, 歯科, 調剤) item by item.

- *Headings* of the schedule: 第１章, 第１部, 第１節, 第１款, ＜調剤技術料＞. They hold until
  another of their rank.
- *General rules* (通則, ＜通則＞) of what the headings tell have no code.
- An *item* begins with its code and name: Ａ０００　初診料, 区分００　調剤基本料.
- Under each stand numbered *paragraphs*: (1) (2) …, or １ ２ … with (1) (2) … below. The
  first number under a head tells which. What follows (ア, (イ), ①, further paragraphs) is the
  paragraph's until the next number in its order. An item that counts nothing is one
  paragraph without a number.

A number out of its order is text of the paragraph it stands in. What stands right under
a heading is taken for its general rules; what stands before the first heading is reported as
``orphan``.
"""

from shiryokan.registers.notices.model import Notice
from shiryokan.registers.notices.register import Notices

__all__ = ["Notice", "Notices"]
