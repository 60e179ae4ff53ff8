"""A failure of a test is reported whatever the garbage collector does meanwhile."""

from __future__ import annotations

import ast
import gc

# far more nodes than are allocated between two collections
SOURCE = "\n".join(f"def f{n}(a): return [a + {n} for b in a if b > a]" for n in range(300))


class Parsing:
    """Garbage in a cycle, whose finalizer has a tree made at another depth of the stack."""

    def __init__(self, parsed: list[ast.AST]) -> None:
        self.itself, self.parsed = self, parsed

    def deep(self, levels: int) -> ast.AST:
        return self.deep(levels - 1) if levels else ast.parse("1 + 2")

    def __del__(self) -> None:
        self.parsed.append(self.deep(5))


def test_a_tree_is_made_although_garbage_makes_another() -> None:
    gc.collect()
    parsed: list[ast.AST] = []
    Parsing(parsed)
    assert len(ast.parse(SOURCE).body) == 300
    assert gc.isenabled()
    gc.collect()
    assert len(parsed) == 1
