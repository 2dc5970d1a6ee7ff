"""A segment: rows that never change, and the indexes on them, each built when first needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any, Final

from oppquery.data.formulas import Columns, raw_reader
from oppquery.index.registry import Built, Index, IndexName, IndexRegistry
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.index.structures.encoding import distinct, ranked, typed
from oppquery.index.structures.group_codes import GroupCodes, group_codes, periods_of_days
from oppquery.index.structures.layout import FallingColumn, Layout
from oppquery.index.structures.sums import PackedSums, SlicedSums, totals_of
from oppquery.index.structures.transpose import PickedColumns, Transposed
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

_AMOUNTS: Final = {
    each.formula or each.name: each
    for each in OPPORTUNITY.fields.values()
    if each.measure is Measure.CENTS
}
"""The fields of amounts, by their formula or, without one, by their key."""
_KEPT_ZONES: Final = 16
"""Groupings kept by the days of a zone: one zone more, and the oldest is dropped."""


class Segment:
    """Rows of a table, in the order of a layout, with their indexes.

    All rows of a segment of opportunities have one currency and one value period.
    `constant_fields` are further fields of which all rows have the same typed value.
    """

    def __init__(
        self,
        rows: Sequence[StoredRow],
        layout: Layout,
        currency_and_period: tuple[str, str] = ("", ""),
        constant_fields: Mapping[str, Any] = MappingProxyType({}),
        *,
        indexes: IndexRegistry | None = None,
        columns: PickedColumns | None = None,
    ) -> None:
        self.rows = rows
        self.layout = layout
        self.currency_and_period = currency_and_period
        self.constant_fields = constant_fields
        self.size = len(rows)
        self.all_rows = bitmap.full(self.size)
        self._indexes = IndexRegistry() if indexes is None else indexes
        self._picked = columns
        self._names: frozenset[Any] | None = None

    def built(self) -> Mapping[IndexName, Built]:
        """The indexes built so far."""
        return self._indexes.built()

    def reading_from(self, columns: Transposed) -> Segment:
        """The same segment and indexes, built from the columns of all objects instead of rows.

        For all indexes at once: reading each field of each row from its dict takes longer.
        """
        picked = PickedColumns(columns, self.layout.sequence.tolist())
        cell, constants = self.currency_and_period, self.constant_fields
        indexes = self._indexes
        return Segment(self.rows, self.layout, cell, constants, indexes=indexes, columns=picked)

    def raws(self, field: Field) -> Sequence[Any]:
        """The raw value of a field for each row."""
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
        """The column of a field: ranked typed values if its type has an order, else raw values."""
        field = self._plainest(field)
        name = (field.name, field.type)
        if is_ranked(field):
            return self._indexes.get(Index.COLUMN, name, lambda: self._typed(field))
        if self._lacks(field):
            return self._indexes.get(Index.COLUMN, "", lambda: Column((), bytes(self.size)))
        return self._indexes.get(Index.COLUMN, name, lambda: distinct(self.raws(field)))

    def _plainest(self, field: Field) -> Field:
        """A simpler field with the same values: the amount itself, if no row is annualized.

        An annualized amount multiplies only monthly ones, so in the segment of another period its
        column is the column of the amount.
        """
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
        """The Python type of all raw values of a field, if it is known."""
        if self._picked is None or field.formula is not None:
            return None
        return self._picked.kind(field.name)

    def _lacks(self, field: Field) -> bool:
        """Whether no row has the key of a field.

        Requests may make up names of custom fields, so that no index is kept for such a name.
        """
        if field.formula is not None or not field.may_be_list:
            return False
        if self._names is None:
            self._names = frozenset(chain.from_iterable(set(map(tuple, self.rows))))
        return field.name not in self._names

    def raw_column(self, field: Field) -> Column:
        """The column of a field's raw values, which tells spellings of one typed value apart."""
        if not is_ranked(field):
            return self.column(field)
        column = self.column(field)
        if field.type is Type.ID or column.read is not None:
            return column
        name = (field.name, "raw")
        return self._indexes.get(Index.COLUMN, name, lambda: distinct(self.raws(field)))

    def order(self, field: Field) -> Column:
        """The ranked column of a field's sort keys: typed values if they have an order."""
        if is_ranked(field):
            return self.column(field)
        name = "" if self._lacks(field) else field.name
        return self._indexes.get(Index.ORDER, name, lambda: self._ordered(field))

    def _ordered(self, field: Field) -> Column:
        return ranked(raw_sort_keys(field, self.raws(field)), input_order=self.layout.input_order)

    def words(self, field: Field) -> WordIndex | RepeatedTexts:
        """The inverted index of a field's strings; raises `BadValue` for other values."""
        if self._lacks(field):
            return self._indexes.get(Index.WORDS, "", lambda: RepeatedTexts(self.column(field)))
        column = partial(self.raw_column, field)
        return self._indexes.get(
            Index.WORDS,
            field.name,
            lambda: build_word_index(field, self.raws(field), column, self._kind(field)),
        )

    def other_words(self, search: Search) -> WordIndex:
        """The inverted index of all strings under keys that a search asks besides its fields."""
        prefix, names = search.prefix or "", search.fields

        def strings(row: StoredRow) -> list[str]:
            return [
                text
                for key, raw in row.items()
                if isinstance(key, str) and key.startswith(prefix) and key not in names
                for text in strings_of(raw)
            ] + [text for key in search.nested for text in strings_within(row.get(key))]

        name = f"{prefix}* {' '.join(search.nested)}"
        return self._indexes.get(
            Index.WORDS, name, lambda: WordIndex(list(map(strings, self.rows)))
        )

    def presence(self, leaf: Leaf) -> int:
        """The rows that pass a leaf that tests whether there is a value."""
        if self._lacks(leaf.field):
            return self.all_rows if compile_leaf(leaf)(None) else 0
        name = (leaf.field.name, leaf.test)
        return self._indexes.get(
            Index.COLUMN, name, lambda: Presence(leaf, self.raws(leaf.field))
        ).rows

    def sliced_sums(self) -> SlicedSums:
        """The amounts of the rows as bit slices, for the totals of one set of rows."""
        return self._indexes.get(Index.SUMS, "slices", lambda: SlicedSums(*self._amounts()))

    def packed_sums(self) -> PackedSums:
        """The amounts of the rows as packed numbers, for the totals of many groups."""
        return self._indexes.get(Index.SUMS, "packed", lambda: PackedSums(*self._amounts()))

    def _amounts(self) -> tuple[Sequence[Any], Sequence[Any]]:
        columns = self._columns()
        return columns(VALUE), columns(EXPECTED_VALUE)

    def added(self, rows: int) -> Totals:
        """The totals of a set of rows, read from the objects."""
        return totals_of([self.rows[place] for place in bitmap.positions(rows)])

    def groups(self, grouping: Grouping) -> GroupCodes:
        """The group of each row; of groups by a caller's time zone only the last few are kept."""
        field, unit = grouping.field, grouping.unit
        if self._lacks(field):
            return self._groups(grouping)
        if field.type is not Type.DATETIME:
            return self._indexes.get(Index.GROUPS, (field, unit), lambda: self._groups(grouping))
        try:
            hash(grouping.zone)
        except TypeError:
            return self._groups(grouping)
        name = (field, unit, grouping.zone)
        build = partial(self._groups, grouping)
        return self._indexes.get_rotating(Index.GROUPS, name, build, most=_KEPT_ZONES)

    def _groups(self, grouping: Grouping) -> GroupCodes:
        field, unit = grouping.field, grouping.unit
        if unit is not None and field.type is Type.DATE:
            days = self._indexes.known(Index.GROUPS, (field, Unit.DAY))
            if days is not None:
                return periods_of_days(days, unit)
        names = None if grouping.twin is None else self.raw_column(grouping.twin)
        return group_codes(self.raw_column(field), names, grouping)


class Presence:
    """The rows that pass a test of whether there is a value."""

    def __init__(self, leaf: Leaf, raws: Sequence[Any]) -> None:
        self.rows = bitmap.from_truth(bytes(map(compile_leaf(leaf), raws)))

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""
        return self.rows.__sizeof__()
