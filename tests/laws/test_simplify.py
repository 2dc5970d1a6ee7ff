"""The rules of the planner keep the meaning of a plan, whatever the plan."""

from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppquery.data.batch import Batch
from oppquery.plan import (
    AllOf,
    AnyOf,
    ByKind,
    Fit,
    FittedWord,
    In,
    Leaf,
    Like,
    Node,
    Not,
    NotEmpty,
    NotNull,
    Range,
    Test,
    Words,
)
from oppquery.planning.simplify import (
    RULES,
    Rule,
    flatten,
    merge_equalities,
    merge_ranges,
    simplify,
)
from oppquery.scan.row_predicates import compile_conditions, compile_predicate
from oppquery.schema.fields import Field, Type
from oppquery.schema.opportunity import OPPORTUNITY

VALUE = OPPORTUNITY.fields["value"]
PERIOD = OPPORTUNITY.fields["value_period"]
USER = OPPORTUNITY.fields["user_id"]
LABEL = OPPORTUNITY.fields["status_label"]
NOTE = OPPORTUNITY.fields["note"]
STALLED = OPPORTUNITY.fields["is_stalled"]
EXPECTED = OPPORTUNITY.fields["expected_value"]
UNTYPED = Field("custom.cf_x", Type.UNTYPED)
NUMBER = Field("custom.cf_n", Type.NUMBER)

Row = dict[str, Any]


# --- plans and objects at random


def ranges() -> st.SearchStrategy[Range]:
    bounds = st.none() | st.integers(-2, 4)
    return st.builds(Range, bounds, bounds, st.booleans(), st.booleans()).map(with_real_bounds)


def with_real_bounds(test: Range) -> Range:
    """What is not bounded is neither open nor closed."""
    return Range(
        test.low,
        test.high,
        test.low_open and test.low is not None,
        test.high_closed and test.high is not None,
    )


def sets(*values: Any) -> st.SearchStrategy[In]:
    return st.frozensets(st.sampled_from(values), max_size=3).map(In)


def _prefix(word: str) -> Words:
    return Words((FittedWord(word, Fit.PREFIX),))


def leaves() -> st.SearchStrategy[Node]:
    numbers = ranges() | sets(-1, 0, 1, 2, 3)
    existence = st.sampled_from([NotEmpty(), NotNull()])
    words = st.sampled_from(["call", "back", "ca"]).map(_prefix)
    kinds = st.builds(ByKind, number=st.none() | numbers, text=st.none() | words)
    tests: dict[Field, st.SearchStrategy[Test]] = {
        VALUE: numbers | existence,
        EXPECTED: numbers | existence,
        NUMBER: numbers | existence,
        UNTYPED: kinds | existence,
        PERIOD: sets("monthly", "annual", "one_time") | existence,
        USER: sets("u1", "u2") | existence,
        LABEL: sets("won", "lost") | st.just(Like(("w", ""))) | existence,
        NOTE: words | existence,
        STALLED: sets(True, False) | existence,
    }
    return st.one_of(
        [test.map(lambda each, field=field: Leaf(field, each)) for field, test in tests.items()]
    )


def nodes() -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves(),
        lambda parts: (
            st.lists(parts, max_size=4).map(lambda some: AllOf(tuple(some)))
            | st.lists(parts, max_size=4).map(lambda some: AnyOf(tuple(some)))
            | parts.map(Not)
        ),
        max_leaves=12,
    )


def rows() -> st.SearchStrategy[Row]:
    numbers = st.integers(-3, 5)
    return st.fixed_dictionaries(
        {},
        optional={
            "value": st.none() | numbers,
            "confidence": st.none() | st.integers(0, 100),
            "value_period": st.sampled_from([None, "monthly", "annual", "one_time"]),
            "user_id": st.sampled_from([None, "u1", "u2", ""]),
            "status_label": st.sampled_from([None, "Won", "Lost", "Waiting", ""]),
            "note": st.sampled_from([None, "", "Call back", "recall"]),
            "is_stalled": st.sampled_from([None, True, False]),
            "custom.cf_x": st.none() | numbers | st.lists(numbers, max_size=3) | st.just("call"),
            "custom.cf_n": st.none() | numbers | st.lists(numbers, max_size=3),
        },
    )


# --- the meaning, read off the plan


def holds(node: Node, row: Row) -> bool:
    """What a plan means, by the definition of its nodes."""
    match node:
        case AllOf(parts):
            return all(holds(part, row) for part in parts)
        case AnyOf(parts):
            return any(holds(part, row) for part in parts)
        case Not(part):
            return not holds(part, row)
        case _:
            return compile_predicate(node)(row)


@given(nodes(), st.lists(rows(), max_size=8))
def test_simplifying_keeps_the_meaning(node: Node, some: list[Row]) -> None:
    simple = simplify(node)
    assert [holds(simple, row) for row in some] == [holds(node, row) for row in some]


@pytest.mark.parametrize(
    "rule", dict.fromkeys(chain.from_iterable(RULES.values())), ids=lambda rule: rule.__name__
)
@given(node=nodes(), some=st.lists(rows(), max_size=8))
def test_each_rule_keeps_the_meaning(rule: Rule, node: Node, some: list[Row]) -> None:
    assert [holds(rule(node), row) for row in some] == [holds(node, row) for row in some]


@given(nodes(), st.lists(rows(), max_size=8))
def test_a_predicate_is_what_the_plan_means(node: Node, some: list[Row]) -> None:
    predicate = compile_predicate(node)
    assert [predicate(row) for row in some] == [holds(node, row) for row in some]


@given(nodes(), st.lists(rows(), max_size=8))
def test_conditions_keep_what_the_predicate_keeps(node: Node, some: list[Row]) -> None:
    kept = Batch([*some], plain=True)
    for condition in compile_conditions(simplify(node)):
        kept = kept.where(condition(kept))
    assert kept.rows == [row for row in some if holds(node, row)]


# --- what the rules are for


def test_nested_alls_and_anys_are_one() -> None:
    a, b, c = (Leaf(NOTE, Words((FittedWord(word),))) for word in "abc")
    assert flatten(AllOf((a, AllOf((b, c))))) == AllOf((a, b, c))
    assert flatten(AnyOf((AnyOf((a, b)), c))) == AnyOf((a, b, c))
    assert flatten(AllOf((a, AnyOf((b, c))))) == AllOf((a, AnyOf((b, c))))


def test_of_one_part_the_part_is_left() -> None:
    a = Leaf(NOTE, NotEmpty())
    assert simplify(AllOf((AnyOf((AllOf((a,)),)),))) == a
    assert simplify(Not(AllOf((a,)))) == Not(a)


def test_everything_and_nothing_stay() -> None:
    assert simplify(AllOf(())) == AllOf(())
    assert simplify(AnyOf(())) == AnyOf(())
    assert simplify(AllOf((AnyOf(()), AllOf(())))) == AnyOf(())


def test_equalities_of_a_field_become_one_set() -> None:
    one, two, other = In(frozenset({"a"})), In(frozenset({"b", "c"})), In(frozenset({"x"}))
    merged = merge_equalities(AnyOf((Leaf(USER, one), Leaf(LABEL, other), Leaf(USER, two))))
    assert merged == AnyOf((Leaf(USER, In(frozenset("abc"))), Leaf(LABEL, other)))
    assert merge_equalities(AnyOf((Leaf(USER, one), Leaf(USER, two)))) == Leaf(
        USER, In(frozenset("abc"))
    )


def test_equalities_that_must_all_hold_leave_what_they_have_in_common() -> None:
    both = AllOf((Leaf(USER, In(frozenset({"a"}))), Leaf(USER, In(frozenset({"b"})))))
    assert simplify(both) == AnyOf(())
    some = AllOf((Leaf(USER, In(frozenset("ab"))), Leaf(USER, In(frozenset("bc")))))
    assert simplify(some) == Leaf(USER, In(frozenset("b")))
    listed = Leaf(Field("custom.cf_x", Type.CHOICE), In(frozenset("a")))
    apart = AllOf((listed, Leaf(listed.field, In(frozenset("b")))))
    assert simplify(apart) == apart


def test_what_can_hold_for_nothing_is_asked_of_no_object() -> None:
    empty = AllOf((Leaf(VALUE, Range(low=5)), Leaf(VALUE, Range(high=5)), Leaf(USER, NotNull())))
    assert simplify(empty) == AnyOf(())
    assert simplify(Not(empty)) == AllOf(())
    touching = Leaf(VALUE, Range(low=5, high=5, high_closed=True))
    assert simplify(touching) == touching


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Range(low=1), Range(high=5), Range(1, 5)),
        (Range(low=1), Range(low=3), Range(low=3)),
        (Range(high=1), Range(high=3), Range(high=1)),
        (Range(1, 9), Range(2, 5), Range(2, 5)),
        (Range(low=3), Range(low=3, low_open=True), Range(low=3, low_open=True)),
        (Range(high=3), Range(high=3, high_closed=True), Range(high=3)),
        (Range(low=2, low_open=True), Range(low=3), Range(low=3)),
        (Range(high=4, high_closed=True), Range(high=5), Range(high=4, high_closed=True)),
        (Range(), Range(1, 2), Range(1, 2)),
    ],
)
def test_ranges_of_a_field_become_their_intersection(one: Range, other: Range, both: Range) -> None:
    assert merge_ranges(AllOf((Leaf(VALUE, one), Leaf(VALUE, other)))) == Leaf(VALUE, both)
    assert merge_ranges(AllOf((Leaf(VALUE, other), Leaf(VALUE, one)))) == Leaf(VALUE, both)


def test_ranges_of_a_custom_field_are_not_joined() -> None:
    """A list may pass each of them with another element."""
    both = AllOf((Leaf(NUMBER, Range(low=5)), Leaf(NUMBER, Range(high=2))))
    assert simplify(both) == both
    assert compile_predicate(simplify(both))({"custom.cf_n": [1, 9]})
