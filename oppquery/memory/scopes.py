"""Scopes: whether there is a related object for which a condition holds (spec §5.7).

Each kind of related object is filtered once, and what is left is hashed by the ids that it
carries, so that a scope is a look-up for each object that it stands on: a semi-join. Only where
one scope stands in another, whose objects may belong to something further out, the candidates
that the ids leave are tried one by one, in a frame that says on what they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, cast

from oppquery.memory.source import Source
from oppquery.plan import All, Exists, Leaf, Link, Node, Not, Search, Slice
from oppquery.plan import Any as AnyOf
from oppquery.readers import BadValue

Row = Mapping[str, Any]
Frame = tuple[Row, "Frame | None"]
"""An object and the frame of the one that its scope stands on."""

Predicate = Callable[[Row], bool]
FramePredicate = Callable[[Frame], bool]
Related = Mapping[str, Source]
NO_RELATED: Final[Related] = {}
ID_REASON: Final = "an id must be a string"


def has_scope(node: Node) -> bool:
    """Whether a scope stands somewhere in a node."""
    match node:
        case Exists():
            return True
        case Not(part):
            return has_scope(part)
        case All(parts) | AnyOf(parts):
            return any(map(has_scope, parts))
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


def _check_ids(key: str, ids: Iterable[Any]) -> None:
    for kind in set(map(type, ids)):
        if not issubclass(kind, str):
            bad = next(each for each in ids if type(each) is kind)
            raise BadValue(key, bad, ID_REASON)
