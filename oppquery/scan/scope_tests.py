"""The tests that scopes and counts make of an object (spec §5.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from oppquery.data.batch import Batch
from oppquery.data.formulas import held_objects
from oppquery.data.readers import BadValue
from oppquery.data.source import Source
from oppquery.plan import Link
from oppquery.rows import Row
from oppquery.scan.scopes import (
    NOTHING,
    DecisionTree,
    Frame,
    Ids,
    IdsByLink,
    OuterScope,
    Recorder,
    RowTest,
    carried_number,
    id_matches,
    ids_by_link,
    own_id,
)

Matching = Callable[[Row, OuterScope], Iterator[Row]]
"""Gives the objects that an object holds and that match; raises `BadValue`."""


def linked_test(found: IdsByLink) -> RowTest:
    """Whether the matching related objects carry an id of an object."""
    match [_link_test(link, ids) for link, ids in found]:
        case []:
            return lambda row, outside=NOTHING: False
        case [test]:
            return test
        case tests:
            return lambda row, outside=NOTHING: _one_holds(tests, row, outside)


def _link_test(link: Link, ids: Ids) -> RowTest:
    level, own = link.level, link.own
    if level == 0:
        return lambda row, outside=NOTHING: id_matches(row, own, ids)
    return lambda row, outside=NOTHING: outside.id_matches(level - 1, own, ids)


def _one_holds(tests: Iterable[RowTest], row: Row, outside: OuterScope) -> bool:
    """Whether one test holds; all are asked, so that a bad id is told whichever link matches."""
    answers = [test(row, outside) for test in tests]
    return any(answers)


def held_matching(key: str, body: RowTest) -> Matching:
    """Gives the objects in the list under a key of an object for which a condition holds."""

    def matching(row: Row, outside: OuterScope) -> Iterator[Row]:
        frame = Frame(row, outside)
        for held in held_objects(row, key):
            try:
                if body(held, frame):
                    yield held
            except BadValue as bad:
                raise BadValue(key, row.get(key), f"{bad.field}: {bad.reason}") from None

    return matching


def held_test(matching: Matching) -> RowTest:
    """Whether an object holds one that matches."""
    return lambda row, outside=NOTHING: any(True for _ in matching(row, outside))


Count = Callable[[Row, OuterScope], int]
"""Gives the number of the related objects of an object that match."""


def held_count(matching: Matching, stored: str | None) -> Count:
    """The count of held objects: the number under the key `stored`, else they are counted."""

    def count(row: Row, outside: OuterScope) -> int:
        number = carried_number(row, stored)
        return sum(1 for _ in matching(row, outside)) if number is None else number

    return count


def linked_count(links: Sequence[Link], counts: Sequence[dict[str, int]]) -> Count:
    """The count of related objects, from how many of them carry each id under each link."""
    keys = [(link.own, known) for link, known in zip(links, counts)]

    def count(row: Row, outside: OuterScope) -> int:
        ids = ((own_id(row, own), known) for own, known in keys)
        return sum(known.get(id_, 0) for id_, known in ids if id_ is not None)

    return count


def counted_test(count: Count, passes: Callable[[int], bool]) -> RowTest:
    """Whether the count of an object passes a test."""
    return lambda row, outside=NOTHING: passes(count(row, outside))


def dependent_test(
    source: Source, links: tuple[Link, ...], candidates: Sequence[Row], body: RowTest
) -> RowTest:
    """Like `linked_test`, for a condition on the related objects that refers to an outer object.

    The candidates are filtered once for each distinct combination of the answers of outer objects;
    a `DecisionTree` keeps the ids found.
    """
    decisions = DecisionTree()

    def matching(recorder: Recorder) -> Iterator[Row]:
        for row in candidates:
            try:
                if body(row, recorder):
                    yield row
            except BadValue as bad:
                raise bad if bad is recorder.fault else source.placed(bad) from None

    def filtered(frame: Frame) -> IdsByLink:
        recorder = Recorder(frame)
        rows = list(matching(recorder))
        with source.placing_bad_values():
            found = ids_by_link([Batch(rows, plain=False)], links)
        decisions.add(recorder.trail, found)
        return found

    def holds(row: Row, outside: OuterScope = NOTHING) -> bool:
        frame = Frame(row, outside)
        found = decisions.decide(frame)
        if found is None:
            found = filtered(frame)
        answers = [frame.id_matches(link.level, link.own, ids) for link, ids in found]
        return any(answers)  # all are asked, as in _one_holds

    return holds
