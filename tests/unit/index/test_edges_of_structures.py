"""Every small structure whole: the first row, the first value, nulls, and what lies far apart."""

from array import array
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppquery.data.readers import reader
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.index.structures.encoding import codes_of, ranked, typed
from oppquery.index.structures.layout import FallingColumn, in_falling_order
from oppquery.index.structures.sums import PackedSums, SlicedSums
from oppquery.index.structures.word_index import RepeatedTexts, WordIndex
from oppquery.plan import Range
from oppquery.planning.text_literals import read_phrase, read_word
from oppquery.result import Totals
from oppquery.scan.word_tests import compile_words
from oppquery.schema.fields import Field, Type

PREPARATIONS: dict[str, Callable[[Column], object]] = {
    "nothing": lambda column: None,
    "starts": Column.starts,
    "ranges": Column.prepare_ranges,
    "lookups": Column.prepare_lookups,
    "slices": Column.slices,
}


def places_of(rows: int) -> list[int]:
    """The definition, bit by bit."""
    return [place for place in range(rows.bit_length()) if rows >> place & 1]


def rows_at(places: list[int]) -> int:
    return sum(1 << place for place in places)


# --- sets of rows


@pytest.mark.parametrize("far", [1, 38, 39, 40, 41, 80, 999, 5_000])
@pytest.mark.parametrize("between", [[], [1], [7], [8, 31, 32]])
def test_row_0_and_a_far_one(far: int, between: list[int]) -> None:
    places = sorted({0, *(place for place in between if place < far), far})
    rows = rows_at(places)
    assert bitmap.positions(rows) == places
    assert bitmap.from_positions(places, far + 1) == rows
    assert bitmap.from_many_positions(places, far + 1) == rows
    assert [place for place, bit in enumerate(bitmap.truth(rows, far + 3)) if bit] == places
    assert list(bitmap.walk(range(far + 1), rows, far + 1)) == places
    assert list(bitmap.walk(range(far + 1)[::-1].__iter__(), rows, far + 1)) == places[::-1]


@given(st.sets(st.one_of(st.just(0), st.integers(0, 3_000)), max_size=8))
def test_rare_rows_are_found_wherever_they_lie(chosen: set[int]) -> None:
    places = sorted(chosen)
    assert bitmap.positions(rows_at(places)) == places


@pytest.mark.parametrize("most", [1, 2, 3, 4, 7, 8])
def test_every_bound_over_every_small_number(most: int) -> None:
    numbers = [*range(most + 1), 0, most]
    slices, every = bitmap.slices(array("B", numbers)), bitmap.full(len(numbers))
    for bound in range(-2, 2 * most + 3):
        held = [place for place, number in enumerate(numbers) if number >= bound]
        assert places_of(bitmap.at_least(slices, bound, every)) == held
    for number in range(2 * most + 3):
        held = [place for place, each in enumerate(numbers) if each == number]
        assert places_of(bitmap.equal_to(slices, number, every)) == held
    assert bitmap.total(slices, every) == sum(numbers)
    assert bitmap.total(slices, every ^ 1) == sum(numbers[1:])


# --- columns


def keyed(values: int, repeated: int, nulls: int) -> list[int | None]:
    """So many distinct values in a shuffled order, each repeated, nulls among them."""
    step = 7 if values % 7 else 5
    keys: list[int | None] = [place * step % values for place in range(values)] * repeated
    for place in range(nulls):
        keys.insert(place * 3 % (len(keys) + 1), None)
    return keys


def bounds(values: int) -> Iterator[tuple[int, int]]:
    """The ends of ranges of codes: all of few values, of many those that lie near the ends."""
    edges = {-1, 0, 1, 2, 3, values // 2, values - 1, values, values + 1, values + 2}
    return product(sorted(edges), repeat=2)


@pytest.mark.parametrize("prepare", PREPARATIONS.values(), ids=PREPARATIONS)
@pytest.mark.parametrize("nulls", [0, 3])
@pytest.mark.parametrize("repeated", [1, 2])
@pytest.mark.parametrize("values", [1, 2, 3, 6, 7, 8, 255, 256])
def test_every_range_of_values(
    values: int, repeated: int, nulls: int, prepare: Callable[[Column], object]
) -> None:
    keys = keyed(values, repeated, nulls)
    falling = [keys[place] for place in in_falling_order(keys)]
    for made, lying in ((Column, keys), (FallingColumn, falling)):
        for low, high in bounds(values):
            column = ranked(lying, made=made)
            prepare(column)
            codes = [values if key is None else key for key in lying]
            held = [place for place, code in enumerate(codes) if low <= code < high]
            assert places_of(column.rows_between(low, high)) == held, (low, high)
            some = [code for code in (low, high) if 0 <= code <= values]
            held = [place for place, code in enumerate(codes) if code in some]
            assert places_of(column.rows_among(some)) == held, some


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("repeated", [1, 3])
@pytest.mark.parametrize("kind", ["date", "datetime"])
def test_ranges_of_distinct_days(kind: str, repeated: int, full: bool) -> None:
    """From and to each of the days, open and closed, of columns with and without nulls."""
    days = ["2024-05-04", "2024-05-01", "2024-05-03", "2024-05-02", "2024-05-05"]
    clock = "" if kind == "date" else "T10:30:00.000000+00:00"
    field = Field("date_any", Type(kind))
    raws: list[Any] = [f"{day}{clock}" for day in days] * repeated + [None] * (not full)
    read = reader(field)
    keys = [None if raw is None else read(raw) for raw in raws]
    column = typed(field, raws)
    ends = [None, *sorted({key for key in keys if key is not None})]
    for low, high, low_open, high_closed in product(ends, ends, (True, False), (True, False)):
        found = codes_of(column, Range(low, high, low_open, high_closed))
        assert isinstance(found, range)
        rows = places_of(column.rows_between(found.start, found.stop))
        assert rows == [
            place
            for place, key in enumerate(keys)
            if key is not None
            and (low is None or key > low or (key == low and not low_open))
            and (high is None or key < high or (key == high and high_closed))
        ]


# --- words


FILLING = ("a common note", "some more of it", None, "")


@pytest.mark.parametrize("size", [2, 33, 64, 65, 200, 2_100])
@pytest.mark.parametrize(
    "asked",
    [read_word("zebra"), read_word("zeb"), read_word("*bra"), read_phrase("rare zebra"),
     read_word("very-rare-zeb"), read_phrase("zebra")],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("extra", [[], [1], [31, 32, 33]])
def test_a_rare_word_in_row_0_and_in_a_far_one(size: int, asked: Any, extra: list[int]) -> None:
    places = sorted({0, *(place for place in extra if place < size), size - 1})
    raws: list[Any] = [FILLING[place % 4] for place in range(size)]
    for place in places:
        raws[place] = "A very rare Zebra."
    every = bitmap.full(size)
    assert places_of(WordIndex(raws).rows(asked, every)) == places
    assert places_of(WordIndex(raws).rows(asked, every ^ 1)) == places[1:]
    assert WordIndex(raws).rows(asked, every ^ rows_at(places)) == 0
    column = Column(list(dict.fromkeys(raws)), [list(dict.fromkeys(raws)).index(r) for r in raws])
    assert places_of(RepeatedTexts(column).rows(asked, every)) == places
    assert places_of(RepeatedTexts(column).rows(asked, every ^ 1)) == places[1:]


NOTES = st.lists(st.sampled_from(["a", "b", "cd", "c", "bb", "x"]), min_size=1, max_size=6)
ASKED = st.lists(st.sampled_from(["a", "b", "c"]), min_size=2, max_size=3).map("-".join)


@given(st.lists(NOTES.map(" ".join), max_size=20), ASKED)
def test_punctuated_words_whose_last_one_only_begins(texts: list[str], asked: str) -> None:
    *first, last = asked.split("-")
    words = [text.split() for text in texts]
    held = [
        place
        for place, some in enumerate(words)
        if any(
            some[at : at + len(first)] == first and some[at + len(first)].startswith(last)
            for at in range(len(some) - len(first))
        )
    ]
    test = compile_words(read_word(asked))
    assert [place for place, text in enumerate(texts) if test(text)] == held
    found = WordIndex(texts).rows(read_word(asked), bitmap.full(len(texts)))
    assert places_of(found) == held


# --- sums


@pytest.mark.parametrize("least", [0, -1, -5])
def test_sums_of_every_set_of_few_rows(least: int) -> None:
    values = [least, 0, None, 7, 1]
    expected = [least, 0, None, None, 1]
    codes = [0, 1, 0, 1, 2]
    sliced, packed = SlicedSums(values, expected), PackedSums(values, expected)
    for rows in range(1, 1 << len(values)):
        places = places_of(rows)
        assert sliced.totals(rows) == added(values, expected, places)
        wanted = {
            code: added(values, expected, [place for place in places if codes[place] == code])
            for code in {codes[place] for place in places}
        }
        for form in (codes, bytes(codes)):
            assert dict(packed.totals_of_places(rows, form, 3)) == wanted
            assert dict(packed.totals_in_one_pass(rows, form, 3)) == wanted


def added(values: list[Any], expected: list[Any], places: list[int]) -> Totals:
    known = [values[place] for place in places if values[place] is not None]
    hoped = [expected[place] for place in places if expected[place] is not None]
    return Totals(len(places), len(known), sum(known), sum(hoped))
