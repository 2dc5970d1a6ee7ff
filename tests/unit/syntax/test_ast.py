"""The nodes of a tree are public: all that `parse_query` returns comes from `oppquery.ast`."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import query_texts, query_trees, query_worlds

from oppquery import Field, Schema, ast, format_query, parse_query
from oppquery.syntax.params import parameter_names

EVERY_NODE = """
    note:a "deal size" >= $5 or not status in (won, "Demo Completed") call(b "c d" -e:(f or g))
    sort:-value slice:1/2 x != y note:>3 (z <= 1 * w < 2)
"""


def objects(part: Any) -> Iterator[Any]:
    """A node and everything in it that is no plain text, number or tuple."""
    if isinstance(part, tuple):
        for each in part:
            yield from objects(each)
    elif dataclasses.is_dataclass(part):
        yield part
        for field in dataclasses.fields(part):
            yield from objects(getattr(part, field.name))
    elif isinstance(part, ast.Operator):
        yield part


def classes(text: str) -> set[str]:
    return {type(each).__name__ for each in objects(parse_query(text))}


def test_every_class_of_a_tree_is_public() -> None:
    names = {*ast.__all__} - {"Node", "Span"}
    assert classes(EVERY_NODE) == names
    assert all(getattr(ast, name) is not None for name in ast.__all__)


@st.composite
def texts(draw: st.DrawFn) -> str:
    world = draw(query_worlds.worlds())
    return draw(query_texts.texts_of(draw(query_trees.queries(world, depth=3))))


@given(texts())
def test_every_class_of_any_tree_is_public(text: str) -> None:
    assert classes(text) <= {*ast.__all__}


def test_a_tree_that_is_made_by_hand_is_that_of_its_text() -> None:
    small = ast.Condition("x", ast.Operator.LESS, ast.Word("3"))
    either = ast.Or((ast.Term(ast.Word("acme")), small))
    tree = ast.And((either, ast.Not(ast.Scope("call", ast.And(())))))
    assert format_query(tree) == "(acme or x < 3) not call()"
    assert parse_query(format_query(tree)) == tree


@pytest.mark.parametrize("operator", ast.Operator)
def test_an_operator_is_its_text(operator: ast.Operator) -> None:
    assert ast.Operator(str(operator)) is operator
    assert operator.lookup == operator.lookup.lower()


def test_every_operator_is_a_lookup_of_some_type() -> None:
    """What the table of operators has, the names of parameters have."""
    names = parameter_names(Schema("invoice", [Field("x", "integer")]))
    made = {name.removeprefix("x") for name in names}
    assert {f"__{each.lookup}" if each.lookup else "" for each in ast.Operator} <= made
