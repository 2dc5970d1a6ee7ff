"""Tests of one object: conjunctions, disjunctions, bare words, slices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from oppquery.data.readers import BadValue
from oppquery.plan import Search, Slice
from oppquery.rows import Row, plain_text
from oppquery.scan.scopes import NOTHING, OuterScope, RowTest, own_id
from oppquery.scan.word_tests import TextTest, compile_words

ID: Final = "id"
_MD5_DIGITS: Final = 8


def all_of(tests: Sequence[RowTest]) -> RowTest:
    """The test whether an object passes every test."""

    def holds(row: Row, outside: OuterScope = NOTHING) -> bool:
        for test in tests:
            if not test(row, outside):
                return False
        return True

    return holds


def any_of(tests: Sequence[RowTest]) -> RowTest:
    """The test whether an object passes one of the tests.

    Two tests, the most frequent case, are called without a loop, which takes a fifth less time.
    """
    match tests:
        case [one, other]:
            return lambda row, outside=NOTHING: one(row, outside) or other(row, outside)

    def holds(row: Row, outside: OuterScope = NOTHING) -> bool:
        for test in tests:
            if test(row, outside):
                return True
        return False

    return holds


def compile_search(node: Search) -> RowTest:
    """The test whether some words stand in one of the texts of an object."""
    test, names, prefix = compile_words(node.words), node.fields, node.prefix
    nested = node.nested

    def holds(row: Row, outside: OuterScope = NOTHING) -> bool:
        for name in names:
            if (raw := row.get(name)) is not None and _text_holds(name, raw, test):
                return True
        if prefix is not None and _others_hold(row, names, prefix, test):
            return True
        return any(test(text) for key in nested for text in strings_within(row.get(key)))

    return holds


def _text_holds(name: str, raw: Any, test: TextTest) -> bool:
    if not isinstance(raw, str):
        raise BadValue(name, raw, "a text must be a string")
    return test(plain_text(raw))


def _others_hold(row: Row, names: tuple[str, ...], prefix: str, test: TextTest) -> bool:
    """Whether another string of the object, or a string in one of its lists, passes."""
    for key, raw in row.items():
        if isinstance(key, str) and key.startswith(prefix) and key not in names:
            values = raw if isinstance(raw, list | tuple) else (raw,)
            if any(isinstance(each, str) and test(plain_text(each)) for each in values):
                return True
    return False


def strings_within(value: Any) -> Iterator[str]:
    """Every string in lists and objects, however deep."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield plain_text(text)
            case list() | tuple() as items:
                waiting += items
            case Mapping() as held:
                waiting += held.values()


def compile_slice(node: Slice) -> RowTest:
    """The test whether the id of an object falls in one of several parts, by its MD5 digest."""
    from hashlib import md5

    def holds(row: Row, outside: OuterScope = NOTHING) -> bool:
        text = (own_id(row, ID) or "").encode(errors="surrogatepass")
        digest = md5(text, usedforsecurity=False).hexdigest()
        return int(digest[:_MD5_DIGITS], 16) % node.parts == node.part - 1

    return holds
