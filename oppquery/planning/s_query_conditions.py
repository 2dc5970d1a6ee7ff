"""The conditions of a Smart View's JSON, read by the type of their field (spec §12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, assert_never

from oppquery.ast import (
    Bound,
    CurrentUser,
    Flag,
    Mode,
    MomentRange,
    NumberRange,
    SQueryValue,
    TextMatch,
    TextsIn,
)
from oppquery.errors.problems import InvalidValue
from oppquery.errors.wording import listed, shown
from oppquery.plan import (
    AllOf,
    AnyOf,
    ByKind,
    Fit,
    In,
    Leaf,
    Node,
    Number,
    Range,
    RawTextIn,
    Test,
    Words,
)
from oppquery.plan import FittedWord as PlanWord
from oppquery.planning.text_literals import read_phrase
from oppquery.schema.fields import Field, Type
from oppquery.values.date_literals import Clock
from oppquery.values.moments import Moment, day_of, instant_of
from oppquery.values.words import words_of

_NAMES: Final[Mapping[type[SQueryValue], str]] = {
    Flag: "boolean",
    CurrentUser: "current_user",
    TextsIn: "term",
    NumberRange: "number_range",
    TextMatch: "text",
    MomentRange: "moment_range",
}
_TAKES: Final[Mapping[type[SQueryValue], frozenset[Type]]] = {
    Flag: frozenset({Type.BOOLEAN, Type.UNTYPED}),
    CurrentUser: frozenset({Type.ID, Type.UNTYPED}),
    TextsIn: frozenset({Type.ID, Type.CHOICE, Type.LABEL, Type.TEXT, Type.UNTYPED}),
    NumberRange: frozenset({Type.INTEGER, Type.NUMBER, Type.UNTYPED}),
    TextMatch: frozenset({Type.ID, Type.CHOICE, Type.LABEL, Type.TEXT, Type.UNTYPED}),
    MomentRange: frozenset({Type.DATE, Type.DATETIME, Type.UNTYPED}),
}


def read_s_query_condition(
    value: SQueryValue, field: Field, clock: Clock, caller: Callable[[], str]
) -> Node:
    """The node of one condition; `caller` gives who asks. Raises `InvalidValue`.

    A composite field holds it where one of its parts does.
    """
    if parts := _taking(field, value):
        each = (
            read_s_query_condition(_for_part(value, part), part, clock, caller) for part in parts
        )
        return AnyOf(tuple(each))
    if field.type not in _TAKES[type(value)]:
        raise _not_taken(value, field)
    match value:
        case Flag(flag):
            return Leaf(field, _of_kind(field, boolean=In(frozenset((flag,)))))
        case CurrentUser():
            return _whole(frozenset((caller(),)), field, folded=False, per_caller=True)
        case TextsIn(texts, as_ids):
            return _wholes(texts, field, as_ids=as_ids)
        case NumberRange(bounds):
            return Leaf(field, _of_kind(field, number=_numbers(bounds, field)))
        case TextMatch():
            tests = (_of_kind(field, text=words) for words in text_words(value))
            return AllOf(tuple(Leaf(field, test) for test in tests))
        case MomentRange():
            return Leaf(field, _moments(value, field, clock), per_caller=True)
        case _:
            assert_never(value)


def _taking(field: Field, value: SQueryValue) -> list[Field]:
    """The parts of a composite field that take a value: ids alone where it holds ids."""
    types = _TAKES[type(value)]
    if isinstance(value, TextsIn) and value.as_ids:
        types = frozenset({Type.ID})
    return [part for part in field.parts if part.type in types]


def _for_part(value: SQueryValue, part: Field) -> SQueryValue:
    """What a part may be asked: of the texts those that are a choice of it."""
    if isinstance(value, TextsIn) and part.choices:
        known = (text for text in value.texts if text.casefold() in part.choices)
        return replace(value, texts=tuple(known))
    return value


def text_words(match: TextMatch) -> tuple[Words, ...]:
    """What a text must have, each for itself; raises `InvalidValue` where there is no word."""
    words = words_of(match.text)
    if not words:
        message = f"{shown(match.text)} has no letter or digit to look for"
        raise InvalidValue("bad_text", message, span=f"{match.span}.value")
    if match.mode is Mode.PHRASE:
        return (read_phrase(match.text),)
    fit = Fit.PREFIX if match.mode is Mode.BEGINNING_OF_WORDS else Fit.WHOLE
    return tuple(Words((PlanWord(word, fit),)) for word in words)


def _not_taken(value: SQueryValue, field: Field) -> InvalidValue:
    name = "reference" if isinstance(value, TextsIn) and value.as_ids else _NAMES[type(value)]
    types = {part.type: None for part in field.parts} or {field.type: None}
    takes = [name for kind, name in _NAMES.items() if not _TAKES[kind].isdisjoint(types)]
    return InvalidValue(
        "bad_operator",
        f"{field.name} takes no {name}: it is of the type {listed(types)}, which takes "
        f"{listed((*takes, 'exists'))}",
        expected=(*takes, "exists"),
    )


def _of_kind(
    field: Field,
    *,
    number: Range | None = None,
    day: Range | None = None,
    instant: Range | None = None,
    boolean: In | None = None,
    text: Words | None = None,
) -> Test:
    """A test for the one kind of value that a field holds, or for each of one without a type."""
    if field.type is Type.UNTYPED:
        return ByKind(number, day, instant, boolean, text)
    found = number or day or instant or boolean or text
    return Range() if found is None else found


def _wholes(texts: tuple[str, ...], field: Field, *, as_ids: bool) -> Node:
    if field.type is Type.ID:
        return Leaf(field, In(frozenset(texts)))
    folded = frozenset(text.casefold() for text in texts)
    if field.type is Type.CHOICE and field.choices and (unknown := folded - set(field.choices)):
        raise InvalidValue(
            "bad_choice",
            f"{shown(min(unknown))} is no {field.name}: give {listed(field.choices)}",
            expected=field.choices,
        )
    if not as_ids and field.type in (Type.CHOICE, Type.LABEL):
        return Leaf(field, In(folded))
    return _whole(frozenset(texts) if as_ids else folded, field, folded=not as_ids)


def _whole(texts: frozenset[str], field: Field, *, folded: bool, per_caller: bool = False) -> Leaf:
    test = In(texts) if field.type is Type.ID else RawTextIn(texts, folded=folded)
    return Leaf(field, test, per_caller=per_caller)


def _numbers(bounds: tuple[Bound, ...], field: Field) -> Range:
    """The numbers that keep to every bound: the narrowest at each end."""
    for each in bounds:
        if field.type is Type.INTEGER and each.number != int(each.number):
            message = f"{each.number} is not a whole number, as {field.name} is"
            raise InvalidValue("bad_number", message, span=each.span)
    lows = [(each.number, each.is_open) for each in bounds if each.is_low]
    highs = [(each.number, not each.is_open) for each in bounds if not each.is_low]
    low: tuple[Number | None, bool] = max(lows, default=(None, False))
    high: tuple[Number | None, bool] = min(highs, default=(None, False))
    return Range(low=low[0], high=high[0], low_open=low[1], high_closed=high[1])


def _moments(value: MomentRange, field: Field, clock: Clock) -> Test:
    def span(read: Callable[[Moment, Clock], int]) -> Range:
        ends = ((value.on_or_after, "on_or_after"), (value.before, "before"))
        start, end = (_end(moment, read, clock, f"{value.span}.{name}") for moment, name in ends)
        return Range(start, end)

    match field.type:
        case Type.DATE:
            return span(day_of)
        case Type.DATETIME:
            return span(instant_of)
        case _:
            return _of_kind(field, day=span(day_of), instant=span(instant_of))


def _end(
    moment: Moment | None, read: Callable[[Moment, Clock], int], clock: Clock, path: str
) -> int | None:
    try:
        return None if moment is None else read(moment, clock)
    except InvalidValue as fault:
        raise InvalidValue(fault.code, fault.message, span=path) from None
