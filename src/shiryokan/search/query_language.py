"""What people type into the search box.

Words are joined by AND; ``OR`` (or ``|``) between two, ``-word`` or ``NOT`` for what must not be,
quotes of any kind for a phrase, brackets, and fields (``title:``, ``publisher:``, ``council:``,
``ministry:``, ``kind:``, ``year:``, ``date:``, or their Japanese names). A word is found as it is
written and in its other spellings; what is in quotes, only as it is written.
"""

from __future__ import annotations

from shiryokan.search.clauses import clause
from shiryokan.search.lexer import BadQuery, Lexeme, lexemes
from shiryokan.search.query import All, Either, Node, Not, Query
from shiryokan.search.synonyms import NO_SYNONYMS, Synonyms

__all__ = ["MOST_TERMS", "BadQuery", "parse"]
MOST_TERMS = 32
MOST_DEPTH = 8


def parse(text: str, synonyms: Synonyms = NO_SYNONYMS, *, exact: bool = False) -> Query:
    """The query that ``text`` says. Raises :class:`BadQuery`, and nothing else.

    With ``exact`` nothing is looked for in other spellings.
    """
    found = lexemes(text)
    if sum(lexeme.kind == "term" for lexeme in found) > MOST_TERMS:
        raise BadQuery("query_long", len(text))
    root = _Parser(found, len(text), synonyms, exact).whole()
    if root is None:
        raise BadQuery("query_empty", 0)
    if _only_negative(root):
        raise BadQuery("query_only_not", 0)
    return Query(root)


class _Parser:
    """Descends from OR over AND to single terms; each method returns nothing for nothing said."""

    def __init__(self, found: list[Lexeme], length: int, synonyms: Synonyms, exact: bool) -> None:
        self._lexemes, self._length, self._at, self._depth = found, length, 0, 0
        self._synonyms, self._exact = synonyms, exact

    def _next(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def whole(self) -> Node | None:
        node = self._all()
        left = self._next()
        if left is not None:
            raise BadQuery("query_bracket_close", left.position)
        return node

    def _all(self) -> Node | None:
        """Terms that must all hold; OR binds its two neighbours."""
        parts: list[Node] = []
        joining: Lexeme | None = None
        while (lexeme := self._next()) is not None and lexeme.kind != "close":
            if lexeme.kind == "or":
                if not parts or joining:
                    raise BadQuery("query_or", lexeme.position)
                joining = lexeme
                self._at += 1
                continue
            if lexeme.kind == "and":
                self._at += 1
                continue
            node = self._one()
            if node is None:
                continue
            if joining:
                if isinstance(node, Not) or isinstance(parts[-1], Not):
                    raise BadQuery("query_or_not", lexeme.position)
                parts[-1] = _either(parts[-1], node)
                joining = None
            else:
                parts.append(node)
        if joining:
            raise BadQuery("query_or", joining.position)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Node | None:
        lexeme = self._lexemes[self._at]
        self._at += 1
        if lexeme.kind == "not":
            if (following := self._next()) is None or following.kind not in ("term", "open"):
                raise BadQuery("query_not", lexeme.position)
            part = self._one()
            return Not(part) if part is not None else None
        if lexeme.kind == "open":
            return self._bracket(lexeme)
        return clause(lexeme, self._synonyms, exact=self._exact)

    def _bracket(self, opened: Lexeme) -> Node | None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise BadQuery("query_deep", opened.position)
        node = self._all()
        if self._next() is None:
            raise BadQuery("query_bracket_open", opened.position)
        self._at += 1
        self._depth -= 1
        return node


def _either(first: Node, second: Node) -> Either:
    parts = first.parts if isinstance(first, Either) else (first,)
    return Either((*parts, second))


def _only_negative(node: Node) -> bool:
    match node:
        case Not():
            return True
        case All(parts=parts):
            return all(map(_only_negative, parts))
        case Either(parts=parts):
            return any(map(_only_negative, parts))
        case _:
            return False
