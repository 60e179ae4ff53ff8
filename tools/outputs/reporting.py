"""The differences of two commits, told to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tools.outputs.comparing import Difference

MOST_KEYS = 40
MOST_ASKED, LONGEST = 120, 400
"""Characters of a question and of a line."""


def summary(part: str, same: int, found: Sequence[Difference]) -> str:
    """One line on a part."""
    states = Counter(each.state for each in found)
    open_ones = sum(bool(each.unexplained) for each in found)
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    return f"{part}: {same + len(found)} outputs, {same} the same" + (
        f"; {told}; {open_ones} not justified" if found else ""
    )


def line_of(found: Difference) -> str:
    """One line on a difference."""
    parts = [found.state, *found.notes]
    parts += [f"{count} {what}" for what, count in found.units.items()]
    if found.diff:
        parts.append(f"lines -{found.removed} +{found.added}")
    if found.why:
        parts.append(f"justified: {'; '.join(found.why)}")
        if found.unexplained:
            parts.append(f"{found.unexplained} lines not")
    return f"{found.name}: {', '.join(parts)}"


def report(
    abouts: Sequence[Mapping[str, Any]],
    parts: Mapping[str, tuple[int, Sequence[Difference]]],
    excerpt: int,
) -> str:
    """Everything as Markdown; of each diff the first ``excerpt`` lines."""
    lines = [f"# Outputs of {abouts[0]['commit']} and {abouts[1]['commit']}", ""]
    lines += [f"- {line}" for line in _installed(*abouts)]
    lines += [f"- {summary(part, *counted)}" for part, counted in parts.items()]
    reasons: Counter[str] = Counter()
    for _same, found in parts.values():
        reasons.update(reason for each in found for reason in each.why)
    if reasons:
        lines += ["", "## What is meant", ""]
        lines += [f"- {reason} ({count} outputs)" for reason, count in reasons.most_common()]
    for part, (_same, found) in parts.items():
        if found:
            lines += ["", f"## {part}", "", *_keys(found)]
            for each in sorted(found, key=lambda each: (not each.unexplained, each.name)):
                lines += ["", *_told(each, excerpt)]
    return "\n".join(lines) + "\n"


def _installed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Where the two run on something else: that may be why they differ."""
    if before.get("python") != after.get("python"):
        yield f"Python {before.get('python')} → {after.get('python')}"
    old, new = before.get("libraries", {}), after.get("libraries", {})
    other = [name for name in sorted({*old, *new}, key=str.lower) if old.get(name) != new.get(name)]
    if other:
        changed = (f"{name} {old.get(name, '—')} → {new.get(name, '—')}" for name in other)
        yield f"Libraries: {', '.join(changed)}"


def _keys(found: Iterable[Difference]) -> Iterator[str]:
    """Which keys the changed lines have, in how many outputs."""
    lines: Counter[str] = Counter()
    outputs: Counter[str] = Counter()
    for each in found:
        lines.update(each.keys)
        outputs.update(set(each.keys))
    if lines:
        yield "| changed lines of | lines | outputs |"
        yield "|---|---|---|"
    for key, count in lines.most_common(MOST_KEYS):
        yield f"| `{key}` | {count} | {outputs[key]} |"


def _told(found: Difference, excerpt: int) -> Iterator[str]:
    yield f"### {line_of(found)}"
    if found.asked:
        yield ""
        yield f"`{found.asked[:MOST_ASKED]}`"
    if found.why and any(found.left):
        yield ""
        yield "Not justified:"
        yield ""
        yield from (f"    {line[:LONGEST]}" for line in found.left)
    if found.diff and excerpt:
        yield ""
        yield "```diff"
        yield from (line.replace("```", "'''")[:LONGEST] for line in found.diff[:excerpt])
        if found.lines > excerpt:
            yield f"… {found.lines - excerpt} lines more"
        yield "```"
