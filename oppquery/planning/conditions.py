"""A condition as written becomes a node of the plan, by the type of its field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, assert_never

from oppquery.ast import Condition, Given, Items, Null, Operator, Phrase, Value, Word
from oppquery.errors.problems import InvalidValue
from oppquery.errors.wording import brief, listed, named, shown, suggest
from oppquery.plan import (
    AllOf,
    AnyOf,
    ByKind,
    In,
    Leaf,
    Like,
    Node,
    Not,
    NotEmpty,
    NotNull,
    Test,
    Words,
)
from oppquery.planning.comparisons import (
    RANGE,
    compare_date,
    compare_number,
    range_ends,
    refuse_age,
    span_of_dates,
    span_of_numbers,
)
from oppquery.planning.number_literals import read_boolean, read_number
from oppquery.planning.text_literals import phrase_tests, text_tests
from oppquery.planning.untyped import UntypedReading
from oppquery.schema.fields import Field, Type
from oppquery.schema.operators import OPERATORS
from oppquery.schema.schemas import Schema
from oppquery.values.caller import Caller
from oppquery.values.date_literals import Clock, DateLiteral, read_date, read_date_object
from oppquery.values.words import WILDCARD

if TYPE_CHECKING:
    from oppquery.ast import SQueryValue

ME: Final = "me"
_COMPARISONS: Final = frozenset(Operator) - {Operator.EQUAL, Operator.IN}
_COUNTS: Final = frozenset({Type.INTEGER, Type.UNTYPED})
_WITH_WILDCARDS: Final = frozenset({Type.TEXT, Type.LABEL, Type.UNTYPED})
Report = Callable[[InvalidValue, Value], None]
One = Given | Word | Phrase


@dataclass(frozen=True, slots=True)
class BindingContext:
    """The inputs of reading a value besides its field: the schema and the caller.

    With `in_query` an age compares ages; the lookup of a parameter refuses it.
    """

    schema: Schema
    caller: Caller
    in_query: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A value as written: its text or Python value, and the form in which it stood.

    `quoted` is a phrase, taken as it stands. `operator` is `IN` for an item of a list.
    """

    value: str | int | date
    operator: Operator
    quoted: bool


def read_condition(
    condition: Condition, field: Field, context: BindingContext, report: Report
) -> Node:
    """The node of one condition; each value that cannot be read is passed to `report`."""
    match condition.value:
        case Null():
            return _null(field)
        case Items(values):
            return AnyOf(tuple(_read_each(values, Operator.IN, field, context, report)))
        case Given() | Word() | Phrase() as one:
            return AnyOf(tuple(_read_each((one,), condition.operator, field, context, report)))
        case from_s_query:
            return _s_query(from_s_query, field, context, report)


def _s_query(value: SQueryValue, field: Field, context: BindingContext, report: Report) -> Node:
    from oppquery.planning.s_query_conditions import read_s_query_condition

    try:
        return read_s_query_condition(value, field, context.caller.clock, lambda: _caller(context))
    except InvalidValue as fault:
        report(fault, value)
        return AnyOf(())


def _read_each(
    values: tuple[One, ...],
    operator: Operator,
    field: Field,
    context: BindingContext,
    report: Report,
) -> Iterator[Node]:
    for one in values:
        try:
            yield _read(_written(one, operator), field, context)
        except InvalidValue as fault:
            report(fault, one)


def _written(one: One, operator: Operator) -> Written:
    match one:
        case Given(value):
            return Written(value, operator, quoted=False)
        case Word(text):
            return Written(text, operator, quoted=False)
        case Phrase(text):
            return Written(text, operator, quoted=True)
        case _:
            assert_never(one)


def _null(field: Field) -> Node:
    match field.type:
        case Type.TEXT | Type.UNTYPED:
            return Not(Leaf(field, NotEmpty()))
        case Type.STATUS | Type.NAMED:
            return AllOf(tuple(Not(Leaf(part, NotNull())) for part in field.parts))
        case _:
            return Not(Leaf(field, NotNull()))


def _read(written: Written, field: Field, context: BindingContext) -> Node:
    if written.value == WILDCARD and not written.quoted:
        _check_equal(written, field, context, "bad_wildcard")
        return presence(field, context.schema)
    return _BY_TYPE[field.type](written, field, context)


def presence(field: Field, schema: Schema) -> Node:
    """The condition that a field has a value; a composite field, that one of its parts has.

    A number of a lead must be above zero (spec §5.5), unless it is a custom field.
    """
    if field.parts:
        return AnyOf(tuple(Leaf(part, NotEmpty()) for part in field.parts))
    counts = schema.rules.counts_plurals and field.type in _COUNTS and not field.is_custom
    return Leaf(field, NotEmpty(above_zero=counts))


def check_operator(operator: Operator, field: Field) -> None:
    """Raises `InvalidValue` for `>` and its kin on a field that is neither number nor date."""
    if operator in _COMPARISONS and operator not in OPERATORS[field.type]:
        raise InvalidValue(
            "bad_operator",
            f"{field.name} takes no {operator.value}: write {field.name}:…",
            expected=(":", "=", "!=", "in"),
        )


def _check_equal(written: Written, field: Field, context: BindingContext, code: str) -> None:
    if written.operator is Operator.EQUAL:
        return
    text = str(written.value)
    if context.in_query:
        advice = f"goes with :, = and != only: write {named(field.name)}:{brief(text)}"
    else:
        advice = f"goes with the bare name only: write {named(field.name)}={brief(text)}"
    raise InvalidValue(code, f"{shown(text)} {advice}")


def _id(written: Written, field: Field, context: BindingContext) -> Node:
    text = str(written.value)
    if _is_me(written, field):
        return Leaf(field, In(frozenset((_caller(context),))), per_caller=True)
    if not written.quoted:
        _check_no_wildcard(text, field, context)
    return Leaf(field, In(frozenset((text,))))


def _is_me(written: Written, field: Field) -> bool:
    return field.about_user and written.value == ME and not written.quoted


def _caller(context: BindingContext) -> str:
    if (user_id := context.caller.user_id) is None:
        raise InvalidValue("no_user", "'me' needs the argument user_id, which says who that is")
    return user_id


def _check_no_wildcard(value: str, field: Field, context: BindingContext) -> None:
    if WILDCARD in value:
        fields = context.schema.fields.values()
        texts = [
            each.name for each in fields if each.type in _WITH_WILDCARDS and each.formula is None
        ]
        kind = "an id" if field.type is Type.ID else "a choice"
        advice = f"; wildcards are for {listed(texts, 'and')}" if texts else ""
        raise InvalidValue(
            "bad_wildcard",
            f"{shown(value)} has a *, but {field.name} is {kind} and compares whole{advice}",
        )


def _choice(written: Written, field: Field, context: BindingContext) -> Node:
    text = str(written.value)
    if not written.quoted:
        _check_no_wildcard(text, field, context)
    folded = text.casefold()
    if not field.choices:
        return Leaf(field, In(frozenset((folded,))))
    meant = frozenset(choice for choice in field.choices if choice.casefold() == folded)
    if not meant:
        raise InvalidValue(
            "bad_choice",
            f"{shown(text)} is no {field.name}: give {listed(field.choices)}",
            expected=field.choices,
            suggestions=suggest(text, field.choices),
        )
    return Leaf(field, In(meant))


def _label(written: Written, field: Field, context: BindingContext) -> Node:
    folded = str(written.value).casefold()
    if WILDCARD in folded and not written.quoted:
        return Leaf(field, Like(tuple(folded.split(WILDCARD))))
    return Leaf(field, In(frozenset((folded,))))


def _status(written: Written, field: Field, context: BindingContext) -> Node:
    label, type_, id_ = field.parts
    node = _label(written, label, context)
    text = str(written.value)
    if WILDCARD in text and not written.quoted:
        return node
    nodes = [node, Leaf(id_, In(frozenset((text,))))]
    if (folded := text.casefold()) in type_.choices:
        nodes.append(Leaf(type_, In(frozenset((folded,)))))
    return AnyOf(tuple(nodes))


def _named(written: Written, field: Field, context: BindingContext) -> Node:
    """A composite of id and name: the id equals the value, or the name has its words."""
    id_, name = field.parts
    if _is_me(written, field):
        return Leaf(id_, In(frozenset((_caller(context),))), per_caller=True)
    exact = Leaf(id_, In(frozenset((str(written.value),))))
    try:
        return AnyOf((exact, _text(written, name, context)))
    except InvalidValue:
        return exact


def _text(written: Written, field: Field, context: BindingContext) -> Node:
    text = str(written.value)
    tests = phrase_tests(text) if written.quoted else text_tests(text)
    return AllOf(tuple(Leaf(field, _for_type(field, test)) for test in tests))


def _for_type(field: Field, test: Words | NotEmpty) -> Test:
    """A test of a text; on an untyped field it applies to values that are texts only."""
    if field.type is Type.UNTYPED and isinstance(test, Words):
        return ByKind(text=test)
    return test


def _number(written: Written, field: Field, context: BindingContext) -> Node:
    value, operator = written.value, written.operator
    if isinstance(value, int):
        return Leaf(field, compare_number(operator, value))
    text = str(value)
    if RANGE in text:
        _check_equal(written, field, context, "bad_range")
        low, high = range_ends(text, partial(read_number, field=field))
        if low is None and high is None:
            return Leaf(field, NotEmpty())
        return Leaf(field, span_of_numbers(text, low, high))
    return Leaf(field, compare_number(operator, read_number(text, field)))


_PRESENCE: Final = {"yes": True, "no": False, "never": False}


def _date(written: Written, field: Field, context: BindingContext) -> Node:
    value, operator, clock = written.value, written.operator, context.caller.clock
    if isinstance(value, date):
        return _dated(field, operator, read_date_object(value, clock), clock)
    text = str(value)
    if operator not in _COMPARISONS and (has := _PRESENCE.get(text.casefold())) is not None:
        return Leaf(field, NotEmpty()) if has else Not(Leaf(field, NotNull()))
    if RANGE in text:
        _check_equal(written, field, context, "bad_range")
        return _date_range(field, text, clock)
    literal = read_date(text, clock)
    if not context.in_query:
        refuse_age(text, field, operator, literal, clock)
    return _dated(field, operator, literal, clock)


def _dated(field: Field, operator: Operator, literal: DateLiteral, clock: Clock) -> Leaf:
    days = field.type is Type.DATE
    return Leaf(field, compare_date(operator, literal, clock.zone, days=days), per_caller=True)


def _date_range(field: Field, text: str, clock: Clock) -> Leaf:
    first, last = range_ends(text, partial(read_date, clock=clock))
    if first is None and last is None:
        return Leaf(field, NotEmpty())
    days = field.type is Type.DATE
    test = span_of_dates(text, first, last, clock.zone, days=days)
    return Leaf(field, test, per_caller=True)


def _boolean(written: Written, field: Field, context: BindingContext) -> Node:
    value = written.value
    flag = value if isinstance(value, bool) else read_boolean(str(value))
    return Leaf(field, In(frozenset((flag,))))


def _untyped(written: Written, field: Field, context: BindingContext) -> Node:
    reading = UntypedReading(
        field=field,
        operator=written.operator,
        clock=context.caller.clock,
        quoted=written.quoted,
        in_query=context.in_query,
    )
    dated = reading.has_date(written.value)
    tests = reading.tests(written.value)
    return AllOf(tuple(Leaf(field, test, per_caller=dated) for test in tests))


_BY_TYPE: Final[Mapping[Type, Callable[[Written, Field, BindingContext], Node]]] = {
    Type.ID: _id,
    Type.CHOICE: _choice,
    Type.LABEL: _label,
    Type.STATUS: _status,
    Type.NAMED: _named,
    Type.TEXT: _text,
    Type.INTEGER: _number,
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.DATETIME: _date,
    Type.BOOLEAN: _boolean,
    Type.UNTYPED: _untyped,
}
