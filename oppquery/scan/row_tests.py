"""Predicates over one object: what joins others, bare words, slices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from oppquery.data.readers import BadValue
from oppquery.plan import Search, Slice
from oppquery.rows import Predicate, Row
from oppquery.scan.scopes import ID_REASON
from oppquery.scan.word_tests import TextTest, compile_words

ID: Final = "id"
_MD5_DIGITS: Final = 8


def all_of(predicates: list[Callable[[Any], bool]]) -> Callable[[Any], bool]:
    """Whether every one of them holds."""

    def holds(row: Any) -> bool:
        for predicate in predicates:
            if not predicate(row):
                return False
        return True

    return holds


def any_of(predicates: list[Callable[[Any], bool]]) -> Callable[[Any], bool]:
    """Whether one of them holds."""
    match predicates:
        case [one, other]:
            return lambda row: one(row) or other(row)
        case [one, other, last]:
            return lambda row: one(row) or other(row) or last(row)

    def holds(row: Any) -> bool:
        for predicate in predicates:
            if predicate(row):
                return True
        return False

    return holds


def compile_search(node: Search) -> Predicate:
    """Whether the words stand in one of the texts of an object."""
    test, names, prefix = compile_words(node.words), node.fields, node.prefix
    nested = node.nested

    def holds(row: Row) -> bool:
        for name in names:
            if (raw := row.get(name)) is not None and _text_holds(name, raw, test):
                return True
        if prefix is not None and _others_hold(row, names, prefix, test):
            return True
        return any([test(text) for key in nested for text in strings_within(row.get(key))])

    return holds


def _text_holds(name: str, raw: Any, test: TextTest) -> bool:
    if not isinstance(raw, str):
        raise BadValue(name, raw, "a text must be a string")
    return test(raw)


def _others_hold(row: Row, names: tuple[str, ...], prefix: str, test: TextTest) -> bool:
    """Whether another string of the object, or a string in one of its lists, passes."""
    for key, raw in row.items():
        if isinstance(key, str) and key.startswith(prefix) and key not in names:
            values = raw if isinstance(raw, list | tuple) else (raw,)
            if any([isinstance(each, str) and test(each) for each in values]):
                return True
    return False


def strings_within(value: Any) -> Iterator[str]:
    """Every string in lists and objects, however deep."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() | tuple() as items:
                waiting += items
            case Mapping() as held:
                waiting += held.values()


def compile_slice(node: Slice) -> Predicate:
    """Whether the id of an object falls in one of several parts."""
    from hashlib import md5

    def holds(row: Row) -> bool:
        identity = row.get(ID)
        if identity is not None and not isinstance(identity, str):
            raise BadValue(ID, identity, ID_REASON)
        text = (identity or "").encode(errors="surrogatepass")
        digest = md5(text, usedforsecurity=False).hexdigest()
        return int(digest[:_MD5_DIGITS], 16) % node.parts == node.part - 1

    return holds
