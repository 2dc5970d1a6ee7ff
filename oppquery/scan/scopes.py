"""Scopes: whether there is a related object for which a condition holds (spec §5.7).

Each kind of related object is filtered once, and what is left is hashed by the ids that it
carries, so that a scope is a look-up for each object that it stands on: a semi-join.

Where one scope stands in another, its objects may belong to something further out, and what is
left depends on that. But it depends only on the answers to a few questions of the form *is the id
of the object so many scopes out one of these*. So the objects are filtered once for each
combination of answers that comes up, never once for each object further out; a `Decisions` keeps
which questions there are, and what follows from the answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

from oppquery.data.batch import Batch
from oppquery.data.readers import BadValue
from oppquery.data.source import Source
from oppquery.plan import AllOf, AnyOf, Counted, Exists, Leaf, Link, Node, Not, Search, Slice
from oppquery.rows import Row

Ids = set[Any]
Related = Mapping[str, Source]
NO_RELATED: Final[Related] = {}
ID_REASON: Final = "an id must be a string"


class OuterScope(Protocol):
    """What a scope stands on, and all that stands further out."""

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Whether the object so many scopes out has one of these ids under a key."""
        ...


class Nothing:
    """What the objects of the request stand on."""

    __slots__ = ()

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Nothing has an id."""
        return False


_NOTHING: Final = Nothing()


class Frame:
    """An object, and what the scope that it is found in stands on."""

    __slots__ = ("outside", "row")

    def __init__(self, row: Row, outside: OuterScope = _NOTHING) -> None:
        self.row = row
        self.outside = outside

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Whether the object so many scopes out has one of these ids under a key."""
        if level == 0:
            return id_matches(self.row, key, ids)
        return self.outside.id_matches(level - 1, key, ids)


FramePredicate = Callable[[Frame], bool]
Matching = Callable[[Frame], Iterator[Row]]
Question = tuple[int, str, Ids]
IdsByLink = list[tuple[Link, Ids]]
"""The ids that the matching related objects carry, for each link that one of them has."""


class Recorder:
    """Asks a frame, and keeps in order what was asked and answered."""

    __slots__ = ("_answers", "fault", "frame", "trail")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.trail: list[tuple[Question, bool]] = []
        self.fault: BadValue | None = None
        self._answers: dict[tuple[int, str, int], bool] = {}

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Whether the object so many scopes out has one of these ids under a key."""
        asked = (level, key, id(ids))
        if (answer := self._answers.get(asked)) is None:
            try:
                answer = self.frame.id_matches(level, key, ids)
            except BadValue as bad:
                self.fault = bad
                raise
            self._answers[asked] = answer
            self.trail.append(((level, key, ids), answer))
        return answer


class DecisionTree:
    """A tree of questions to a frame, and what was found for each way through it."""

    __slots__ = ("answers", "found", "question")

    def __init__(self) -> None:
        self.question: Question | None = None
        self.found: IdsByLink | None = None
        self.answers: dict[bool, DecisionTree] = {}

    def decide(self, frame: Frame) -> IdsByLink | None:
        """What was found where the frame answers as one before it did."""
        at: DecisionTree | None = self
        while at is not None and at.question is not None:
            at = at.answers.get(frame.id_matches(*at.question))
        return None if at is None else at.found

    def add(self, trail: Iterable[tuple[Question, bool]], found: IdsByLink) -> None:
        """Keeps what was found, to be found again by the same questions and answers."""
        at = self
        for question, answer in trail:
            at.question = question
            at = at.answers.setdefault(answer, DecisionTree())
        at.found = found


def reaches_out(node: Node, inside: int = 0) -> bool:
    """Whether a scope in the body of another asks for what stands outside of that."""
    match node:
        case Exists(links=links, where=where) | Counted(links=links, where=where):
            beyond = isinstance(links, tuple) and any(link.level > inside for link in links)
            return beyond or reaches_out(where, inside + 1)
        case Not(part):
            return reaches_out(part, inside)
        case AllOf(parts) | AnyOf(parts):
            return any(reaches_out(part, inside) for part in parts)
        case Leaf() | Search() | Slice():
            return False


def has_scope(node: Node) -> bool:
    """Whether a scope or a count stands somewhere in a node."""
    match node:
        case Exists() | Counted():
            return True
        case Not(part):
            return has_scope(part)
        case AllOf(parts) | AnyOf(parts):
            return any(map(has_scope, parts))
        case Leaf() | Search() | Slice():
            return False


def ids_by_link(batches: Iterable[Batch], links: tuple[Link, ...]) -> IdsByLink:
    """The ids that related objects carry, for each link; the first link that they have counts.

    Links that none of them has are left out. Raises `BadValue` for an id that is no text.
    """
    keys = [(link.key, set[Any]()) for link in links]
    for batch in batches:
        for key, ids in keys:
            raws = _ids(batch, key)
            ids.update(raws)
            if None not in ids:
                break
            ids.discard(None)
            batch = batch.where([raw is None for raw in raws])
    return [(link, ids) for link, (_, ids) in zip(links, keys) if ids]


def counts_by_link(batches: Iterable[Batch], links: tuple[Link, ...]) -> list[dict[Any, int]]:
    """How many related objects carry each id, for each link; the first that they have counts."""
    counts: list[Counter[Any]] = [Counter() for _ in links]
    for batch in batches:
        for link, each in zip(links, counts):
            raws = _ids(batch, link.key)
            each.update(raws)
            if each.pop(None, 0) == 0:
                break
            batch = batch.where([raw is None for raw in raws])
    return [dict(each) for each in counts]


def batch_ids_match(batch: Batch, key: str, ids: Ids) -> Iterable[bool]:
    """Whether the id of each object under a key is one of these; raises `BadValue`."""
    return map(ids.__contains__, _ids(batch, key))


def id_matches(row: Row, key: str, ids: Ids) -> bool:
    """Whether the id under a key is one of these; raises `BadValue` when it is no text."""
    raw = row.get(key)
    if raw.__class__ is not str and raw is not None and not isinstance(raw, str):
        raise BadValue(key, raw, ID_REASON)
    return raw in ids


def carried_number(row: Row, key: str | None) -> int | None:
    """The number that an object carries itself, if it does."""
    raw = None if key is None else row.get(key)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _ids(batch: Batch, key: str) -> list[Any]:
    """The ids that objects carry under a key, null where they have none; raises `BadValue`."""
    raws = batch.column(key)
    if not _are_strings(raws):
        for raw in raws:
            if raw is not None and not isinstance(raw, str):
                raise BadValue(key, raw, ID_REASON)
    return raws


def _are_strings(raws: list[Any]) -> bool:
    """Whether all are; nothing tells it faster than joining them."""
    try:
        "".join(raws)
    except TypeError:
        return False
    return True
