"""Marks what stands in another language than its page, for those who hear it (WCAG 3.1.2).

Names, titles and words of papers stand in hundreds of places of English pages, and more come with
every new one. They are Japanese by their letters alone, so they are marked as a page leaves;
English sentences in Japanese pages too. A template marks what a longer part is in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from operator import itemgetter

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

_TOKEN = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<!""", re.S)
_LANG = re.compile(r"""\slang=["']?([\w-]*)""")
_JAPANESE = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]"
)
_ENGLISH = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}+(?:[,.:]? [A-Za-z’-]{2,}+){3}")
"""Four words in a row: fewer are names (JSON Lines), which are read as they are."""
_TEXT = re.compile(r">([^<]{8,})<")
"""Texts that may be that long."""
_LATIN = re.compile(r"(?<![&\w])[A-Za-z]{2,}(?![\w;])")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr", "path", "rect", "circle", "line", "polyline", "polygon", "use")
)  # fmt: skip
_UNTOUCHED = frozenset(("script", "style", "pre", "code", "kbd"))
"""What is for programs."""
_TEXT_ALONE = frozenset(("title", "textarea", "option", "text", "tspan"))
"""Elements that hold text alone: they are marked themselves."""


def marked_languages(html: str, language: str) -> str:
    """``html`` of a page in ``language`` ("ja" or "en") with ``lang`` on what is in the other:
    runs of Japanese words, or whole texts that are an English sentence. Parts that have a ``lang``
    of their own stay."""
    if language == "ja":
        # most texts with English words in them are Japanese, and going through a page takes long
        texts = (text for text in _TEXT.findall(html) if _ENGLISH.search(text))
        needed = any(_other_of(part, language) for text in texts for part in text.split(">"))
    else:
        needed = bool(_JAPANESE.search(html))
    if not needed:
        return html
    return "".join(_pieces(html, language))


def _pieces(html: str, language: str) -> Iterator[str]:
    # names of open elements, each with the language and with whether its text is touched
    opened: list[tuple[str, str, bool]] = [("", "", False)]
    held = ""
    at = 0
    for token in _TOKEN.finditer(html):
        text, at = html[at : token.start()], token.end()
        name, of, touched = opened[-1]
        if text and touched and of == language:
            if name in _TEXT_ALONE:
                held = _with_lang(held, language, text)
            else:
                text = _marked(text, language)
        yield held
        held = ""
        yield text
        tag = token[0]
        name = (token[2] or "").lower()
        if not name:
            yield tag
        elif token[1]:
            depth = next((n for n in range(len(opened) - 1, 0, -1) if opened[n][0] == name), 0)
            if depth:
                del opened[depth:]
            yield tag
        elif name in _VOID or tag.endswith("/>"):
            yield tag
        else:
            lang = _LANG.search(token[3])
            touched = name not in _UNTOUCHED and (touched or name in ("body", "title", "html"))
            opened.append((name, lang[1] if lang else opened[-1][1], touched))
            held = tag
    yield held
    yield html[at:]


def _with_lang(tag: str, language: str, text: str) -> str:
    other = _other_of(text, language) or _most_of(text, language)
    return f'{tag[:-1]} lang="{other}">' if other and not _LANG.search(tag) else tag


def _other_of(text: str, language: str) -> str:
    """The other language, if ``text`` is in it as a whole or for the most part."""
    if language == "ja":
        return "en" if _ENGLISH.search(text) and not _JAPANESE.search(text) else ""
    if not _JAPANESE.search(text):
        return ""
    others = " ".join(word for word in text.split() if not _JAPANESE.search(word))
    return "" if _LATIN.search(others) else "ja"


def _most_of(text: str, language: str) -> str:
    """Japanese, if most letters are: of what can be marked only as a whole."""
    if language == "ja":
        return ""
    japanese = len(_JAPANESE.findall(text))
    return "ja" if japanese > len(re.findall("[A-Za-z]", text)) else ""


def _marked(text: str, language: str) -> str:
    if language == "ja":
        return _span(text, "en") if _other_of(text, language) else text
    if not _JAPANESE.search(text):
        return text
    if _other_of(text, language):
        return _span(text, "ja")
    # one element around all, so that a mixed text stays one item of a row
    return _within_white(text, lambda inner: f"<span>{''.join(_runs(inner))}</span>")


def _runs(text: str) -> Iterator[str]:
    """``text`` with each run of words with Japanese in them marked. Words are told by the white
    between them, so that none is parted, nor the name of a character (``&amp;``)."""
    pieces = _WHITE.split(text)
    japanese = [bool(_JAPANESE.search(piece)) for piece in pieces]
    # every second piece is white, which is of the words on both sides
    japanese[1::2] = [one and two for one, two in itertools.pairwise(japanese[::2])]
    for marked, run in itertools.groupby(zip(japanese, pieces, strict=True), key=itemgetter(0)):
        joined = "".join(piece for _, piece in run)
        yield f'<span lang="ja">{joined}</span>' if marked else joined


_WHITE = re.compile(r"(\s+)")


def _span(text: str, language: str) -> str:
    return _within_white(text, lambda inner: f'<span lang="{language}">{inner}</span>')


def _within_white(text: str, marked: Callable[[str], str]) -> str:
    """What ``marked`` makes of ``text`` without the white around it, which stays around it."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{marked(text.strip())}{after}"


class LanguagesMiddleware:
    """Marks what is in another language in every page; innermost, since it makes pages longer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, its page marked."""
        response = self._get_response(request)
        kind = response.headers.get("Content-Type", "")
        if isinstance(response, HttpResponse) and kind.startswith("text/html"):
            html = response.content.decode(response.charset)
            marked = marked_languages(html, (get_language() or "ja").split("-")[0])
            if marked is not html:
                response.content = marked.encode(response.charset)
        return response
