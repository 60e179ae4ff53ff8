"""Questions and answers (疑義解釈, Q&A): a register and its grammar.

What such documents are. A ministry sends out a letter, or puts a collection on its site, in which
numbered questions are each followed by their answer.

- A *question* begins a line with a word for it and a number: 問１, 問 10, Q1., 質問１, （問１）,
  【問１】, 問３－１－２. Where the words have no number (（問）, Q.) the questions are counted.
- Its *answer* begins a line with （答）, 【回答】, 答, A, A1. What follows, be it paragraphs,
  items, notes or tables, is the answer's until the next question or the headings over it. The
  answer may be in parts, each with the mark. Questions that stand together before one answer
  share it, and are less sure.
- *Headings* stand between an answer and the next question: words in 【】 and other brackets, lines
  with a sign (○, ■), numbered lines, titles, and lines of whatever form the letter has right above
  its questions and nowhere else. They hold until another of their rank; together they
  are the ``topic``.
- Where the count begins anew, or an annex is marked (別添２), a *collection* begins. Its name is
  the heading there.
- Other bodies set them in a *table*, under the words 質問 and 回答; a document most of whose
  questions stand so is read so.
- Frames around questions and answers are no tables: what stands in their cells is read as lines,
  and a page end that joins two of them parts them again.
- A question that was *deleted* keeps its number: 「問５　削除」, 「問６から問８まで　削除」, or
  it is struck out whole with its answer. It is a record that says so.
- A table of contents asks the same questions without answering them, and is left out.
- An annex that asks nothing (a form), or behind the last answer a page with a title of its own,
  is no answer: it is reported, one line a page.

A number that does not follow the one before is reported as ``disorder``; a question without an
answer as ``incomplete``. What stands before the first question (the letter's head, a preface) is
outside of the register; its date and issue are taken to every answer.
"""

from shiryokan.registers.answers.model import Answer, Link
from shiryokan.registers.answers.register import Answers

__all__ = ["Answer", "Answers", "Link"]
