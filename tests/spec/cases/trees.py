"""Queries as the oracle's nested tuples, and cases that put one beside its text.

A case gives a query twice: as the text under test and as the tree that the author means by it, so
that what reads text is checked by something that never does.
"""

from collections.abc import Mapping
from typing import Any

from .vocabulary import Case, Row, ask, selects

Tree = tuple[Any, ...]
Value = tuple[Any, ...]

ALL: Tree = ("all",)
STAR: Value = ("star",)
ME: Value = ("me",)
TODAY: Value = ("date", ("today",), "today")
YESTERDAY: Value = ("date", ("yesterday",), "yesterday")


def both(*parts: Tree) -> Tree:
    return ("and", parts)


def either(*parts: Tree) -> Tree:
    return ("or", parts)


def no(part: Tree) -> Tree:
    return ("not", part)


def term(word: str) -> Tree:
    """A bare word."""
    return ("term", word)


def terms(words: str) -> Tree:
    """Several bare words, all of them wanted."""
    return both(*map(term, words.split()))


def bare_phrase(text: str) -> Tree:
    return ("phrase_term", text)


def where(field: str, value: Value | str, op: str = ":") -> Tree:
    """A field compared with a value; text stands for a word."""
    return ("is", field, op, word(value) if isinstance(value, str) else value)


def any_of(field: str, *values: Value | str) -> Tree:
    return ("any_of", field, tuple(word(v) if isinstance(v, str) else v for v in values))


def has(field: str) -> Tree:
    return ("has", field)


def scope(name: str, inside: Tree = ALL) -> Tree:
    return ("scope", name, inside)


def member(view: str) -> Tree:
    """A lead is in the Smart View of that name."""
    return ("in", view)


def changed(*inside: Tree) -> Tree:
    """One status change for which all of this holds."""
    return scope("status_change", both(*inside) if inside else ALL)


def word(raw: str) -> Value:
    return ("word", raw)


def phrase(text: str) -> Value:
    return ("phrase", text)


def number(value: Any, spelling: str | None = None) -> Value:
    return ("number", value, str(value) if spelling is None else spelling)


def numbers(low: Any, high: Any, spelling: str) -> Value:
    """A range, both ends included, None for an open one."""
    return ("numbers", low, high, spelling)


def date(literal: tuple[Any, ...], spelling: str) -> Value:
    return ("date", literal, spelling)


def day(text: str) -> Value:
    """2024-05-17 as a date."""
    return date(("day", *map(int, text.split("-"))), text)


def dates(first: tuple[Any, ...] | None, last: tuple[Any, ...] | None, spelling: str) -> Value:
    return ("dates", first, last, spelling)


def ago(count: int, unit: str) -> Value:
    return date(("ago", count, unit), f"{count} {unit}s ago")


def flag(value: bool, spelling: str) -> Value:
    return ("flag", value, spelling)


def query(
    objects: list[Row],
    text: str,
    tree: Tree,
    ids: str,
    why: str | None = None,
    *,
    name: str | None = None,
    options: Mapping[str, Any] | None = None,
    sort: tuple[tuple[str, str], ...] = (),
    piece: tuple[int, int] | None = None,
    **params: str,
) -> Case:
    """The objects that a query text selects; the text is the name where it can be.

    `sort` and `piece` are what its `sort:` and `slice:` mean, `params` what stands beside it.
    """
    request = {**ask(), "query": tree, "sort": sort, "slice": piece}
    return selects(
        text if name is None else name,
        objects,
        {"query": text, **params},
        request,
        why=why,
        options=options,
        ids=ids,
    )
