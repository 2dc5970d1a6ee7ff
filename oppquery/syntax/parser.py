"""Query text becomes a tree (spec §5.1); the grammar is `grammar/query.lark`."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from oppquery.ast import Node, Query
from oppquery.errors.problems import InvalidValue, Problems
from oppquery.limits import DEFAULT_LIMITS, Limits
from oppquery.syntax.syntax_errors import read_syntax_error

if TYPE_CHECKING:
    from lark import Lark
    from lark.exceptions import UnexpectedInput

DEEPEST: Final = 100
"""Levels that no limit lets a query go beyond: trees and plans are walked by recursion, and the
worst text takes about nine of Python's 1,000 frames a level."""

_SHORT: Final = 200
"""Characters of the longest text whose tree is remembered."""
_REMEMBERED: Final = 1_000
"""Texts whose trees are remembered."""


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
        return read_query("query", text, DEFAULT_LIMITS).tree
    except InvalidValue as fault:
        problems = Problems()
        problems.reporter_for("query", text).add_error(fault)
        raise problems.error(("query",)) from None


def read_query(param: str, text: str, limits: Limits) -> Query:
    """The query that a text is, as the value of a parameter; raises `InvalidValue` with a span."""
    if len(text) > limits.query_length:
        raise InvalidValue(
            "too_much",
            f"the text has {len(text):,} characters, more than {limits.query_length:,}",
            span=(limits.query_length, len(text)),
        )
    deepest = min(limits.depth, DEEPEST)
    try:
        tree, depth = _parse(text, deepest) if len(text) > _SHORT else _parse_short(text, deepest)
    except _unexpected_input() as error:
        raise read_syntax_error(error, text) from None
    return Query(param=param, text=text, tree=tree, depth=depth)


def _unexpected_input() -> type[UnexpectedInput]:
    from lark.exceptions import UnexpectedInput

    return UnexpectedInput


def _parse(text: str, deepest: int) -> tuple[Node, int]:
    from oppquery.syntax.tree_builder import build_tree

    return build_tree(_lark().parse(text), deepest)


@lru_cache(_REMEMBERED)
def _parse_short(text: str, deepest: int) -> tuple[Node, int]:
    return _parse(text, deepest)


_building: Final = Lock()


def _lark() -> Lark:
    """The parser, built when first needed and once."""
    with _building:
        return _build()


@cache
def _build() -> Lark:
    from lark import Lark

    from oppquery.syntax.tree_builder import Leaves

    return Lark(_grammar(), parser="lalr", lexer="contextual", transformer=Leaves())


def _grammar() -> str:
    from importlib.resources import files
    from pathlib import Path

    packaged = files("oppquery").joinpath("grammar", "query.lark")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    checkout = Path(__file__).parents[2] / "grammar" / "query.lark"
    return checkout.read_text(encoding="utf-8")
