"""The value of a text parameter: words, or one phrase in double quotes (spec §3)."""

from __future__ import annotations

from collections.abc import Callable

from oppquery.errors.problems import InvalidValue
from oppquery.errors.wording import shown
from oppquery.plan import Fit, FittedWord, NotEmpty, Words
from oppquery.values.words import WILDCARD, fold, runs, words_of


def phrase_tests(phrase: str) -> list[Words | NotEmpty]:
    """The one condition of a phrase without its quotes; raises `InvalidValue`."""
    return [_searched(phrase, read_phrase, phrase)]


def text_tests(value: str) -> list[Words | NotEmpty]:
    """The conditions of a text value: of its phrase, else of each of its words."""
    if (phrase := unquoted(value)) is not None:
        return [_searched(value, read_phrase, phrase)]
    words = value.split()
    if not words:
        raise _without_word(value)
    return [NotEmpty() if word == WILDCARD else _searched(word, read_word, word) for word in words]


def _searched(written: str, read: Callable[[str], Words], text: str) -> Words:
    try:
        return read(text)
    except ValueError:
        raise _without_word(written) from None


def _without_word(written: str) -> InvalidValue:
    return InvalidValue("bad_text", f"{shown(written)} has no letter or digit to look for")


def unquoted(value: str) -> str | None:
    """What stands in double quotes, when the whole value is one such phrase."""
    if len(value) < 2 or value[0] != '"' or value[-1] != '"':
        return None
    chars: list[str] = []
    inside = iter(value[1:-1])
    for char in inside:
        if char == '"':
            return None
        if char == "\\":
            escaped = next(inside, None)
            if escaped is None:
                return None
            chars.append(escaped if escaped in '"\\' else char + escaped)
        else:
            chars.append(char)
    return "".join(chars)


def read_phrase(text: str) -> Words:
    """A quoted text: whole words in order; no word is a `ValueError`."""
    return _some([FittedWord(word) for word in words_of(text)], text)


def read_word(text: str) -> Words:
    """An unquoted word: its words in order, the last one a prefix, `*` a wildcard."""
    found = runs(fold(text), extra=WILDCARD)
    words = [FittedWord(run, Fit.PATTERN if WILDCARD in run else Fit.WHOLE) for run in found]
    if words and words[-1].fit is Fit.WHOLE:
        words[-1] = FittedWord(words[-1].text, Fit.PREFIX)
    return _some(words, text)


def _some(words: list[FittedWord], text: str) -> Words:
    if not any(word.text.strip(WILDCARD) for word in words):
        raise ValueError(f"{text!r} has no letter or digit")
    return Words(tuple(words))
