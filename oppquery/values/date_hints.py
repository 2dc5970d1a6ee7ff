"""What was perhaps meant by a text that is not a date literal (spec §6)."""

from __future__ import annotations

import re
from typing import Final

_HINT_LENGTH: Final = 60
_HINTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"\s+\S.*|.*\S\s+"), ": take the space away"),
    (re.compile(r".*:[0-9.]+ [0-9]{2}:?[0-9]{2}"), ": a + in a URL means a space, write %2B"),
    (
        re.compile(r"[0-9]+ (minute|hour|day|week|month|quarter|year)s?", re.I),
        r": '\g<0> ago', 'last \g<0>' or 'in \g<0>'?",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*"),
        ": write a time of day as T10:30, T10:30:59 or with up to six digits T10:30:59.123456",
    ),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), r": write \1-\2-\3"),
    (
        re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}([T ].*)?"),
        ": write year-month-day, as 2024-01-31",
    ),
    (re.compile(r"([0-9]{4})-W([1-9])"), r": a week has two digits, \1-W0\2"),
    (re.compile(r"[0-9]{4}-[qw][0-9]+"), ": Q and W are capital letters"),
)


def date_hint(text: str) -> str:
    """How the message goes on that a text is not a date."""
    if len(text) > _HINT_LENGTH:
        return ""
    for pattern, hint in _HINTS:
        if found := pattern.fullmatch(text):
            return found.expand(hint)
    return " such as 2024-05-17, 2024-05, 2024-Q2 or 'last month'"
