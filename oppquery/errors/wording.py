"""How messages quote values and names, list and suggest them, and point at a place in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_SHOWN_LENGTH: Final = 60
_SHOWN_BITS: Final = 512


LINE: Final = 80
_CUT: Final = "…"


def caret_lines(text: str, span: tuple[int, int]) -> list[str]:
    """The text round the span and the carets under it, neither longer than 80 characters.

    >>> print(*caret_lines("note:( value", (5, 6)), sep="\\n")
    note:( value
         ^
    """
    start, end = span
    flat = "".join(" " if char.isspace() else char for char in text)
    left = max(0, min(start - LINE // 2, len(flat) - LINE))
    right = min(len(flat), left + LINE)
    window = flat[left:right]
    if left:
        window = _CUT + window[1:]
    if right < len(flat):
        window = window[:-1] + _CUT
    place = min(start - left, LINE - 1)
    width = max(1, min(end - start, LINE - place))
    return [window, " " * place + "^" * width]


def shown(value: object) -> str:
    """A value as an error message quotes it: its repr, never long, never failing."""
    if isinstance(value, int) and value.bit_length() > _SHOWN_BITS:
        return f"an integer of {value.bit_length()} bits"
    if isinstance(value, str):
        return repr(brief(value))
    try:
        return brief(repr(value))
    except Exception:  # a foreign object's __repr__ may raise anything
        return f"a {type(value).__name__}"


def brief(text: str) -> str:
    """A text for a message, cut when it is long."""
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"


def named(name: str) -> str:
    """A name as a message writes it: plain, quoted when it is empty or would not print."""
    return brief(name) if name and name.isprintable() else shown(name)


def suggest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The one known name that was perhaps meant, if any is near."""
    if not word or len(word) > _SHOWN_LENGTH:
        return ()
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    return tuple(names[near] for near in get_close_matches(word.casefold(), names, 1, 0.7))


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in a sentence: `a, b or c`."""
    *others, final = names
    return f"{', '.join(others)} {last} {final}" if others else final


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """The end of a message that names its suggestions, empty when there are none."""
    if not suggestions:
        return ""
    return f". Did you mean {listed(map(repr, suggestions))}?"
