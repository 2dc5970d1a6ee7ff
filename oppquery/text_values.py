"""The value of a text parameter: words, or one phrase in double quotes (spec §3)."""

from __future__ import annotations

from collections.abc import Callable

from oppquery.errors import shown
from oppquery.plan import Present, Words
from oppquery.unreadable import Unreadable
from oppquery.words import read_phrase, read_word

ANY_VALUE = "*"


def phrase_tests(phrase: str) -> list[Words | Present]:
    """The one condition of a phrase without its quotes; raises `Unreadable`."""
    return [_searched(phrase, read_phrase, phrase)]


def text_tests(value: str) -> list[Words | Present]:
    """The conditions of a text value: of its phrase, else of each of its words."""
    if (phrase := unquoted(value)) is not None:
        return [_searched(value, read_phrase, phrase)]
    words = value.split()
    if not words:
        raise _without_word(value)
    return [Present() if word == ANY_VALUE else _searched(word, read_word, word) for word in words]


def _searched(written: str, read: Callable[[str], Words], text: str) -> Words:
    try:
        return read(text)
    except ValueError:
        raise _without_word(written) from None


def _without_word(written: str) -> Unreadable:
    return Unreadable("bad_text", f"{shown(written)} has no letter or digit to look for")


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
