"""Syntax errors of the parser, told in the words of the query language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from oppquery.errors.problems import InvalidValue
from oppquery.errors.wording import listed

if TYPE_CHECKING:
    from lark.exceptions import UnexpectedInput

_EXPECTED: Final[Mapping[str, str]] = {
    "WORD": "a condition",
    "VALUE": "a value",
    "GROUPED": "a value",
    "ITEM": "a value",
    "PHRASE": "a quoted phrase",
    "EQUAL": "an operator",
    "_COMMA": "a comma",
    "_RPAR": "a closing parenthesis",
    "$END": "the end",
}
_OPERATORS: Final = frozenset({"_OR", "_AND", "NOT"})
_COMPARISONS: Final = frozenset({"EQUAL", "COMPARE", "_IN"})


def read_syntax_error(error: UnexpectedInput, text: str) -> InvalidValue:
    """The fault of a text that the parser refused, with its place and what was expected."""
    start, end, kind = _place(error, text)
    expected = _expected(error)
    if not kind and text[start:end].startswith('"'):
        return _fault("this quote is not closed", (start, len(text)), ('"',))
    if kind == "$END" or start >= len(text):
        return _at_end(text, expected)
    before = text[:start].rstrip()
    if kind == "_RPAR" or text[start] == ")":
        if "a value" in expected and not before.endswith("("):
            return _fault("a value is missing before this", (start, end), expected)
        if before.endswith("("):
            return _fault("nothing stands in the parentheses", (len(before) - 1, end), expected)
        if "a closing parenthesis" not in expected and not _open(text[:start]):
            return _fault("this parenthesis was not opened", (start, end), expected)
    quoted = f"{text[start:end]!r}"
    if kind in _OPERATORS:
        return _fault(f"{quoted} needs a condition on both sides", (start, end), expected)
    if kind in _COMPARISONS and "an operator" not in expected:
        needed = "a value" if "a value" in expected else "a field before it"
        return _fault(f"{quoted} stands where {needed} is needed", (start, end), expected)
    return _fault(f"expected {listed(expected)}, not {quoted}", (start, end), expected)


def _at_end(text: str, expected: tuple[str, ...]) -> InvalidValue:
    last = len(text.rstrip())
    if "a closing parenthesis" in expected or "a comma" in expected:
        opened = _open(text)[-1]
        return _fault("this parenthesis is not closed", (opened, opened + 1), (")",))
    return _fault(f"the text ends where {listed(expected)} is expected", (last, last), expected)


def _place(error: UnexpectedInput, text: str) -> tuple[int, int, str]:
    """Where the parser stopped, and the kind of token that it met there."""
    from lark.exceptions import UnexpectedToken

    if isinstance(error, UnexpectedToken):
        token = error.token
        if token.type == "$END":
            return len(text), len(text), token.type
        start = token.start_pos or 0
        return start, start + max(1, len(str(token))), token.type
    start = error.pos_in_stream or 0
    return start, start + 1, ""


def _expected(error: UnexpectedInput) -> tuple[str, ...]:
    accepted = getattr(error, "accepts", None) or getattr(error, "expected", None)
    terminals = accepted or getattr(error, "allowed", None) or ()
    return tuple(words for name, words in _EXPECTED.items() if name in terminals)[:3]


def _open(text: str) -> list[int]:
    """Where the parentheses stand that are not closed, quoted ones left out."""
    opened: list[int] = []
    quoted = escaped = False
    for place, char in enumerate(text):
        if quoted:
            quoted, escaped = char != '"' or escaped, char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char == "(":
            opened.append(place)
        elif char == ")" and opened:
            opened.pop()
    return opened


def _fault(message: str, span: tuple[int, int], expected: tuple[str, ...]) -> InvalidValue:
    return InvalidValue("bad_syntax", message, span=span, expected=expected)
