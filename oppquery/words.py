"""Texts as words: how they are cut, folded and matched (spec §5.2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final, assert_never

from oppquery.plan import Fit, Word, Words

_WORD_CATEGORIES: Final = "LMN"
_ASCII_WORD: Final = re.compile(r"[a-z0-9_]+")
_BETWEEN: Final = "\0"
_SPACED: Final = {
    code: char if char.isalnum() or char in ("_", _BETWEEN) else " "
    for code, char in enumerate(map(chr, range(128)))
}
_WILDCARD: Final = "*"

TextTest = Callable[[str], bool]


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
    return _ASCII_WORD.findall(folded) if folded.isascii() else _runs(folded, extra="")


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


def read_phrase(text: str) -> Words:
    """A quoted text: whole words in order; no word is a `ValueError`."""
    return _some([Word(word) for word in words_of(text)], text)


def read_word(text: str) -> Words:
    """An unquoted word: its words in order, the last one a prefix, `*` a wildcard."""
    runs = _runs(fold(text), extra=_WILDCARD)
    words = [Word(run, Fit.PATTERN if _WILDCARD in run else Fit.WHOLE) for run in runs]
    if words and words[-1].fit is Fit.WHOLE:
        words[-1] = Word(words[-1].text, Fit.PREFIX)
    return _some(words, text)


def _some(words: list[Word], text: str) -> Words:
    if not any(word.text.strip(_WILDCARD) for word in words):
        raise ValueError(f"{text!r} has no letter or digit")
    return Words(tuple(words))


def _runs(folded: str, *, extra: str) -> list[str]:
    if folded.isascii() and folded.isalnum():
        return [folded]
    return "".join(
        char if char in extra or is_word_character(char) else " " for char in folded
    ).split()


def compile_words(words: Words) -> TextTest:
    """The test of a text that a condition on its words makes."""
    match words.words:
        case (Word(text, Fit.WHOLE | Fit.PREFIX as fit),):
            return _single_word(text, whole=fit is Fit.WHOLE)
        case several if all(word.fit is not Fit.PATTERN for word in several):
            return _plain_words(several)
        case several:
            tests = {word: _word_test(word) for word in several}
            return _adjacent([tests[word] for word in several])


def _single_word(word: str, *, whole: bool) -> TextTest:
    def holds(text: str) -> bool:
        folded = text.lower() if text.isascii() else fold(text)
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            if (start == 0 or not is_word_character(folded[start - 1])) and not (
                whole and end < len(folded) and is_word_character(folded[end])
            ):
                return True
            start = folded.find(word, start + 1)
        return False

    return holds


def _plain_words(words: tuple[Word, ...]) -> TextTest:
    """Words without wildcards, as one search in the words of a text with a space round each.

    A text of nothing but words with a space between them is that already.
    """
    needle = f" {' '.join(word.text for word in words)}"
    if words[-1].fit is Fit.WHOLE:
        needle += " "

    def holds(text: str) -> bool:
        if text.isascii():
            folded = text.lower()
            if "  " not in folded and folded.replace(" ", "").isalnum():
                return needle in f" {folded} "
        return needle in f" {' '.join(words_of(text))} "

    return holds


def _adjacent(tests: Sequence[TextTest]) -> TextTest:
    """Words side by side that fit one test each, found in one pass over the words of a text.

    A bit of `state` says how many of the tests, from the first on, the words up to here fit.
    """
    bits: dict[TextTest, int] = {}
    for place, test in enumerate(tests):
        bits[test] = bits.get(test, 0) | 1 << place
    last = 1 << len(tests) - 1

    def holds(text: str) -> bool:
        state = 0
        fitting: dict[str, int] = {}
        for word in words_of(text):
            if (fits := fitting.get(word)) is None:
                fits = fitting[word] = sum([bit for test, bit in bits.items() if test(word)])
            state = (state << 1 | 1) & fits
            if state & last:
                return True
        return False

    return holds


def _word_test(word: Word) -> TextTest:
    match word.fit:
        case Fit.WHOLE:
            return word.text.__eq__
        case Fit.PREFIX:
            prefix = word.text
            return lambda other: other.startswith(prefix)
        case Fit.PATTERN:
            return compile_pattern(tuple(word.text.split(_WILDCARD)))
        case _:
            assert_never(word.fit)


def compile_pattern(pieces: tuple[str, ...]) -> TextTest:
    """The test whether a whole text is the pieces with anything between them, in linear time."""
    first, *middle, last = pieces

    def holds(text: str) -> bool:
        if len(text) < len(first) + len(last):
            return False
        if not (text.startswith(first) and text.endswith(last)):
            return False
        place, end = len(first), len(text) - len(last)
        for piece in middle:
            place = text.find(piece, place, end)
            if place < 0:
                return False
            place += len(piece)
        return True

    return holds
