"""Each index equals the test of a leaf over the values of its rows."""

from array import array
from collections.abc import Callable
from itertools import accumulate
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import list_requests

from oppquery.data.readers import reader
from oppquery.data.source import Source
from oppquery.index.execution.filtering import find_by_index
from oppquery.index.intake import take
from oppquery.index.segment import Segment
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.index.structures.encoding import distinct, ranked, typed
from oppquery.index.structures.layout import FallingColumn, Layout, in_falling_order
from oppquery.index.structures.sums import PackedSums, SlicedSums
from oppquery.index.structures.transpose import TOGETHER
from oppquery.index.structures.word_index import WordIndex
from oppquery.plan import ByKind, In, Leaf, Like, NotEmpty, NotNull, Range, Words
from oppquery.planning.text_literals import read_phrase, read_word
from oppquery.result import Totals
from oppquery.scan.value_tests import compile_leaf
from oppquery.scan.word_tests import compile_words
from oppquery.schema.fields import Field, Type
from oppquery.schema.opportunity import OPPORTUNITY

SIZES = st.integers(0, 400)
FLAGS = st.lists(st.booleans(), max_size=400)


def flags_of(rows: int, size: int) -> list[bool]:
    return [bool(rows >> place & 1) for place in range(size)]


# --- sets of rows


@given(FLAGS)
def test_a_set_is_read_as_it_was_made(flags: list[bool]) -> None:
    places = [place for place, flag in enumerate(flags) if flag]
    rows = bitmap.from_truth(bytes(flags))
    assert flags_of(rows, len(flags)) == flags
    assert bitmap.from_positions(places, len(flags)) == rows
    assert bitmap.from_many_positions(places, len(flags)) == rows
    assert bitmap.positions(rows) == places
    assert list(bitmap.truth(rows, len(flags))) == list(map(int, flags))


@given(st.integers(1, 5_000), st.integers(0, 5_000))
def test_rare_rows_are_found(size: int, place: int) -> None:
    place %= size
    assert bitmap.positions(1 << place) == [place]


@given(FLAGS, st.randoms())
def test_walking_gives_the_rows_in_the_order_of_the_permutation(
    flags: list[bool], random: Any
) -> None:
    rows = bitmap.from_truth(bytes(flags))
    order = list(range(len(flags)))
    random.shuffle(order)
    expected = [place for place in order if flags[place]]
    assert list(bitmap.walk(order, rows, len(flags))) == expected


@given(st.integers(0, 3_000), st.sampled_from([0.0, 0.01, 0.3, 1.0]), st.randoms())
def test_walking_along_rows_gives_them_as_they_lie(size: int, share: float, random: Any) -> None:
    flags = [random.random() < share for _ in range(size)]
    rows = bitmap.from_truth(bytes(flags))
    expected = [place for place, flag in enumerate(flags) if flag]
    assert list(bitmap.walk(range(size), rows, size)) == expected


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 254)), max_size=60), st.binary())
def test_bytes_of_rows(pairs: list[tuple[bool, int]], rest: bytes) -> None:
    truth = bytes(chosen for chosen, _ in pairs)
    data = bytes(byte for _, byte in pairs) + rest
    expected = [byte for chosen, byte in pairs if chosen]
    assert list(bitmap.bytes_where(truth, data)) == expected


AMOUNTS = st.none() | st.integers(-1_000, 1_000) | st.integers(-(10**30), 10**30)
PERCENTS = st.none() | st.integers(0, 100)


@given(st.lists(st.tuples(AMOUNTS, PERCENTS, st.integers(0, 3), st.booleans()), max_size=40))
def test_sums_are_those_of_the_rows(deals: list[tuple[Any, Any, int, bool]]) -> None:
    values, expected = [deal[0] for deal in deals], [expected_of(*deal[:2]) for deal in deals]
    rows = bitmap.from_truth(bytes(chosen for *_, chosen in deals))
    chosen = [deal for deal in deals if deal[3]]
    assert SlicedSums(values, expected).totals(rows) == added(chosen)
    for gap in (1, 80, 85, 90):
        codes = [group * gap for _, _, group, _ in deals]
        column = Column(range(3 * gap), codes)
        sums = PackedSums(values, expected)
        for totals in (sums.totals_of_places, sums.totals_in_one_pass):
            found = totals(rows, column.codes, 3 * gap + 1)
            assert dict(found) == {deal[2] * gap: added(chosen, deal[2]) for deal in chosen}


def added(deals: list[tuple[Any, Any, int, bool]], group: int | None = None) -> Totals:
    """The totals of some deals, or of those in one group, by plain sums."""
    those = [deal for deal in deals if group in (None, deal[2])]
    values = [value for value, *_ in those if value is not None]
    expected = [expected_of(value, percent) or 0 for value, percent, *_ in those]
    return Totals(len(those), len(values), sum(values), sum(expected))


def expected_of(value: int | None, percent: int | None) -> int | None:
    return None if value is None or percent is None else (value * percent + 50) // 100


@pytest.mark.parametrize("code", ["B", "H", "I", "Q"])
@given(data=st.data())
def test_slices_compare_and_add_up(code: str, data: st.DataObject) -> None:
    most = (1 << 8 * array(code).itemsize) - 1
    numbers = data.draw(st.lists(st.integers(0, most), max_size=60))
    bound = data.draw(st.one_of(st.integers(-2, most + 2), st.sampled_from([0, *numbers])))
    slices = bitmap.slices(array(code, numbers))
    all_rows = bitmap.full(len(numbers))
    rows = bitmap.at_least(slices, bound, all_rows)
    assert flags_of(rows, len(numbers)) == [number >= bound for number in numbers]
    assert bitmap.total(slices, rows) == sum(number for number in numbers if number >= bound)
    same = bitmap.equal_to(slices, max(bound, 0), all_rows)
    assert flags_of(same, len(numbers)) == [number == max(bound, 0) for number in numbers]


# --- columns


PREPARATIONS: list[Callable[[Column], object]] = [
    lambda column: None,
    Column.starts,
    Column.prepare_ranges,
    Column.prepare_lookups,
]
KEYS = st.lists(st.one_of(st.none(), st.integers(-3, 3), st.integers()), max_size=80)


@given(KEYS)
def test_a_ranked_column_holds_what_it_was_made_of(keys: list[int | None]) -> None:
    column = ranked(keys)
    assert list(column.values) == sorted(set(keys) - {None})
    assert [None if code == column.missing else column.value(code) for code in column.codes] == keys


class Name(str):
    """Text of another class, equal to the plain one."""


SPELLED = st.one_of(
    st.none(), st.text(max_size=3), st.text("aAbB", max_size=2).map(Name), st.text("ab")
)
IN_FULL = st.datetimes().map(lambda moment: moment.isoformat(timespec="microseconds") + "+00:00")


@given(st.lists(SPELLED, max_size=80), st.randoms())
def test_ids_are_ranked_whether_they_repeat_or_not(ids: list[str | None], rng: Random) -> None:
    check_typed(Field("lead_id", Type.ID), ids, sorted(set(ids) - {None}), rng)


@given(st.lists(st.one_of(st.none(), IN_FULL), max_size=80), st.booleans(), st.randoms())
def test_datetimes_are_ranked_however_spelled(
    texts: list[str | None], mixed: bool, rng: Random
) -> None:
    field = Field("date_created", Type.DATETIME)
    if mixed and texts and texts[0]:
        texts = [*texts, texts[0].replace("+00:00", "Z"), texts[0].replace("T", " ")]
    instants = {reader(field)(text) for text in texts if text is not None}
    check_typed(field, texts, sorted(instants), rng)


def check_typed(field: Field, raws: list[Any], values: list[Any], rng: Random) -> None:
    """The column of raw values that do not lie in input order, as `turns` says."""
    input_order = list(range(len(raws)))
    rng.shuffle(input_order)
    column = typed(field, raws, array("I", input_order))
    assert [column.value(code) for code in range(column.missing)] == values
    read = reader(field)
    keys = [None if raw is None else read(raw) for raw in raws]
    assert [None if code == column.missing else column.value(code) for code in column.codes] == keys
    global_rank = {value: rank for rank, value in enumerate([*values, None])}
    ordered = sorted(input_order, key=lambda row: global_rank[keys[row]])
    assert list(column.ascending()) == ordered
    counts = [sum(keys[row] == value for row in input_order) for value in [*values, None]]
    assert list(column.starts()) == [0, *accumulate(counts)]


@given(KEYS, st.integers(-1, 90), st.integers(-1, 90), st.sampled_from(PREPARATIONS))
def test_rows_of_codes(
    keys: list[int | None], low: int, high: int, prepare: Callable[[Column], object]
) -> None:
    column = ranked(keys)
    prepare(column)
    held = [low <= code < high for code in column.codes]
    assert flags_of(column.rows_between(low, high), column.size) == held
    some = [code for code in range(column.missing + 1) if low <= code < high]
    assert flags_of(column.rows_among(some), column.size) == held


@given(st.integers(1, 2_000), st.integers(300, 1_000), st.data())
def test_rows_of_codes_that_are_many(size: int, most: int, data: st.DataObject) -> None:
    """More than 256 values, so that postings and wide codes are used."""
    keys = [(place * 7_919) % most for place in range(size)]
    column = ranked(keys)
    low = data.draw(st.integers(0, most))
    high = data.draw(st.integers(low, low + data.draw(st.sampled_from((1, 3, most)))))
    codes = range(low, min(high, column.missing + 1))
    held = [code in codes for code in column.codes]
    assert flags_of(column.rows_among(codes), size) == held
    assert flags_of(column.rows_between(low, high), size) == held
    for prepare in PREPARATIONS:
        prepare(column)
        assert flags_of(column.rows_between(low, high), size) == held
    assert column.rows_of(column.missing) == 0
    assert all(column.rows_of(code) >> column.codes.index(code) & 1 for code in set(column.codes))


@given(KEYS, st.booleans())
def test_orders_put_the_missing_last_and_keep_ties(
    keys: list[int | None], descending: bool
) -> None:
    column = ranked(keys)
    known = [place for place, key in enumerate(keys) if key is not None]
    expected = sorted(known, key=keys.__getitem__, reverse=descending)
    expected += [place for place, key in enumerate(keys) if key is None]
    order = column.descending() if descending else column.ascending()
    assert list(order) == expected
    assert list(column.ordered(range(len(keys)), descending=descending)) == expected


@given(KEYS, st.integers(-1, 90), st.integers(-1, 90), st.booleans())
def test_a_column_by_which_rows_are_clustered(
    keys: list[int | None], low: int, high: int, descending: bool
) -> None:
    layout = Layout(array("q", in_falling_order(keys)), "value")
    lying = [keys[number] for number in layout.sequence]
    column = ranked(lying, made=FallingColumn)
    assert [layout.sequence[place] for place in layout.input_order] == list(range(len(keys)))
    held = [low <= code < high for code in column.codes]
    assert flags_of(column.rows_between(low, high), column.size) == held
    some = [code for code in range(column.missing + 1) if low <= code < high]
    assert flags_of(column.rows_among(some), column.size) == held
    known = [number for number, key in enumerate(keys) if key is not None]
    expected = sorted(known, key=keys.__getitem__, reverse=descending)
    expected += [number for number, key in enumerate(keys) if key is None]
    order = column.descending() if descending else column.ascending()
    assert [layout.sequence[place] for place in order] == expected


@pytest.mark.parametrize("late", [0, 1, TOGETHER, 2 * TOGETHER, 3 * TOGETHER - 1])
def test_columns_are_kept_whatever_keys_the_objects_have(late: int) -> None:
    rows: list[dict[str, Any]] = [{"id": str(number)} for number in range(3 * TOGETHER)]
    rows[late] = {"value": late, "id": str(late), "custom.cf_list": ["a"]}
    taken = take(Source(rows, OPPORTUNITY), keep_columns=True)
    copies, whole = taken.rows, taken.columns
    assert whole is not None
    assert taken.nested == {"custom.cf_list"}
    numbers = list(reversed(range(len(rows))))
    for name, kind in (
        ("id", str),
        ("value", None),
        ("custom.cf_list", None),
        ("note", type(None)),
    ):
        held = tuple(rows[number].get(name) for number in numbers)
        assert whole.picked(name, numbers) == held
        assert whole.kind(name) is kind
    assert whole.picked("value", [late]) == (late,)
    assert whole.picked("custom.cf_list", [late])[0] is copies[late]["custom.cf_list"]


RAWS = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(0, 2), st.sampled_from([0.0, 1.0, 2.5]), st.text("ab")
    ),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)


@given(st.lists(RAWS, max_size=30))
def test_a_raw_column_tells_values_of_different_types_apart(raws: list[Any]) -> None:
    column: Column = distinct(raws)
    held = [None if code == column.missing else column.values[code] for code in column.codes]
    assert repr(held) == repr(raws)


# --- words


TEXTS = st.one_of(
    st.none(),
    st.sampled_from(list_requests.NOTES),
    st.text("ab_ ,é", max_size=12),
    st.lists(st.one_of(st.none(), st.integers(0, 1), st.text("ab ", max_size=6)), max_size=3),
)
ASKED = st.one_of(
    st.text("ab_é", min_size=1, max_size=3).map(read_phrase),
    st.text("ab é", min_size=1, max_size=6).filter(str.strip).map(read_phrase),
    st.text("ab*", min_size=1, max_size=4).filter(lambda text: text.strip("*")).map(read_word),
)


@given(st.lists(TEXTS, max_size=40), ASKED)
def test_a_vocabulary_knows_what_the_test_of_the_words_knows(raws: list[Any], words: Words) -> None:
    test = compile_words(words)
    held = [
        any(isinstance(each, str) and test(each) for each in (raw if type(raw) is list else [raw]))
        for raw in raws
    ]
    found = WordIndex(raws).rows(words, bitmap.full(len(raws)))
    assert flags_of(found, len(raws)) == held


# --- leaves over the values of a segment

DAY = 86_400 * 1_000_000
BOUNDS = st.one_of(st.none(), st.integers(-5, 5), st.integers(19_700, 19_900))
NUMBERS = st.sets(st.integers(-5, 5), max_size=3).map(frozenset)


def ranges(scale: int = 1) -> st.SearchStrategy[Range]:
    bound = BOUNDS.map(lambda each: None if each is None else each * scale)
    return st.builds(Range, bound, bound, st.booleans(), st.booleans())


TEXT_TESTS = st.one_of(ASKED, st.just(NotEmpty()), st.just(NotNull()))
LABELS = st.sampled_from(["won", "lost", "Won", "", "a b", "Straße", "x"])
FIELDS: dict[Field, tuple[Any, Any]] = {
    Field("user_id", "id"): (
        st.sampled_from(["u", "v", ""]),
        st.sets(st.sampled_from(["u", "w"])).map(lambda values: In(frozenset(values))),
    ),
    Field("status_label", "label"): (
        LABELS,
        st.one_of(
            st.sets(LABELS.map(str.casefold)).map(lambda values: In(frozenset(values))),
            st.sampled_from([Like(("w", "")), Like(("", "o", ""))]),
        ),
    ),
    Field("value", "integer"): (
        st.integers(-5, 5),
        st.one_of(ranges(), st.builds(In, NUMBERS)),
    ),
    Field("date_won", "date"): (
        st.sampled_from(["2024-01-01", "2024-06-01", "2024-01-01T10:00:00+00:00"]),
        ranges(),
    ),
    Field("date_created", "datetime"): (
        st.sampled_from(
            [
                "2024-01-01T10:00:00.000001+00:00",
                "2024-05-01T10:00:00.000000+00:00",
                "2024-05-01",
                "2024-05-01T10:00:00Z",
            ]
        ),
        ranges(DAY),
    ),
    Field("is_stalled", "boolean"): (
        st.booleans(),
        st.sampled_from([In(frozenset((True,))), In(frozenset((False,)))]),
    ),
    Field("note", "text"): (st.sampled_from(list_requests.NOTES), TEXT_TESTS),
    Field("value_period", "choice", missing="one_time"): (
        st.sampled_from(["one_time", "annual"]),
        st.sampled_from([In(frozenset(("one_time",))), In(frozenset(("annual",)))]),
    ),
    Field("custom.cf_number", "number"): (
        st.one_of(st.integers(-5, 5), st.lists(st.integers(-5, 5), max_size=2)),
        st.one_of(ranges(), st.builds(In, NUMBERS)),
    ),
    Field("custom.cf_any", "untyped"): (
        st.one_of(RAWS, st.sampled_from(["2024-01-01", "call me", "5"])),
        st.builds(
            ByKind,
            st.one_of(st.none(), ranges()),
            st.one_of(st.none(), ranges()),
            st.none(),
            st.one_of(st.none(), st.just(In(frozenset((True,))))),
            st.one_of(st.none(), ASKED),
        ),
    ),
}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@given(data=st.data())
def test_an_index_equals_the_test_of_the_leaf(field: Field, data: st.DataObject) -> None:
    values, tests = FIELDS[field]
    absent = st.just({})
    row = st.one_of(absent, st.none().map(lambda raw: {field.name: raw}))
    row = st.one_of(row, values.map(lambda raw: {field.name: raw}))
    rows = data.draw(st.lists(row, max_size=40))
    test = data.draw(st.one_of(tests, st.just(NotEmpty()), st.just(NotNull())))
    leaf = Leaf(field, test)
    segment = Segment(rows, Layout(array("q", range(len(rows)))))
    holds = compile_leaf(leaf)
    found = find_by_index(leaf)(segment, segment.all_rows)
    assert flags_of(found, len(rows)) == [holds(row.get(field.name)) for row in rows]
    some = data.draw(st.integers(0, segment.all_rows))
    assert find_by_index(leaf)(segment, some) == found & some
