"""Values on fields without a declared type: the kind of the data decides (spec §5.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from oppquery.ast import Operator
from oppquery.errors.problems import Backwards, InvalidValue, NeedsNow
from oppquery.errors.wording import shown
from oppquery.plan import ByKind, In, NotEmpty, Number, Range, Words
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
from oppquery.planning.text_literals import phrase_tests, text_tests, unquoted
from oppquery.schema.fields import Field
from oppquery.values.date_literals import Clock, DateLiteral, read_date, read_date_object
from oppquery.values.words import WILDCARD

T = TypeVar("T")
_BARE = (Operator.EQUAL, Operator.IN)


@dataclass(frozen=True, slots=True)
class UntypedReading:
    """How one value on an untyped field is read: for every kind that it can be of.

    A `quoted` value is a phrase as text; ages are compared in query text alone.
    """

    field: Field
    operator: Operator
    clock: Clock
    quoted: bool
    in_query: bool

    def tests(self, value: str | int | date) -> list[ByKind | NotEmpty]:
        """The conditions that a value makes, each with a test for every kind.

        Raises `InvalidValue` for a value that no kind takes.
        """
        match value:
            case bool():
                return [ByKind(boolean=self._flag(value))]
            case int():
                return [ByKind(number=compare_number(self.operator, value))]
            case date():
                return [self._dated(read_date_object(value, self.clock))]
            case _:
                return self._of_text(value)

    def has_date(self, value: str | int | date) -> bool:
        """Whether a value is a date or a range of dates, so that its tests depend on the clock.

        A date beyond the years 1-9999 is taken for text, which another clock may take for a date.
        """
        if not isinstance(value, str):
            return isinstance(value, date)
        literal = self._literal(value)
        ends = literal.partition(RANGE)[::2] if self._is_range(literal) else (literal,)
        return any(map(self._is_date, ends))

    def _is_date(self, text: str) -> bool:
        try:
            self._read_date(text)
        except InvalidValue as fault:
            return fault.code != "bad_date"
        return True

    def _literal(self, value: str) -> str:
        """The value without the quotes that make it a phrase."""
        phrase = value if self.quoted else unquoted(value)
        return value if phrase is None else phrase

    def _of_text(self, value: str) -> list[ByKind | NotEmpty]:
        literal = self._literal(value)
        if self._is_range(literal) and literal == f"{WILDCARD}{RANGE}{WILDCARD}":
            return [NotEmpty()]
        self._check_no_range(literal)
        number, dated = self._number(literal), self._date(literal)
        if self._is_range(literal) and number is None and dated == ByKind():
            self._check_forwards(literal)
        if self.operator not in _BARE:
            if number is None and dated == ByKind():
                raise InvalidValue("bad_number", f"{shown(value)} is neither a number nor a date")
            return [_kinds(number, dated)]
        flag = _if_readable(lambda: self._flag(read_boolean(literal)))
        return [
            test if isinstance(test, NotEmpty) else _kinds(number, dated, flag, test)
            for test in self._words(value)
        ]

    def _check_forwards(self, text: str) -> None:
        """Raises `InvalidValue` for a range of numbers or dates that ends before it starts."""
        for read in (self._number_span, self._date_span):
            try:
                read(text)
            except Backwards:
                raise
            except InvalidValue:
                continue

    def _check_no_range(self, text: str) -> None:
        """Raises `InvalidValue` for a range of numbers or dates in a list."""
        if self.operator is Operator.IN and RANGE in text:
            readers = (lambda: self._number_span(text), lambda: self._date_span(text))
            if any(_if_readable(read) is not None for read in readers):
                raise InvalidValue("bad_range", f"{shown(text)} is a range, which no list takes")

    def _words(self, value: str) -> list[Words | NotEmpty]:
        return phrase_tests(value) if self.quoted else text_tests(value)

    def _is_range(self, text: str) -> bool:
        return self.operator is Operator.EQUAL and RANGE in text

    def _flag(self, value: bool) -> In:
        if self.operator not in _BARE:
            raise InvalidValue("bad_type", f"{shown(value)} cannot be compared, only equal")
        return In(frozenset((value,)))

    def _read_number(self, text: str) -> Number:
        return read_number(text, self.field)

    def _read_date(self, text: str) -> DateLiteral:
        return read_date(text, self.clock)

    def _number(self, text: str) -> In | Range | None:
        if self._is_range(text):
            return _if_readable(lambda: self._number_span(text))
        return _if_readable(lambda: compare_number(self.operator, self._read_number(text)))

    def _number_span(self, text: str) -> Range:
        low, high = range_ends(text, self._read_number)
        return span_of_numbers(text, low, high)

    def _date(self, text: str) -> ByKind:
        if self._is_range(text):
            return _if_readable(lambda: self._date_span(text)) or ByKind()
        literal = _if_readable(lambda: self._read_date(text))
        if literal is None:
            return ByKind()
        if not self.in_query:
            refuse_age(text, self.field, self.operator, literal, self.clock)
        return self._dated(literal)

    def _date_span(self, text: str) -> ByKind:
        first, last = range_ends(text, self._read_date)
        zone = self.clock.zone
        return ByKind(
            day=span_of_dates(text, first, last, zone, days=True),
            instant=span_of_dates(text, first, last, zone, days=False),
        )

    def _dated(self, literal: DateLiteral) -> ByKind:
        zone = self.clock.zone
        return ByKind(
            day=compare_date(self.operator, literal, zone, days=True),
            instant=compare_date(self.operator, literal, zone, days=False),
        )


def _kinds(
    number: In | Range | None, dated: ByKind, flag: In | None = None, text: Words | None = None
) -> ByKind:
    return ByKind(number, dated.day, dated.instant, flag, text)


def _if_readable(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except NeedsNow:
        raise
    except InvalidValue:
        return None
