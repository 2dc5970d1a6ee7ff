"""How messages quote values and names, list and suggest them, and point at a place in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from oppquery.rows import plain_text

_SHOWN_LENGTH: Final = 60
"""Characters of a value that a message quotes."""
_SHOWN_BITS: Final = 512
"""Bits of the largest integer that a message quotes: more digits tell nobody anything."""
LINE: Final = 80
"""Characters of a line of query text and of carets."""
_NEAR: Final = 0.7
"""Similarity from which a name is suggested, 1.0 for the same (`difflib.get_close_matches`)."""
_CUT: Final = "…"
_NEGATION: Final = re.compile(
    r"[!~]|<>|^-|-$|[Nn]ot(?!e)|NOT"
    r"|(?i:(?:^|[^a-z])(?:no|non|un|ne|neq|nin|n[gl]te?|exclude[ds]?|except|without)(?![a-z]))"
    r"|(?i:(?:^|_)(?:un|non)[a-z])"
    r"|(?<=[a-z])N(?:e|eq|in)(?![a-z])"
)
"""The signs of a negation in a name: `-won`, `status!`, `statusNot`, `not_stalled`, `nin`."""


def caret_lines(text: str, span: tuple[int, int]) -> list[str]:
    """The text around the span and a line of carets under the span, each of at most 80 characters.

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
    """The repr of a value, cut when it is long; a repr that fails is replaced by the type.

    >>> shown("won"), shown(10**1000)
    ("'won'", 'an integer of 3322 bits')
    """
    if isinstance(value, int) and (bits := int.bit_length(value)) > _SHOWN_BITS:
        return f"an integer of {bits} bits"
    if isinstance(value, str):
        return repr(brief(plain_text(value)))
    try:
        return brief(plain_text(repr(value)))
    except Exception:  # a foreign object's __repr__ may raise anything
        return f"a {type(value).__name__}"


def brief(text: str) -> str:
    """A text of at most 60 characters and an ellipsis."""
    return text if len(text) <= _SHOWN_LENGTH else f"{text[:_SHOWN_LENGTH]}…"


def named(name: str) -> str:
    """A name without quotes, or with them when it is empty or has unprintable characters."""
    return brief(name) if name and name.isprintable() else shown(name)


def suggest(word: str, known: Iterable[str], likeness: float = _NEAR) -> tuple[str, ...]:
    """The known name nearest to a word, compared without case; none when none is near.

    A name without the negation of the word would say the opposite, so that it is none.

    >>> suggest("stauts_type", ["status_type", "value"]), suggest("!won", ["won"])
    (('status_type',), ())
    """
    if not word or len(word) > _SHOWN_LENGTH:
        return ()
    from difflib import get_close_matches

    negated = bool(_NEGATION.search(word))
    names = {name.casefold(): name for name in known if bool(_NEGATION.search(name)) is negated}
    return tuple(names[near] for near in get_close_matches(word.casefold(), names, 1, likeness))


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in a sentence: `a, b or c`. Takes at least one name."""
    *others, final = names
    return f"{', '.join(others)} {last} {final}" if others else final


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """The end of a message, `. Did you mean 'a' or 'b'?`; empty without suggestions."""
    if not suggestions:
        return ""
    return f". Did you mean {listed(map(repr, suggestions))}?"
