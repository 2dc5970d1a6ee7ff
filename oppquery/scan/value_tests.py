"""The test of a leaf of the plan, as functions of one raw value and of a column of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Final, assert_never

from oppquery.data.readers import Read, ValueKind, reader
from oppquery.plan import ByKind, In, Leaf, Like, NotEmpty, NotNull, Range, RawTextIn, Test, Words
from oppquery.rows import RawTest, plain_text
from oppquery.scan.instant_ranges import ColumnTest, compile_instant_range, compile_instants_range
from oppquery.scan.word_tests import compile_pattern, compile_words
from oppquery.schema.fields import Type
from oppquery.values.memo import Memo

TypedTest = Callable[[Any], bool]

_REPEATED: Final = frozenset({Type.ID, Type.CHOICE, Type.LABEL, Type.DATE})
"""Types whose fields have few distinct values, so that results are worth remembering."""


@dataclass(frozen=True, slots=True)
class LeafTest:
    """The compiled test of a leaf.

    `passes` takes one raw value of the field, which may be null; raises `BadValue`. `column` does
    the same for the values of many objects. Where `by_text`, the values of the field repeat and
    `passes` remembers its result for each text.
    """

    passes: RawTest
    column: ColumnTest
    by_text: bool = False


def compile_leaf(leaf: Leaf) -> RawTest:
    """The test of a leaf on one raw value of its field, which may be null; raises `BadValue`."""
    return leaf_test(leaf).passes


def leaf_test(leaf: Leaf) -> LeafTest:
    """The compiled test of a leaf, in the fastest form that its field and test allow."""
    field, holds = leaf.field, _null_or_value_test(leaf)
    match field.type, leaf.test:
        case _ if field.may_be_list:
            return _one_by_one(holds)
        case type_, _ if type_ in _REPEATED:
            passes = Memo(holds).__getitem__
            return LeafTest(passes, partial(map, passes), by_text=True)
        case Type.DATETIME, Range() as bounds:
            passes = compile_instant_range(bounds, holds)
            return LeafTest(passes, compile_instants_range(bounds, passes))
        case Type.TEXT, Words() as words:
            return _one_by_one(_on_text(compile_words(words), holds))
        case _:
            return _one_by_one(holds)


def _one_by_one(passes: RawTest) -> LeafTest:
    return LeafTest(passes, partial(map, passes))


def _null_or_value_test(leaf: Leaf) -> RawTest:
    """The test of a leaf without regard to speed."""
    field = leaf.field
    element = _element_test(leaf)
    may_be_empty = isinstance(leaf.test, NotEmpty) and field.missing is None
    whole = _non_empty(element) if may_be_empty else element
    test = _on_elements(element, whole) if field.may_be_list else whole
    on_null = field.missing is not None and test(field.missing)
    return lambda raw: on_null if raw is None else test(raw)


def _on_text(test: Callable[[str], bool], slow: RawTest) -> RawTest:
    """`test` for a plain string, which notes are; `slow` for every other value."""

    def holds(raw: Any) -> bool:
        return test(raw) if raw.__class__ is str else slow(raw)

    return holds


def _element_test(leaf: Leaf) -> RawTest:
    """The test of one raw value that is not null."""
    field, test = leaf.field, leaf.test
    if isinstance(test, RawTextIn) and field.type is Type.UNTYPED:
        passes = compile_test(test)
        return lambda raw: isinstance(raw, str) and passes(plain_text(raw))
    return _on_value(test, reader(field))


def _on_value(test: Test, read: Read) -> RawTest:
    passes = compile_test(test)
    return lambda raw: passes(read(raw))


def _non_empty(test: RawTest) -> RawTest:
    return lambda raw: test(raw) and raw != ""


def _on_elements(element: RawTest, whole: RawTest) -> RawTest:
    def holds(raw: Any) -> bool:
        if isinstance(raw, list | tuple):
            return any(element(each) for each in raw if each is not None)
        return whole(raw)

    return holds


def compile_test(test: Test) -> TypedTest:
    """The test on a typed value that is not null."""
    match test:
        case In(values):
            return values.__contains__
        case Range():
            return _range(test)
        case Like(pieces):
            return compile_pattern(pieces)
        case Words():
            return compile_words(test)
        case RawTextIn(texts, folded):
            return (lambda text: text.casefold() in texts) if folded else texts.__contains__
        case NotEmpty(above_zero=True):
            return _is_above_zero
        case NotEmpty() | NotNull():
            return lambda value: True
        case ByKind():
            return _kinds(test)
        case _:
            assert_never(test)


def _is_above_zero(value: Any) -> bool:
    """Whether a number is above zero; any other value of an untyped field passes."""
    kind, number = value if isinstance(value, tuple) else (ValueKind.NUMBER, value)
    return kind is not ValueKind.NUMBER or number > 0


def _range(test: Range) -> TypedTest:
    match test:
        case Range(None, None):
            return lambda value: True
        case Range(None, high, high_closed=False):
            return lambda value: value < high
        case Range(low, None, low_open=False):
            return lambda value: low <= value
        case Range(low, high, low_open=False, high_closed=False) if None not in (low, high):
            return lambda value: low <= value < high
    return lambda value: _above(value, test) and _below(value, test)


def _above(value: int | Decimal, test: Range) -> bool:
    if test.low is None:
        return True
    return value > test.low if test.low_open else value >= test.low


def _below(value: int | Decimal, test: Range) -> bool:
    if test.high is None:
        return True
    return value <= test.high if test.high_closed else value < test.high


def _kinds(test: ByKind) -> TypedTest:
    by_kind = {
        ValueKind.NUMBER: test.number,
        ValueKind.DAY: test.day,
        ValueKind.INSTANT: test.instant,
        ValueKind.BOOLEAN: test.boolean,
        ValueKind.TEXT: test.text,
    }
    tests = {kind: compile_test(part) for kind, part in by_kind.items() if part is not None}

    def holds(value: tuple[ValueKind, Any]) -> bool:
        kind, raw = value
        passes = tests.get(kind)
        return passes is not None and passes(raw)

    return holds
