"""The access path of a condition: which index answers each part of it, as data that prints itself.

The costs only put the parts of a conjunction into order, cheapest first, so that expensive parts
see few candidate rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from oppquery.index.registry import ALL_INDEXES, Index
from oppquery.index.structures.type_traits import is_ranked
from oppquery.plan import (
    AllOf,
    AnyOf,
    Counted,
    Exists,
    Held,
    In,
    Leaf,
    Link,
    Node,
    Not,
    Range,
    Search,
    Slice,
    Test,
    Words,
)
from oppquery.scan.scopes import reaches_out
from oppquery.schema.fields import Field, Type


@dataclass(frozen=True, slots=True)
class ByIndex:
    """A condition that an index answers exactly; `cost` is in nanoseconds a row."""

    node: Leaf | Search
    index: Index
    cost: float

    def __str__(self) -> str:
        return f"{_said(self.node)}: {self.index} index, {self.cost:g} ns a row"


@dataclass(frozen=True, slots=True)
class ByScan:
    """A residual: a condition that is tested on each row that the other conditions leave."""

    node: Node
    cost: float

    def __str__(self) -> str:
        return f"{_said(self.node)}: residual, {self.cost:g} ns a candidate"


@dataclass(frozen=True, slots=True)
class ByJoin:
    """A scope as a semi-join: `where` finds related rows, `links` say whose ids these hold."""

    node: Exists
    links: tuple[Link, ...]
    where: AccessPath
    cost: float

    def __str__(self) -> str:
        keys = ", ".join(f"{link.key} = {link.own}" for link in self.links)
        head = f"{self.node.kind}: semi-join on {keys}, {self.cost:g} ns a row"
        return "\n".join((head, *_indented((self.where,))))


@dataclass(frozen=True, slots=True)
class Every:
    """A conjunction, cheapest part first."""

    parts: tuple[AccessPath, ...]
    cost: float

    def __str__(self) -> str:
        return "\n".join(("all of" if self.parts else "every row", *_indented(self.parts)))


@dataclass(frozen=True, slots=True)
class Some:
    """A disjunction, cheapest part first."""

    parts: tuple[AccessPath, ...]
    cost: float

    def __str__(self) -> str:
        return "\n".join(("any of" if self.parts else "no row", *_indented(self.parts)))


@dataclass(frozen=True, slots=True)
class Without:
    """A negation: the rows that the part does not find."""

    part: AccessPath
    cost: float

    def __str__(self) -> str:
        return "\n".join(("not", *_indented((self.part,))))


AccessPath = ByIndex | ByScan | ByJoin | Every | Some | Without

_SCAN: Final = 250.0
"""Nanoseconds to test one candidate row by a compiled predicate."""
_SCAN_TEXTS: Final = 1_000.0
"""Nanoseconds to test one candidate row by its related objects or by all of its texts."""
_JOIN: Final = 30.0
"""Nanoseconds a row to look up the owners of related objects by id."""
_WORD: Final = 0.2
"""Nanoseconds a row to look up one word."""
_PHRASE: Final = 40.0
"""Nanoseconds a row for words that stand next to each other: the texts of candidates are read."""
_SEARCH: Final = 0.5
"""Nanoseconds a row to look up one word in all texts of an object."""
_EQUALITY: Final = 0.05
"""Nanoseconds a row to take the bitmap or the postings of a value."""
_RANGE: Final = 0.2
"""Nanoseconds a row to compare the bit slices of a column with two bounds."""
_DISTINCT: Final = 5.0
"""Nanoseconds a row to test each distinct value of a column."""


def choose_access(node: Node, available: frozenset[Index] = ALL_INDEXES) -> AccessPath:
    """How a condition is answered, by the kinds of index that are available."""
    match node:
        case Leaf(field, test):
            index = Index.WORDS if _asks_words(field, test) else Index.COLUMN
            if index not in available:
                return _scan(node)
            return ByIndex(node, index, _leaf_cost(node))
        case Search():
            if Index.WORDS not in available:
                return _scan(node)
            cost = _PHRASE if len(node.words.words) > 1 else _SEARCH
            return ByIndex(node, Index.WORDS, cost)
        case Exists(links=links):
            if isinstance(links, Held) or reaches_out(node.where):
                return _scan(node)
            if Index.COLUMN not in available:
                return _scan(node)
            where = choose_access(node.where, available)
            return ByJoin(node, links, where, _JOIN + where.cost)
        case Counted() | Slice():
            return _scan(node)
        case Not(part):
            inner = choose_access(part, available)
            return Without(inner, inner.cost)
        case AllOf(parts):
            asked = _by_cost(parts, available)
            return Every(asked, _total(asked))
        case AnyOf(parts):
            asked = _by_cost(parts, available)
            return Some(asked, _total(asked))
        case _:
            assert_never(node)


def _by_cost(parts: Iterable[Node], available: frozenset[Index]) -> tuple[AccessPath, ...]:
    return tuple(
        sorted((choose_access(part, available) for part in parts), key=lambda each: each.cost)
    )


def _total(parts: Iterable[AccessPath]) -> float:
    return sum(part.cost for part in parts)


def _scan(node: Node) -> ByScan:
    return ByScan(node, _SCAN_TEXTS if isinstance(node, Exists | Search) else _SCAN)


def _asks_words(field: Field, test: Test) -> bool:
    return field.type is Type.TEXT and isinstance(test, Words)


def _leaf_cost(leaf: Leaf) -> float:
    match leaf.test:
        case Words(words) if leaf.field.type is Type.TEXT:
            return _WORD if len(words) == 1 else _PHRASE
        case _ if not is_ranked(leaf.field):
            return _DISTINCT
        case In():
            return _EQUALITY
        case Range():
            return _RANGE
        case _:
            return _DISTINCT


def _said(node: Node) -> str:
    match node:
        case Leaf(field, test):
            return f"{field.name} {test}"
        case Search(words):
            return f"some text {words}"
        case Exists(kind):
            return f"scope {kind}"
        case Counted(kind, test=test):
            return f"count of {kind} {test}"
        case Slice(part, parts):
            return f"slice {part}/{parts}"
        case _:
            return type(node).__name__


def _indented(parts: Iterable[AccessPath]) -> Iterator[str]:
    for part in parts:
        yield from (f"  {line}" for line in str(part).splitlines())
