"""Query text becomes a tree (spec §5.1); the grammar is `grammar/query.lark`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from oppquery.ast import Node
from oppquery.errors.problems import InvalidValue, Problems
from oppquery.limits import Limits
from oppquery.syntax.syntax_errors import read_syntax_error

if TYPE_CHECKING:
    from lark import Lark
    from lark.exceptions import UnexpectedInput

DEEPEST: Final = 200
"""No limit lets a query nest deeper, since plans are walked by recursion."""

_MARK: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[()]|[:=<>]|[^\s()":=<>]+', re.DOTALL)
_MORE: Final = re.compile(r"\(|\s*(?:[:=<>]|!=)")
_LIMITS: Final = Limits()
_SHORT: Final = 200
_REMEMBERED: Final = 1_000
"""The trees of so many texts of at most so many characters are remembered."""


def parse_query(text: str) -> Node:
    """The query as written, whatever it may be about: the tree knows no schema.

    `And(())` is the empty text, which matches everything. Trees compare without their spans.
    Raises `QueryError` with the place of what is wrong; the default `Limits` apply.

    >>> parse_query("note:important") == parse_query("note = important")
    True
    """
    if not isinstance(text, str):
        raise TypeError(f"a query is a text, not of the type {type(text).__name__}")
    try:
        return parse(text, _LIMITS)
    except InvalidValue as fault:
        problems = Problems()
        problems.reporter_for("query", text).add_error(fault)
        raise problems.error(("query",)) from None


def parse(text: str, limits: Limits) -> Node:
    """The tree of a query text; raises `Unreadable` with a span."""
    if len(text) > limits.query_length:
        raise InvalidValue(
            "too_much",
            f"the text has {len(text):,} characters, more than {limits.query_length:,}",
            span=(limits.query_length, len(text)),
        )
    deepest = min(limits.depth, DEEPEST)
    try:
        return _tree(text, deepest) if len(text) > _SHORT else _short_tree(text, deepest)
    except _unexpected_input() as error:
        raise read_syntax_error(error, text) from None


def _unexpected_input() -> type[UnexpectedInput]:
    from lark.exceptions import UnexpectedInput

    return UnexpectedInput


def _tree(text: str, deepest: int) -> Node:
    if (span := _too_deep(text, deepest)) is not None:
        raise InvalidValue("too_much", f"the text nests more than {deepest:,} deep", span=span)
    tree: Any = _lark().parse(text)
    node: Node = tree
    return node


@lru_cache(_REMEMBERED)
def _short_tree(text: str, deepest: int) -> Node:
    return _tree(text, deepest)


def _too_deep(text: str, deepest: int) -> tuple[int, int] | None:
    """Where parentheses, scopes and negations together nest deeper than that, if anywhere."""
    opened: list[int] = []
    depth, after_operator = 0, False
    for found in _MARK.finditer(text):
        mark = found[0]
        is_operator = mark in ":=<>"
        if mark == "(":
            opened.append(depth)
            depth += 1
        elif mark == ")":
            del opened[-1:]
            depth = _inside(opened)
        elif not (is_operator or after_operator):
            depth += _negations(mark)
        if depth > deepest:
            return found.span()
        if after_operator or not (is_operator or mark == "(" or _goes_on(text, mark, found.end())):
            depth = _inside(opened)
        after_operator = is_operator
    return None


def _inside(opened: list[int]) -> int:
    """The depth at which the next condition stands."""
    return opened[-1] + 1 if opened else 0


def _negations(mark: str) -> int:
    """How many negations a mark begins with: its leading dashes, and `not` after them."""
    return len(mark) - len(mark.lstrip("-")) + _ends_in_not(mark)


def _ends_in_not(mark: str) -> bool:
    return mark.lstrip("-").casefold() == "not"


def _goes_on(text: str, mark: str, end: int) -> bool:
    """Whether what a negation before a mark negates is not complete with it."""
    return _ends_in_not(mark) or _MORE.match(text, end) is not None


_building: Final = Lock()


def _lark() -> Lark:
    """The parser, built when first needed and once."""
    with _building:
        return _build()


@cache
def _build() -> Lark:
    from lark import Lark

    from oppquery.syntax.tree_builder import TreeBuilder

    return Lark(_grammar(), parser="lalr", lexer="contextual", transformer=TreeBuilder())


def _grammar() -> str:
    from importlib.resources import files
    from pathlib import Path

    packaged = files("oppquery").joinpath("grammar", "query.lark")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    checkout = Path(__file__).parents[2] / "grammar" / "query.lark"
    return checkout.read_text(encoding="utf-8")
