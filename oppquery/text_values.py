"""The value of a text parameter: words, or one phrase in double quotes (spec §3)."""

from __future__ import annotations

from oppquery.errors import shown
from oppquery.plan import Present, Words
from oppquery.unreadable import Unreadable
from oppquery.words import read_phrase, read_word

ANY_VALUE = "*"


def text_tests(value: str) -> list[Words | Present]:
    """The conditions of a text value: of its phrase, else of each of its words."""
    try:
        if (phrase := unquoted(value)) is not None:
            return [read_phrase(phrase)]
        tests = [Present() if word == ANY_VALUE else read_word(word) for word in value.split()]
    except ValueError:
        tests = []
    if not tests:
        raise Unreadable("bad_text", f"{shown(value)} has no letter or digit to look for")
    return tests


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
