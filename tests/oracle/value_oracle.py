"""The dumbest test of one value of the data against one of a query (see `query_oracle`)."""

import operator
from typing import Any

from oracle import oracle
from oracle.oracle import Caller

Value = tuple[Any, ...]
AGES = {"<": operator.gt, "<=": operator.ge, ">": operator.lt, ">=": operator.le}


def value_holds(one: Any, field_type: str, op: str, value: Value, caller: Caller) -> bool:
    kind, *rest = value
    if kind == "me":
        return field_type == "id" and one == caller.user_id
    if kind == "number":
        return oracle.compare(
            oracle.decimal(one), "=" if op == ":" else op, rest[0], rest[0], number=True
        )
    if kind == "numbers":
        return oracle.in_range(oracle.decimal(one), rest[0], rest[1])
    if kind == "date":
        return date_holds(one, field_type, op, rest[0], caller)
    if kind == "dates":
        return oracle.span_holds(one, field_type, rest[0], rest[1], caller)
    if kind == "flag":
        return one is rest[0]
    return text_holds(one, field_type, kind == "phrase", rest[0])


def text_holds(one: str, field_type: str, quoted: bool, text: str) -> bool:
    """Ids exactly, choices and labels in any case, `*` a wildcard in unquoted labels alone."""
    if field_type == "id":
        return one == text
    if field_type == "text":
        return oracle.has_phrase(one, text) if quoted else oracle.has_word(one, text)
    if field_type == "label" and not quoted:
        return oracle.fits(one.casefold(), text.casefold())
    return one.casefold() == text.casefold()


def date_holds(one: Any, field_type: str, op: str, literal: Any, caller: Caller) -> bool:
    if literal[0] != "ago" or op == ":":
        return oracle.date_holds(one, field_type, "=" if op == ":" else op, literal, caller)
    moment = oracle.moved(literal, caller)
    if field_type == "date":
        return bool(AGES[op](oracle.day_of(one), oracle.local_day(moment, caller.tz)))
    return bool(AGES[op](oracle.instant_of(one), moment))


# --- untyped fields (spec §5.8)


def untyped_holds(values: list[Any], op: str, value: Value, caller: Caller) -> bool:
    """The kind of the data value decides how the raw text is read."""
    kind, text = value
    quoted = kind == "phrase"
    if op == ":" and text == "*..*" and not quoted:
        return any(value != "" for value in values)
    if op != ":":
        return any(raw_compares(one, op, text, caller) for one in values)
    return any(raw_holds(one, text, quoted, caller) for one in values)


def raw_holds(one: Any, text: str, quoted: bool, caller: Caller) -> bool:
    kind = oracle.kind_of(one)
    if kind == "text":
        return oracle.has_phrase(one, text) if quoted else oracle.has_word(one, text)
    if ".." in text:
        return raw_within(one, kind, *text.split("..", 1), caller)
    return oracle.reads_as(one, text, caller)


def raw_within(one: Any, kind: str, low: str, high: str, caller: Caller) -> bool:
    readers = {"number": oracle.number_in, "date": oracle.literal_in, "datetime": oracle.literal_in}
    if kind not in readers:
        return False
    ends = [None if end == "*" else readers[kind](end) for end in (low, high)]
    if any(end is None and text != "*" for end, text in zip(ends, (low, high))):
        return False
    if kind == "number":
        return oracle.in_range(oracle.decimal(one), *ends)
    return oracle.span_holds(one, kind, *ends, caller)


def raw_compares(one: Any, op: str, text: str, caller: Caller) -> bool:
    kind = oracle.kind_of(one)
    if kind == "number":
        number = oracle.number_in(text)
        return number is not None and oracle.compare(
            oracle.decimal(one), op, number, number, number=True
        )
    if kind in ("date", "datetime"):
        literal = oracle.literal_in(text)
        return literal is not None and date_holds(one, kind, op, literal, caller)
    return False
