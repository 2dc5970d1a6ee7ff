"""The formulas of derived fields, read from an object (spec §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, assert_never

from oppquery.data.readers import FULL_PERCENT, BadValue, reader
from oppquery.rows import Row
from oppquery.schema.fields import Field, Measure
from oppquery.schema.formulas import Each, FirstOf, Formula, LengthOf, PercentOf, TimesWhen
from oppquery.schema.opportunity import OPPORTUNITY

RowReader = Callable[[Row], Any]
ColumnFormula = PercentOf | TimesWhen | FirstOf
"""The formulas that columns suffice for; may be given to `isinstance`."""


def percent_of(amount: int | None, percent: int | None) -> int | None:
    """A percentage of an amount, half up, negative amounts included; null of a null.

    >>> percent_of(-150, 1), percent_of(150, 1), percent_of(None, 1)
    (-1, 2, None)
    """
    return None if amount is None or percent is None else (amount * percent + 50) // 100


def percents_of(amounts: Iterable[Any], percents: Iterable[Any]) -> list[int | None]:
    """`percent_of` for each pair of checked numbers."""
    return list(map(percent_of, amounts, percents))


class Columns:
    """The checked values of some objects by key or by formula, each read or computed once.

    >>> columns = Columns({"value": [5, None], "confidence": [40, 50]}.__getitem__)
    >>> columns(PercentOf("value", "confidence"))
    [2, None]
    """

    def __init__(self, read: Callable[[str], Sequence[Any]]) -> None:
        self._read = read
        self._known: dict[str | ColumnFormula, Sequence[Any]] = {}

    def __call__(self, of: str | ColumnFormula) -> Sequence[Any]:
        """The values under a key, or the results of a formula."""
        if (known := self._known.get(of)) is None:
            known = self._read(of) if isinstance(of, str) else _computed(of, self)
            self._known[of] = known
        return known


def _computed(formula: ColumnFormula, columns: Columns) -> Sequence[Any]:
    match formula:
        case PercentOf(amount, percent):
            return percents_of(columns(amount), columns(percent))
        case TimesWhen(amount, times, name, equals):
            return [
                whole * times if chosen == equals and whole is not None else whole
                for whole, chosen in zip(columns(amount), columns(name))
            ]
        case FirstOf(keys):
            values = map(columns, keys)
            return [next((raw for raw in raws if raw is not None), None) for raws in zip(*values)]
        case _:
            assert_never(formula)


def raw_reader(field: Field) -> RowReader:
    """The function from an object to the raw value of a field, stored or computed."""
    if field.formula is None:
        name = field.name
        return lambda row: row.get(name)
    return formula_reader(field.formula)


def formula_reader(formula: Formula) -> RowReader:
    """The function from an object to the result of a formula, null of a null; raises `BadValue`."""
    match formula:
        case PercentOf():
            return _percent_formula(formula)
        case TimesWhen():
            return _times_reader(formula)
        case FirstOf(keys):
            return lambda row: first_value(row, keys)
        case Each(paths):
            return lambda row: [value for path in paths for value in _values_at(row, path)]
        case LengthOf(path):
            return lambda row: sum(1 for _ in _objects_at(row, path))
        case _:
            assert_never(formula)


def _integer_reader(name: str) -> RowReader:
    field = OPPORTUNITY.fields[name]
    read, bounded = reader(field), field.measure is Measure.PERCENT

    def value(row: Row) -> int | None:
        raw = row.get(name)
        return raw if raw is None or (raw.__class__ is int and not bounded) else read(raw)

    return value


def _percent_formula(formula: PercentOf) -> RowReader:
    """The percentage of an amount; plain ints skip the readers, which halves the time."""
    amount, percent = formula.amount, formula.percent
    read_amount, read_percent = _integer_reader(amount), _integer_reader(percent)

    def value(row: Row) -> int | None:
        whole: Any = row.get(amount)
        part: Any = row.get(percent)
        if whole.__class__ is int is part.__class__ and 0 <= part <= FULL_PERCENT:
            return percent_of(whole, part)
        return percent_of(read_amount(row), read_percent(row))

    return value


def first_value(row: Row, keys: Iterable[str]) -> Any:
    """The first value of several keys that is not null."""
    for key in keys:
        if (raw := row.get(key)) is not None:
            return raw
    return None


def _times_reader(formula: TimesWhen) -> RowReader:
    amount = formula.amount
    base = _integer_reader(amount) if isinstance(amount, str) else formula_reader(amount)
    times, name, equals = formula.times, formula.field, formula.equals
    choice = reader(OPPORTUNITY.fields[name])

    def value(row: Row) -> int | None:
        whole: int | None = base(row)
        chosen = row.get(name)
        if whole is None or chosen is None:
            return whole
        return whole * times if chosen == equals or choice(chosen) == equals else whole

    return value


def _values_at(row: Row, path: tuple[str, ...]) -> Iterator[Any]:
    *lists, key = path
    for each in _objects_at(row, lists):
        if (value := each.get(key)) is not None:
            yield value


def _objects_at(row: Row, path: Sequence[str]) -> Iterator[Row]:
    """The objects in lists of objects, one list in another; raises `BadValue`."""
    if not path:
        yield row
        return
    key, *rest = path
    for each in held_objects(row, key):
        yield from _objects_at(each, rest)


def held_objects(row: Row, key: str) -> Sequence[Row]:
    """The list of objects under a key, empty where there is none; raises `BadValue`."""
    held = row.get(key)
    if held is None:
        return ()
    if isinstance(held, list | tuple) and all(isinstance(each, Mapping) for each in held):
        return held
    raise BadValue(key, held, f"{key} must be a list of objects")
