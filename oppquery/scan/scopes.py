"""Scopes: whether there is a related object for which a condition holds (spec §5.7).

A scope is a semi-join. Each kind of related object is filtered once, the ids of the remaining
objects are hashed, and each object that the scope stands on looks its own id up.

In a scope within a scope the inner objects may belong to an object further out, so which of them
remain depends on it. But it depends only on the answers to a few questions of one form: "is the
id of the object `level` scopes out one of these ids?" So inner objects are filtered once for each
combination of answers that comes up, never once for each outer object. A `DecisionTree` keeps the
questions and the outcome of each combination of answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from oppquery.data.batch import Batch
from oppquery.data.readers import BadValue
from oppquery.data.source import Source
from oppquery.plan import AllOf, AnyOf, Counted, Exists, Leaf, Link, Node, Not, Search, Slice
from oppquery.rows import Row, plain_text

Ids = set[str]
Related = Mapping[str, Source]
NO_RELATED: Final[Related] = {}
ID_REASON: Final = "an id must be a string"
_TEXTS: Final = frozenset({str, type(None)})


class OuterScope(Protocol):
    """The objects around a condition: the one that its scope stands on, and those further out."""

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Whether the object `level` scopes out has one of some ids under a key."""
        ...


class Nothing:
    """The surroundings of a condition that stands in no scope."""

    __slots__ = ()

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """False: there is no object."""
        return False


NOTHING: Final = Nothing()


class RowTest(Protocol):
    """Whether an object matches, in a scope of these surroundings; raises `BadValue`."""

    def __call__(self, row: Row, outside: OuterScope = ..., /) -> bool: ...


class Frame:
    """An object that a scope stands on, and its own surroundings."""

    __slots__ = ("outside", "row")

    def __init__(self, row: Row, outside: OuterScope) -> None:
        self.row = row
        self.outside = outside

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Whether the object `level` scopes out has one of some ids under a key."""
        if level == 0:
            return id_matches(self.row, key, ids)
        return self.outside.id_matches(level - 1, key, ids)


Question = tuple[int, str, Ids]
"""Has the object so many scopes out, under a key, one of these ids?"""

IdsByLink = list[tuple[Link, Ids]]
"""The ids that the matching related objects carry, for each link that one of them has."""


class Recorder:
    """A frame that keeps its questions and answers in order, each question once.

    `fault` is the bad value of the frame itself on which a question failed.
    """

    __slots__ = ("_answers", "fault", "frame", "trail")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.trail: list[tuple[Question, bool]] = []
        self.fault: BadValue | None = None
        self._answers: dict[tuple[int, str, int], bool] = {}

    def id_matches(self, level: int, key: str, ids: Ids) -> bool:
        """Whether the object `level` scopes out has one of some ids under a key."""
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
    """A tree of questions to a frame, and what was found at the end of each way through it.

    For `call(contact(…))`, where contacts belong to the lead of the opportunity, the first
    opportunity is asked whether its `lead_id` is among those of the contacts, and answers yes. The
    calls found then are found again for every opportunity that answers yes; the first that
    answers no makes the calls be filtered once more.

    >>> from oppquery.plan import Link
    >>> link, leads = Link(0, "lead_id", "lead_id"), {"lead_1", "lead_2"}
    >>> tree = DecisionTree()
    >>> tree.add([((0, "lead_id", leads), True)], [(link, {"call_1"})])
    >>> tree.decide(Frame({"lead_id": "lead_2"}, NOTHING)) == [(link, {"call_1"})]
    True
    >>> tree.decide(Frame({"lead_id": "lead_3"}, NOTHING)) is None
    True
    """

    __slots__ = ("answers", "found", "question")

    def __init__(self) -> None:
        self.question: Question | None = None
        self.found: IdsByLink | None = None
        self.answers: dict[bool, DecisionTree] = {}

    def decide(self, frame: Frame) -> IdsByLink | None:
        """What was found for an earlier frame with the same answers; `None` where none had them."""
        at: DecisionTree | None = self
        while at is not None and at.question is not None:
            at = at.answers.get(frame.id_matches(*at.question))
        return None if at is None else at.found

    def add(self, trail: Iterable[tuple[Question, bool]], found: IdsByLink) -> None:
        """Keeps what was found for some questions and their answers."""
        at = self
        for question, answer in trail:
            at.question = question
            at = at.answers.setdefault(answer, DecisionTree())
        at.found = found


def reaches_out(node: Node, inside: int = 0) -> bool:
    """Whether a scope within a node links to an object that stands outside of the node."""
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
    """Whether the id of each object under a key is one of some ids; raises `BadValue`."""
    return map(ids.__contains__, _ids(batch, key))


def id_matches(row: Row, key: str, ids: Ids) -> bool:
    """Whether the id under a key is one of some ids; raises `BadValue` when it is no text."""
    return own_id(row, key) in ids


def own_id(row: Row, key: str) -> str | None:
    """The id under a key, null where there is none; raises `BadValue` when it is no text."""
    raw: Any = row.get(key)
    return raw if raw is None or raw.__class__ is str else _checked_id(key, raw)


def _checked_id(key: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise BadValue(key, raw, ID_REASON)
    return plain_text(raw)


def carried_number(row: Row, key: str | None) -> int | None:
    """The number that an object itself has under a key, null where it has none."""
    raw = None if key is None else row.get(key)
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _ids(batch: Batch, key: str) -> list[Any]:
    """The ids that objects carry under a key, null where they have none; raises `BadValue`."""
    raws = batch.column(key)
    if _TEXTS.issuperset(map(type, raws)):
        return raws
    return [None if raw is None else _checked_id(key, raw) for raw in raws]
