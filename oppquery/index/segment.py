"""Rows that stay as they are, and all that is derived from them, each made when first needed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import chain
from threading import RLock
from time import perf_counter
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar, cast

from oppquery.data.formulas import Columns, raw_reader
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.index.structures.encoding import distinct, ranked, typed
from oppquery.index.structures.group_codes import GroupCodes, group_codes, periods_of_days
from oppquery.index.structures.layout import FallingColumn, Layout
from oppquery.index.structures.sums import PackedSums, SlicedSums, totals_of
from oppquery.index.structures.transpose import Picked, Transposed
from oppquery.index.structures.type_traits import is_ranked
from oppquery.index.structures.word_index import (
    RepeatedTexts,
    WordIndex,
    build_word_index,
    strings_of,
)
from oppquery.plan import Grouping, Leaf, Search
from oppquery.result import Totals
from oppquery.rows import StoredRow
from oppquery.scan.ordering import raw_sort_keys
from oppquery.scan.row_tests import strings_within
from oppquery.scan.value_tests import compile_leaf
from oppquery.schema.fields import Field, Measure, Type
from oppquery.schema.formulas import Each, LengthOf, TimesWhen
from oppquery.schema.opportunity import EXPECTED_VALUE, OPPORTUNITY, VALUE
from oppquery.values.calendar import Unit


class Index(StrEnum):
    """What may be derived from the rows of a segment."""

    COLUMN = "column"
    """The codes of a field's values, with their bitmaps, postings and bit slices."""
    WORDS = "words"
    """The rows of each word of a text field."""
    ORDER = "order"
    """The rows as a field orders them."""
    GROUPS = "groups"
    """The group of each row."""
    SUMS = "sums"
    """Amounts as bit slices and as numbers."""


ALL_INDEXES: Final = frozenset(Index)


class Measured(Protocol):
    """What knows how much memory it takes."""

    @property
    def nbytes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Built:
    """An index, and how many seconds it took to build."""

    index: Any
    seconds: float


Key = tuple[Index, Any]
I = TypeVar("I", bound=Measured)  # noqa: E741

_AMOUNTS: Final = {
    each.formula or each.name: each
    for each in OPPORTUNITY.fields.values()
    if each.measure is Measure.CENTS
}
"""The amounts by the formula that gives them, or by the key that holds them."""
_KEPT_ZONES: Final = 16
"""So many groupings by the caller's zone are remembered."""


class Segment:
    """Some rows as they lie, and their places in the order of all input.

    Of opportunities the rows of one currency and one value period, its `cell`. `shared` are the
    values that all rows have of some fields.
    """

    def __init__(
        self,
        rows: Sequence[StoredRow],
        layout: Layout,
        currency_and_period: tuple[str, str] = ("", ""),
        constant_fields: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.rows = rows
        self.layout = layout
        self.currency_and_period = currency_and_period
        self.constant_fields = constant_fields
        self.size = len(rows)
        self.all_rows = bitmap.full(self.size)
        self._built: dict[Key, Built] = {}
        self._names: frozenset[Any] | None = None
        self._picked: Picked | None = None
        self._lock = RLock()

    def _index(self, kind: Index, name: Any, build: Callable[[], I]) -> I:
        """The index of that name, built by the first who asks while others wait."""
        key = (kind, name)
        if (known := self._built.get(key)) is None:
            with self._lock:
                if (known := self._built.get(key)) is None:
                    start = perf_counter()
                    index = build()
                    self._built[key] = known = Built(index, perf_counter() - start)
        return cast("I", known.index)

    def built(self) -> Mapping[Key, Built]:
        """The indexes that exist by now."""
        return dict(self._built)

    @contextmanager
    def transposed(self, whole: Transposed) -> Generator[None]:
        """While this lasts values are picked from columns of all objects, in input order."""
        with self._lock:
            self._picked = Picked(whole, self.layout.sequence.tolist())
            try:
                yield
            finally:
                self._picked = None

    def raws(self, field: Field) -> Sequence[Any]:
        """The raw value of a field of each row."""
        match field.formula:
            case None:
                return self._columns()(field.name)
            case Each() | LengthOf():
                return list(map(raw_reader(field), self.rows))
            case formula:
                return self._columns()(formula)

    def _columns(self) -> Columns:
        if self._picked is not None:
            return self._picked.columns
        return Columns(lambda name: [row.get(name) for row in self.rows])

    def column(self, field: Field) -> Column:
        """The column of a field: of typed values that have an order, else of raw ones."""
        field = self._plainest(field)
        name = (field.name, field.type)
        if is_ranked(field):
            return self._index(Index.COLUMN, name, lambda: self._typed(field))
        if self._lacks(field):
            return self._index(Index.COLUMN, "", lambda: Column((), bytes(self.size)))
        return self._index(Index.COLUMN, name, lambda: distinct(self.raws(field)))

    def _plainest(self, field: Field) -> Field:
        """The field whose values these are in all rows: an amount that nothing here multiplies."""
        formula = field.formula
        if isinstance(formula, TimesWhen) and self.currency_and_period[1] not in (
            "",
            formula.equals,
        ):
            return _AMOUNTS[formula.amount]
        return field

    def _typed(self, field: Field) -> Column:
        kind = self._kind(field)
        if field.name == self.layout.key:
            return typed(field, self.raws(field), made=FallingColumn, kind=kind)
        return typed(field, self.raws(field), self.layout.input_order, kind=kind)

    def _kind(self, field: Field) -> type | None:
        """The Python type of all raw values of a field, where that is known."""
        if self._picked is None or field.formula is not None:
            return None
        return self._picked.kind(field.name)

    def _lacks(self, field: Field) -> bool:
        """Whether no row has the key of a field: any name may be asked for, and none is kept."""
        if field.formula is not None or not field.may_be_list:
            return False
        if self._names is None:
            self._names = frozenset(chain.from_iterable(set(map(tuple, self.rows))))
        return field.name not in self._names

    def raw_column(self, field: Field) -> Column:
        """The column of the raw values of a field."""
        if not is_ranked(field):
            return self.column(field)
        column = self.column(field)
        if field.type is Type.ID or column.read is not None:
            return column
        name = (field.name, "raw")
        return self._index(Index.COLUMN, name, lambda: distinct(self.raws(field)))

    def order(self, field: Field) -> Column:
        """The column of what a field orders rows by: where it can be, that of its values."""
        if is_ranked(field):
            return self.column(field)
        name = "" if self._lacks(field) else field.name
        return self._index(Index.ORDER, name, lambda: self._ordered(field))

    def _ordered(self, field: Field) -> Column:
        return ranked(raw_sort_keys(field, self.raws(field)), input_order=self.layout.input_order)

    def words(self, field: Field) -> WordIndex | RepeatedTexts:
        """The words of every string that a field holds; raises `BadValue` for no text."""
        if self._lacks(field):
            return self._index(Index.WORDS, "", lambda: RepeatedTexts(self.column(field)))
        column = partial(self.raw_column, field)
        return self._index(
            Index.WORDS,
            field.name,
            lambda: build_word_index(field, self.raws(field), column, self._kind(field)),
        )

    def other_words(self, search: Search) -> WordIndex:
        """The words of the strings under the other keys that a search asks."""
        prefix, names = search.prefix or "", search.fields

        def strings(row: StoredRow) -> list[str]:
            return [
                text
                for key, raw in row.items()
                if isinstance(key, str) and key.startswith(prefix) and key not in names
                for text in strings_of(raw)
            ] + [text for key in search.nested for text in strings_within(row.get(key))]

        name = f"{prefix}* {' '.join(search.nested)}"
        return self._index(Index.WORDS, name, lambda: WordIndex(list(map(strings, self.rows))))

    def presence(self, leaf: Leaf) -> int:
        """The rows for which a leaf holds that asks whether there is a value."""
        if self._lacks(leaf.field):
            return self.all_rows if compile_leaf(leaf)(None) else 0
        name = (leaf.field.name, leaf.test)
        return self._index(Index.COLUMN, name, lambda: Presence(leaf, self.raws(leaf.field))).rows

    def sliced_sums(self) -> SlicedSums:
        """The amounts of the rows, to be summed by slices."""
        return self._index(Index.SUMS, "slices", lambda: SlicedSums(*self._amounts()))

    def packed_sums(self) -> PackedSums:
        """The amounts of the rows, to be summed by group."""
        return self._index(Index.SUMS, "packed", lambda: PackedSums(*self._amounts()))

    def _amounts(self) -> tuple[Sequence[Any], Sequence[Any]]:
        columns = self._columns()
        return columns(VALUE), columns(EXPECTED_VALUE)

    def added(self, rows: int) -> Totals:
        """The totals of some rows, read from them."""
        return totals_of([self.rows[place] for place in bitmap.positions(rows)])

    def groups(self, grouping: Grouping) -> GroupCodes:
        """The group of each row; those by the days of the last few zones are kept."""
        field, unit = grouping.field, grouping.unit
        if self._lacks(field):
            return self._groups(grouping)
        if field.type is not Type.DATETIME:
            return self._index(Index.GROUPS, (field, unit), lambda: self._groups(grouping))
        try:
            hash(grouping.zone)
        except TypeError:
            return self._groups(grouping)
        with self._lock:
            self._make_room_for(grouping)
            name = (field, unit, grouping.zone)
            return self._index(Index.GROUPS, name, lambda: self._groups(grouping))

    def _make_room_for(self, grouping: Grouping) -> None:
        zoned = [(kind, name) for kind, name in self._built if kind is Index.GROUPS and name[2:]]
        if len(zoned) >= _KEPT_ZONES and all(name[2] != grouping.zone for _, name in zoned):
            del self._built[zoned[0]]

    def _groups(self, grouping: Grouping) -> GroupCodes:
        field, unit = grouping.field, grouping.unit
        if unit is not None and field.type is Type.DATE:
            days = self._built.get((Index.GROUPS, (field, Unit.DAY)))
            if days is not None:
                return periods_of_days(days.index, unit)
        names = None if grouping.twin is None else self.raw_column(grouping.twin)
        return group_codes(self.raw_column(field), names, grouping)


class Presence:
    """The rows that have a value."""

    def __init__(self, leaf: Leaf, raws: Sequence[Any]) -> None:
        self.rows = bitmap.from_truth(bytes(map(compile_leaf(leaf), raws)))

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""
        return self.rows.__sizeof__()
