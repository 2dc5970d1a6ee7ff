"""One condition as written, read by the type of its field into a node of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from oppquery.ages import refuse_age
from oppquery.ast import Condition, Given, Items, Null, Operator
from oppquery.comparisons import (
    RANGE,
    compare_date,
    compare_number,
    range_ends,
    span_of_dates,
    span_of_numbers,
)
from oppquery.date_literals import (
    Clock,
    DateLiteral,
    read_date,
    read_date_object,
)
from oppquery.errors import listed, shown, suggest
from oppquery.literals import read_boolean, read_number
from oppquery.plan import (
    All,
    Any,
    In,
    Known,
    Leaf,
    Like,
    Node,
    Not,
    Present,
    Test,
)
from oppquery.schema import Field, Schema, Type
from oppquery.text_values import ANY_VALUE, text_tests
from oppquery.unreadable import Unreadable
from oppquery.untyped import read_untyped

ME: Final = "me"
Report = Callable[[Unreadable], None]


@dataclass(frozen=True, slots=True)
class Context:
    """What a value may depend on besides its field: the clock, the caller, the other fields."""

    schema: Schema
    clock: Clock
    user_id: str | None


def read_condition(condition: Condition, field: Field, context: Context, report: Report) -> Node:
    """The node of one condition; what cannot be read is reported, each value for itself."""
    match condition.value:
        case Null():
            return _null(field, context)
        case Items(values):
            return Any(tuple(_read_each(values, field, context, report)))
        case Given() as given:
            return Any(tuple(_read_each((given,), field, context, report, condition.operator)))
        case _:
            assert_never(condition.value)


def _read_each(
    values: tuple[Given, ...],
    field: Field,
    context: Context,
    report: Report,
    operator: Operator = Operator.IN,
) -> Iterator[Node]:
    for given in values:
        try:
            yield _read(given.value, field, operator, context)
        except Unreadable as fault:
            report(fault)


def _null(field: Field, context: Context) -> Node:
    match field.type:
        case Type.TEXT | Type.UNTYPED:
            return Not(Leaf(field, Present()))
        case Type.STATUS:
            return All(tuple(Not(Leaf(part, Known())) for part in _parts(field, context)))
        case _:
            return Not(Leaf(field, Known()))


def _read(value: str | int | date, field: Field, operator: Operator, context: Context) -> Node:
    _check_python_type(value, field)
    if value == ANY_VALUE:
        _check_equal(operator, "*", "bad_wildcard")
        return _present(field, context)
    return _BY_TYPE[field.type](value, field, operator, context)


def _present(field: Field, context: Context) -> Node:
    if field.type is Type.STATUS:
        return Any(tuple(Leaf(part, Present()) for part in _parts(field, context)))
    return Leaf(field, Present())


def _check_equal(operator: Operator, what: str, code: str) -> None:
    if operator is not Operator.EQUAL:
        raise Unreadable(code, f"{shown(what)} takes no comparison and no list, only the bare name")


def _parts(field: Field, context: Context) -> Iterator[Field]:
    return (context.schema.fields[name] for name in field.parts)


_PYTHON_TYPES: Final[Mapping[Type, tuple[type, ...]]] = {
    Type.INTEGER: (int,),
    Type.NUMBER: (int,),
    Type.DATE: (date,),
    Type.DATETIME: (date,),
    Type.BOOLEAN: (bool,),
    Type.UNTYPED: (int, bool, date),
}
_TAKES: Final[Mapping[Type, str]] = {
    Type.INTEGER: "a whole number",
    Type.NUMBER: "a number",
    Type.DATE: "a date",
    Type.DATETIME: "a date",
    Type.BOOLEAN: "true or false",
}


def _check_python_type(value: object, field: Field) -> None:
    taken = _PYTHON_TYPES.get(field.type, ())
    boolean = isinstance(value, bool)
    if isinstance(value, str) or (isinstance(value, taken) and (not boolean or bool in taken)):
        return
    takes = _TAKES.get(field.type, "text")
    raise Unreadable(
        "bad_type", f"takes {takes}, not {shown(value)} of the type {type(value).__name__}"
    )


def _id(value: str, field: Field, operator: Operator, context: Context) -> Node:
    if value == ME and field.about_user:
        return Leaf(field, In(frozenset((_caller(context),))))
    _check_no_wildcard(value, field, context)
    return Leaf(field, In(frozenset((value,))))


def _caller(context: Context) -> str:
    if context.user_id is None:
        raise Unreadable("no_user", "'me' needs the argument user_id, which says who that is")
    return context.user_id


def _check_no_wildcard(value: str, field: Field, context: Context) -> None:
    if ANY_VALUE in value:
        texts = [each.name for each in context.schema.fields.values() if each.type is Type.TEXT]
        kind = "an id" if field.type is Type.ID else "a choice"
        raise Unreadable(
            "bad_wildcard",
            f"{shown(value)} has a *, but {field.name} is {kind} and compares whole; "
            f"wildcards are for {listed(texts, 'and')}",
        )


def _choice(value: str, field: Field, operator: Operator, context: Context) -> Node:
    _check_no_wildcard(value, field, context)
    folded = value.casefold()
    if field.choices and folded not in field.choices:
        raise Unreadable(
            "bad_choice",
            f"{shown(value)} is no {field.name}: give {listed(field.choices)}",
            expected=field.choices,
            suggestions=suggest(value, field.choices),
        )
    return Leaf(field, In(frozenset((folded,))))


def _label(value: str, field: Field, operator: Operator, context: Context) -> Node:
    folded = value.casefold()
    if ANY_VALUE in folded:
        return Leaf(field, Like(tuple(folded.split(ANY_VALUE))))
    return Leaf(field, In(frozenset((folded,))))


def _status(value: str, field: Field, operator: Operator, context: Context) -> Node:
    label, type_, id_ = _parts(field, context)
    node = _label(value, label, operator, context)
    if ANY_VALUE in value:
        return node
    nodes = [node, Leaf(id_, In(frozenset((value,))))]
    if (folded := value.casefold()) in type_.choices:
        nodes.append(Leaf(type_, In(frozenset((folded,)))))
    return Any(tuple(nodes))


def _text(value: str, field: Field, operator: Operator, context: Context) -> Node:
    return All(tuple(Leaf(field, words) for words in text_tests(value)))


def _number(value: str | int, field: Field, operator: Operator, context: Context) -> Node:
    if isinstance(value, int):
        return Leaf(field, compare_number(operator, value))
    if RANGE in value:
        _check_equal(operator, value, "bad_range")
        ends = [None if end == ANY_VALUE else read_number(end, field) for end in range_ends(value)]
        return _ranged(field, None if ends == [None, None] else span_of_numbers(value, *ends))
    return Leaf(field, compare_number(operator, read_number(value, field)))


def _ranged(field: Field, test: Test | None) -> Node:
    return Leaf(field, Present() if test is None else test)


_PRESENCE: Final = {"yes": True, "no": False, "never": False}


def _date(value: str | date, field: Field, operator: Operator, context: Context) -> Node:
    clock = context.clock
    days = field.type is Type.DATE
    if isinstance(value, date):
        literal = read_date_object(value, clock)
        return Leaf(field, compare_date(operator, literal, clock.zone, days=days))
    if operator is Operator.EQUAL and (has := _PRESENCE.get(value.casefold())) is not None:
        return Leaf(field, Present()) if has else Not(Leaf(field, Known()))
    if RANGE in value:
        _check_equal(operator, value, "bad_range")
        first, last = (_date_end(end, clock) for end in range_ends(value))
        unbounded = first is None and last is None
        test = None if unbounded else span_of_dates(value, first, last, clock.zone, days=days)
        return _ranged(field, test)
    literal = read_date(value, clock)
    refuse_age(value, field, operator, literal, clock)
    return Leaf(field, compare_date(operator, literal, clock.zone, days=days))


def _date_end(text: str, clock: Clock) -> DateLiteral | None:
    return None if text == ANY_VALUE else read_date(text, clock)


def _boolean(value: str | bool, field: Field, operator: Operator, context: Context) -> Node:
    flag = value if isinstance(value, bool) else read_boolean(value)
    return Leaf(field, In(frozenset((flag,))))


def _untyped(value: str | int | date, field: Field, operator: Operator, context: Context) -> Node:
    tests = read_untyped(value, field, operator, context.clock)
    return All(tuple(Leaf(field, test) for test in tests))


_BY_TYPE: Final[Mapping[Type, Callable[..., Node]]] = {
    Type.ID: _id,
    Type.CHOICE: _choice,
    Type.LABEL: _label,
    Type.STATUS: _status,
    Type.TEXT: _text,
    Type.INTEGER: _number,
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.DATETIME: _date,
    Type.BOOLEAN: _boolean,
    Type.UNTYPED: _untyped,
}
