"""A line of a text with carets under a span of it."""

from __future__ import annotations

from typing import Final

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
