"""A test of the plan as a function of one raw value."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, assert_never

from oppquery.data.readers import Read, ValueKind, reader
from oppquery.plan import ByKind, In, Leaf, Like, NotEmpty, NotNull, Range, RawTextIn, Test, Words
from oppquery.rows import RawTest
from oppquery.scan.instant_ranges import compile_instant_range
from oppquery.scan.word_tests import compile_pattern, compile_words
from oppquery.schema.fields import Type
from oppquery.values.memo import Memo

TypedTest = Callable[[Any], bool]

_REMEMBERED: Final = frozenset({Type.ID, Type.CHOICE, Type.LABEL, Type.DATE})
"""Types whose fields repeat few distinct values."""


def compile_leaf(leaf: Leaf) -> RawTest:
    """The test of a leaf on the raw value of its field, which may be null.

    What it gives on a value that the field cannot hold is `BadValue`.
    """
    field = leaf.field
    element = _element_test(leaf)
    whole = _non_empty(element) if isinstance(leaf.test, NotEmpty) else element
    test = _on_elements(element, whole) if field.may_be_list else whole
    missing = field.missing
    on_null = missing is not None and test(missing)

    def holds(raw: Any) -> bool:
        return on_null if raw is None else test(raw)

    if field.may_be_list:
        return holds
    if field.type in _REMEMBERED:
        return Memo(holds).__getitem__
    match field.type, leaf.test:
        case Type.DATETIME, Range() as bounds:
            return compile_instant_range(bounds, holds)
        case Type.TEXT, Words() as words:
            return _on_text(compile_words(words), holds)
        case _:
            return holds


def _on_text(test: Callable[[str], bool], slow: RawTest) -> RawTest:
    """The test on what is exactly a string, as notes are; `slow` takes all else."""

    def holds(raw: Any) -> bool:
        return test(raw) if raw.__class__ is str else slow(raw)

    return holds


def _element_test(leaf: Leaf) -> RawTest:
    """The test of one raw value that is not null."""
    field, test = leaf.field, leaf.test
    if isinstance(test, RawTextIn) and field.type is Type.UNTYPED:
        passes = compile_test(test)
        return lambda raw: isinstance(raw, str) and passes(raw)
    return _on_value(test, reader(field))


def _on_value(test: Test, read: Read) -> RawTest:
    passes = compile_test(test)
    return lambda raw: passes(read(raw))


def _non_empty(test: RawTest) -> RawTest:
    return lambda raw: test(raw) and raw != ""


def _on_elements(element: RawTest, whole: RawTest) -> RawTest:
    def holds(raw: Any) -> bool:
        if isinstance(raw, list | tuple):
            return any([element(each) for each in raw if each is not None])
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
    """Whether a number is, also as the value of a field without a type; what is none passes."""
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
