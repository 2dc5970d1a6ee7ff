"""Texts as words: how they are cut, folded and matched (spec §5.2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_WORD_CATEGORIES: Final = "LMN"
_ASCII_WORD: Final = re.compile(r"[a-z0-9_]+")
_BETWEEN: Final = "\0"
_SPACED: Final = {
    code: char if char.isalnum() or char in ("_", _BETWEEN) else " "
    for code, char in enumerate(map(chr, range(128)))
}
WILDCARD: Final = "*"


def fold(text: str) -> str:
    """The text as it is compared: compatible forms made one, case folded."""
    if text.isascii():
        return text.lower()
    normalize = unicodedata.normalize
    return normalize("NFKC", normalize("NFKC", text).casefold())


def words_of(text: str) -> list[str]:
    """The folded words of a text.

    >>> words_of("Gob's ready")
    ['gob', 's', 'ready']
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    folded = fold(text)
    return _ASCII_WORD.findall(folded) if folded.isascii() else runs(folded, extra="")


def words_of_each(texts: Sequence[str]) -> Iterable[list[str]]:
    """The folded words of each of some texts: those in ASCII are cut all together.

    >>> list(words_of_each(["Gob's ready", "no"]))
    [['gob', 's', 'ready'], ['no']]
    """
    together = _BETWEEN.join(texts)
    if not together.isascii() or together.count(_BETWEEN) >= len(texts):
        return map(words_of, texts)
    return map(str.split, together.lower().translate(_SPACED).split(_BETWEEN))


def is_word_character(char: str) -> bool:
    """Whether a folded character belongs to a word."""
    return char == "_" or unicodedata.category(char)[0] in _WORD_CATEGORIES


def runs(folded: str, *, extra: str) -> list[str]:
    """The runs of word characters in a folded text; `extra` characters belong to them too."""
    if folded.isascii() and folded.isalnum():
        return [folded]
    return "".join(
        char if char in extra or is_word_character(char) else " " for char in folded
    ).split()
