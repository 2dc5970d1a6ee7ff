"""Tests of a text by its words (spec §5.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from oppquery.plan import Fit, FittedWord, Words
from oppquery.values.words import WILDCARD, fold, is_word_character, words_of

TextTest = Callable[[str], bool]


def compile_words(words: Words) -> TextTest:
    """The test whether a text has some words next to each other."""
    match words.words:
        case (FittedWord(text, Fit.WHOLE | Fit.PREFIX as fit),):
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


def _plain_words(words: tuple[FittedWord, ...]) -> TextTest:
    """Words without wildcards: one substring search in the words of a text, a space round each.

    An ASCII text of letters, digits and single spaces is in that form already.
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
    """Adjacent words that fit one test each: Shift-And over the words of a text.

    Bit i of `state` is set where the last i + 1 words fit the first i + 1 tests.
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


def _word_test(word: FittedWord) -> TextTest:
    match word.fit:
        case Fit.WHOLE:
            return word.text.__eq__
        case Fit.PREFIX:
            prefix = word.text
            return lambda other: other.startswith(prefix)
        case Fit.PATTERN:
            return compile_pattern(tuple(word.text.split(WILDCARD)))
        case _:
            assert_never(word.fit)


def compile_pattern(pieces: tuple[str, ...]) -> TextTest:
    """The test whether a text is some pieces with any text between them, in linear time."""
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
