"""Scopes: whether there is a related object for which a condition holds (spec §5.7).

Each kind of related object is filtered once, and what is left is hashed by the ids that it
carries, so that a scope is a look-up for each object that it stands on: a semi-join. Only where
one scope stands in another, whose objects may belong to something further out, the candidates
that the ids leave are tried one by one, in a frame that says on what they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast

from oppquery.memory.source import Source
from oppquery.plan import All, Counted, Exists, Leaf, Link, Node, Not, Search, Slice
from oppquery.plan import Any as AnyOf
from oppquery.readers import BadValue

Row = Mapping[str, Any]
Frame = tuple[Row, "Frame | None"]
"""An object and the frame of the one that its scope stands on."""

Predicate = Callable[[Row], bool]
FramePredicate = Callable[[Frame], bool]
Candidates = Callable[[Frame], Iterator[Row]]
Related = Mapping[str, Source]
NO_RELATED: Final[Related] = {}
ID_REASON: Final = "an id must be a string"


def reaches_out(node: Node, inside: int = 0) -> bool:
    """Whether a scope in the body of another asks for what stands outside of that."""
    match node:
        case Exists(links=links, where=where) | Counted(links=links, where=where):
            beyond = isinstance(links, tuple) and any(link.level > inside for link in links)
            return beyond or reaches_out(where, inside + 1)
        case Not(part):
            return reaches_out(part, inside)
        case All(parts) | AnyOf(parts):
            return any(reaches_out(part, inside) for part in parts)
        case Leaf() | Search() | Slice():
            return False


def owner(frame: Frame, level: int) -> Row:
    """The object that stands so many scopes further out."""
    for _ in range(level):
        frame = cast("Frame", frame[1])
    return frame[0]


def by_link(rows: Iterable[Row], links: tuple[Link, ...]) -> list[dict[Any, list[Row]]]:
    """The related objects by the id that they carry, for each link; the first link counts."""
    indexes: list[dict[Any, list[Row]]] = [{} for _ in links]
    pairs = [(link.key, index) for link, index in zip(links, indexes)]
    for row in rows:
        for key, index in pairs:
            if (value := row.get(key)) is not None:
                index.setdefault(value, []).append(row)
                break
    for key, index in pairs:
        _check_ids(key, index)
    return indexes


def ids_by_link(rows: Iterable[Row], links: tuple[Link, ...]) -> list[set[Any]]:
    """The ids that related objects carry, for each link; the first link that they have counts."""
    first, *others = [(link.key, set[Any]()) for link in links]
    key, ids = first
    add = ids.add
    for row in rows:
        if (value := row.get(key)) is not None:
            add(value)
            continue
        for other, others_ids in others:
            if (value := row.get(other)) is not None:
                others_ids.add(value)
                break
    for name, each in [first, *others]:
        _check_ids(name, each)
    return [ids, *(each for _, each in others)]


def counts_by_link(rows: Iterable[Row], links: tuple[Link, ...]) -> list[dict[Any, int]]:
    """How many related objects carry each id, for each link; the first that they have counts."""
    return [{value: len(found) for value, found in index.items()} for index in by_link(rows, links)]


def carries(row: Row, key: str, ids: set[Any]) -> bool:
    """Whether the id under a key is one of these; raises `BadValue` when it is no text."""
    raw = row.get(key)
    if raw.__class__ is not str and raw is not None and not isinstance(raw, str):
        raise BadValue(key, raw, ID_REASON)
    return raw in ids


def carried_number(row: Row, key: str | None) -> int | None:
    """The number that an object carries itself, if it does."""
    raw = None if key is None else row.get(key)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _check_ids(key: str, ids: Iterable[Any]) -> None:
    for kind in set(map(type, ids)):
        if not issubclass(kind, str):
            bad = next(each for each in ids if type(each) is kind)
            raise BadValue(key, bad, ID_REASON)
