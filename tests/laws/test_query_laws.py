"""What holds for every query text: it means what the oracle's tuples mean, or is a problem."""

from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pytest
from engines import Engine, on_every_engine
from hypothesis import example, given
from hypothesis import strategies as st
from oracle import oracle, query_oracle
from oracle.query_oracle import Query
from strategies import list_requests, query_texts, query_trees, query_worlds
from strategies.list_requests import parameter_name, parameters
from strategies.query_worlds import World

from laws.test_laws import check_error, plain
from oppquery import (
    Limits,
    QueryError,
    compile_query,
    format_query,
    parse_query,
    select,
)

REAL_QUERIES = Path(__file__).parents[3] / "shared" / "data" / "real_queries.tsv"
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
EVERYTHING = {"where": (), "order": (), "group": None, "limit": None, "skip": None, "fields": None}
Question = tuple[World, Query, str]


@st.composite
def questions(draw: st.DrawFn, depth: int = 3) -> Question:
    """A world, a query about it, and a text that says the query."""
    world = draw(query_worlds.worlds(alone=depth == 0))
    query = draw(query_trees.queries(world, depth=depth))
    return world, query, draw(query_texts.texts_of(query))


def kept(world: World, query: Query) -> list[Any]:
    rows = query_oracle.selected(world.rows, {**EVERYTHING, "query": query}, **world.arguments())
    return [row.get("id") for row in rows]


def found(engine: Engine, world: World, text: str) -> list[Any]:
    rows = engine.select(world.rows, {"query": text}, **world.arguments())
    return [row.get("id") for row in rows]


# --- one meaning


@given(questions())
@on_every_engine
def test_a_text_selects_what_the_oracle_selects(engine: Engine, question: Question) -> None:
    world, query, text = question
    assert found(engine, world, text) == kept(world, query)


@given(questions(depth=0))
@on_every_engine
def test_one_condition_selects_what_the_oracle_selects(engine: Engine, question: Question) -> None:
    world, query, text = question
    assert found(engine, world, text) == kept(world, query)


@st.composite
def questions_about_a_field(draw: st.DrawFn) -> Question:
    world = draw(query_worlds.worlds(alone=True))
    query = draw(query_trees.trees_on_one_field(world, query_oracle.OPPORTUNITY))
    return world, query, draw(query_texts.texts_of(query))


@given(questions_about_a_field())
@on_every_engine
def test_conditions_on_one_field_select_what_the_oracle_selects(
    engine: Engine, question: Question
) -> None:
    world, query, text = question
    assert found(engine, world, text) == kept(world, query)


@st.composite
def questions_about_scopes(draw: st.DrawFn) -> Question:
    world = draw(query_worlds.worlds())
    query = draw(query_trees.scopes_in_scopes(world))
    return world, query, draw(query_texts.texts_of(query))


@given(questions_about_scopes())
@on_every_engine
def test_scopes_select_what_the_oracle_selects(engine: Engine, question: Question) -> None:
    world, query, text = question
    assert found(engine, world, text) == kept(world, query)


@given(questions(depth=2))
def test_a_predicate_keeps_what_the_oracle_selects(question: Question) -> None:
    world, query, text = question
    keep = compile_query(text, **world.arguments())
    assert [row.get("id") for row in world.rows if keep(row)] == kept(world, query)


@given(questions())
@on_every_engine
def test_the_tree_survives_being_written(engine: Engine, question: Question) -> None:
    world, query, text = question
    tree = parse_query(text)
    again = format_query(tree)
    assert parse_query(again) == tree
    assert format_query(parse_query(again)) == again
    assert found(engine, world, again) == kept(world, query)


@st.composite
def whole_requests(draw: st.DrawFn) -> tuple[World, dict[str, Any], str]:
    """A request of parameters with a query text beside them, its own order and slice included."""
    world = draw(query_worlds.worlds(max_size=8))
    query = draw(query_trees.queries(world, depth=1))
    parts = draw(st.sampled_from((None, None, (1, 1), (1, 2), (2, 3))))
    request = draw(list_requests.requests(world.rows))
    order = draw(st.one_of(st.just(()), list_requests.orders()))
    request |= {"query": query, "slice": parts, "sort": order}
    extra = [query_texts.written_order(order)] if order else []
    extra += [f"slice:{parts[0]}/{parts[1]}"] if parts else []
    return world, request, draw(query_texts.texts_of(query, tuple(extra)))


@given(whole_requests())
@on_every_engine
def test_a_whole_request_equals_the_oracle(
    engine: Engine, question: tuple[World, dict[str, Any], str]
) -> None:
    world, request, text = question
    params = {**parameters(request), "query": text}
    got = engine.select(world.rows, params, **world.arguments())
    want = query_oracle.selected(world.rows, request, **world.arguments())
    assert [row.get("id") for row in got] == [row.get("id") for row in want]
    if not engine.prepares:
        assert all(one is other for one, other in zip(got, want, strict=True))
    answer = query_oracle.answer(world.rows, request, **world.arguments())
    assert plain(engine.list(world.rows, params, **world.arguments())) == plain(answer)


@given(questions(depth=2))
@on_every_engine
def test_any_iterable_of_any_mapping_answers_alike(engine: Engine, question: Question) -> None:
    world, query, text = question
    arguments = world.arguments()
    for name in ("status_changes", "related"):
        arguments[name] = read_once(arguments[name])
    got = engine.select(map(MappingProxyType, world.rows), urlencode({"query": text}), **arguments)
    assert [row.get("id") for row in got] == kept(world, query)


def read_once(data: Any) -> Any:
    """The same data in mappings that are no dicts, from iterators."""
    if isinstance(data, list):
        return map(MappingProxyType, data)
    return MappingProxyType({name: read_once(rows) for name, rows in data.items()})


@st.composite
def questions_about_changes(draw: st.DrawFn) -> Question:
    world = draw(query_worlds.worlds())
    query = draw(query_trees.queries(world, query_oracle.STATUS_CHANGE, depth=2))
    return world, query, draw(query_texts.texts_of(query))


@given(questions_about_changes())
def test_a_predicate_over_status_changes_equals_the_oracle(question: Question) -> None:
    world, query, text = question
    data = query_oracle.Data(world.status_changes, world.related)
    caller = world.oracle_caller()
    keep = compile_query(text, schema="status_change", **world.arguments())
    for change in world.status_changes:
        chain = ((query_oracle.STATUS_CHANGE, change),)
        assert keep(change) is query_oracle.holds(query, chain, data, caller)


# --- a parameter and the query that says the same


@st.composite
def twice_said(draw: st.DrawFn) -> tuple[World, dict[str, str], str]:
    """A condition as a parameter and as a query text."""
    world = draw(query_worlds.worlds(alone=True))
    condition = draw(list_requests.conditions(world.rows).filter(is_sayable))
    text = draw(query_texts.texts_of(as_query(condition)))
    name = parameter_name(condition)
    return world, {name: list_requests.parameter_value(condition)}, text


def is_sayable(condition: tuple[Any, ...]) -> bool:
    """Whether a query may say it and means the same by the name of the field.

    An empty list is a problem there, raw text on an untyped field may be several words, and
    `created_by` asks the name as well.
    """
    kind, field, *rest = condition
    if field in query_oracle.TWINS:
        return False
    if kind in ("one_of", "numbers", "dates"):
        return rest[0] != ()
    if field in list_requests.UNTYPED:
        return kind in ("null", "present") or (kind == "equals" and " " not in rest[0])
    return True


def as_query(condition: tuple[Any, ...]) -> Query:
    """The query that says what a condition of a request says."""
    kind, field, *rest = condition
    if kind in ("null", "present"):
        return ("has", field) if kind == "present" else ("not", ("has", field))
    if kind == "words":
        words = tuple(("is", field, ":", ("word", word)) for word in rest[0])
        return words[0] if len(words) == 1 else ("and", words)
    if kind in ("number", "date"):
        op = ":" if rest[0] == "=" else rest[0]
        return "is", field, op, spelled(kind, field, rest[1])
    if kind in ("numbers", "dates"):
        return "any_of", field, tuple(spelled(kind[:-1], field, one) for one in rest[0])
    if kind in ("between", "span"):
        text = list_requests.parameter_value(condition)
        return "is", field, ":", ("numbers" if kind == "between" else "dates", *rest, text)
    if kind == "one_of":
        return "any_of", field, tuple(worded(field, text) for text in rest[0])
    if kind == "flag":
        return "is", field, ":", ("flag", rest[0], "yes" if rest[0] else "no")
    if kind == "phrase":
        return "is", field, ":", ("phrase", rest[0])
    return "is", field, ":", worded(field, rest[0])


def worded(field: str, text: str) -> tuple[Any, ...]:
    """A value of a parameter: spaces need quotes, where a label's wildcard is none."""
    if text == "me" and field in query_trees.ABOUT_USERS:
        return ("me",)
    return ("word" if " " not in text else "phrase", text)


def spelled(kind: str, field: str, value: Any) -> tuple[Any, ...]:
    if kind == "date":
        return kind, value, list_requests.literal_text(value, " ")
    return kind, value, format(value, "f")


@given(twice_said())
@on_every_engine
def test_a_parameter_and_a_query_that_say_the_same(
    engine: Engine,
    question: tuple[World, dict[str, str], str],
) -> None:
    world, params, text = question
    rows = engine.select(world.rows, params, **world.arguments())
    by_parameter = [row.get("id") for row in rows]
    assert found(engine, world, text) == by_parameter


# --- any text at all


def check_text(text: str) -> None:
    """An answer or a `QueryError`, whose spans lie in the text; what parses round-trips.

    A spelling may come out longer than the text, and so too long.
    """
    options = {"custom_fields": list_requests.DECLARED, "user_id": "user_1", "now": NOW}
    data = {"status_changes": [{"id": "acti_1"}], "related": {"call": []}}
    for ask in (parse_query, lambda text: select(ROWS, {"query": text}, **options, **data)):
        try:
            ask(text)
        except QueryError as error:
            check_error(error)
            check_spans(error, text)
    try:
        tree = parse_query(text)
    except QueryError:
        return
    again = format_query(tree)
    assert len(again) > Limits().query_length or parse_query(again) == tree


ROWS = [{"id": "oppo_1", "note": "a a* b", "value": 5, "custom.cf_any": ["ab", 20, "2024-05-17"]}]


def check_spans(error: QueryError, text: str) -> None:
    for problem in error.problems:
        assert problem.param == "query"
        assert problem.text == text
        assert problem.span is not None
        start, end = problem.span
        assert 0 <= start <= end <= len(text)


@given(query_trees.any_text())
@example("note:\ud800")
@example("- : and ")
@example("\x00")
@example("note in (a) (b)")
@example("(a) (in(b)) c")
@example("(a) in(in) (note:in) (b or c)")
def test_any_text_gives_an_answer_or_a_query_error(text: str) -> None:
    check_text(text)


@given(query_trees.soup())
def test_soup_gives_an_answer_or_a_query_error(text: str) -> None:
    check_text(text)


@given(questions(depth=2), st.data())
def test_a_broken_text_gives_an_answer_or_a_query_error(
    question: Question, data: st.DataObject
) -> None:
    """A text that was right, less a piece of it, or with one more."""
    text = question[2]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 2, len(text))))
    piece = data.draw(st.sampled_from(("", "", *query_trees.TOKENS)))
    check_text(text[:start] + piece + text[end:])


@given(questions(depth=2))
def test_a_predicate_without_now_asks_for_it(question: Question) -> None:
    """Spec §1: a relative date needs `now`; then and only then is the text at fault."""
    world, query, text = question
    arguments = {**world.arguments(), "now": None}
    if "now" in dates_named(query):
        with pytest.raises(QueryError, match="now"):
            compile_query(text, **arguments)
        return
    keep = compile_query(text, **arguments)
    assert [row.get("id") for row in world.rows if keep(row)] == kept(world, query)


def dates_named(query: Any) -> set[str]:
    """ "now" when a date of the query is relative to it."""
    if not isinstance(query, tuple):
        return set()
    if query and query[0] in RELATIVE_RAW:
        literals = [query[1]] if query[0] in ("word", "phrase") else query[1:-1]
        return {"now"} if any(is_relative(one) for one in literals) else set()
    return {name for part in query for name in dates_named(part)}


RELATIVE_RAW = ("word", "phrase", "date", "dates")


def is_relative(literal: Any) -> bool:
    if isinstance(literal, str):
        ends = literal.split("..", 1) if ".." in literal else [literal]
        return any(is_relative(oracle.relative_in(end)) for end in ends)
    return literal is not None and literal[0] in query_trees.RELATIVE


# --- real queries and hard ones


def real_queries() -> list[str]:
    lines = REAL_QUERIES.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines]


@pytest.mark.skipif(not REAL_QUERIES.is_file(), reason="the list of real queries is not here")
def test_every_real_query_parses_and_round_trips() -> None:
    texts = real_queries()
    assert len(texts) > 50
    for text in texts:
        tree = parse_query(text)
        assert parse_query(format_query(tree)) == tree, text


HARD = {
    "deep parentheses": "(" * 5_000 + "a" + ")" * 4_999,
    "open parentheses": "(" * 10_000,
    "closed parentheses": ")" * 10_000,
    "deep values": "note:" + "(" * 4_000 + "a" + ")" * 4_000,
    "deep scopes": "call(" * 1_500 + ")" * 1_500,
    "many ors": "or " * 3_333,
    "a or b": " or ".join("a" * 2_000),
    "many nots": "not " * 2_499 + "a",
    "many dashes": "-" * 9_999 + "a",
    "many words": "a " * 5_000,
    "one word": "a" * 10_000,
    "stars": "note:" + "*a" * 4_000 + "*b",
    "bare stars": "*a" * 4_999 + "b",
    "only stars": "*" * 10_000,
    "spaced stars": "* " * 5_000,
    "quotes": '"' * 10_000,
    "backslashes": '"' + "\\" * 9_998 + '"',
    "colons": ":" * 10_000,
    "operators": "a:>=<" * 2_000,
    "dots": "value:" + "." * 9_000,
    "a long number": "value:" + "9" * 9_000,
    "a long list": "note in (" + ",".join("a" * 4_000) + ")",
    "an open list": "note in (" + "a," * 4_000,
    "commas": "note in (" + "," * 9_000 + ")",
    "digits and commas": "value:1" + ",000" * 2_000,
    "ages": "created:" + "9" * 4_000 + "-days-ago",
    "spaces": " " * 10_000,
    "newlines": "a\n" * 5_000,
    "ands": "and " * 2_500,
    "sorts": "sort:value " * 900,
    "long sort": "sort:" + ",".join(["value"] * 1_600),
    "nots without spaces": "not(" * 2_000 + "a" + ")" * 2_000,
    "dashes and nots": "-not " * 1_999 + "a",
    "dashes and nots among values": "note:(" + "-not " * 1_998 + "a)",
    "unequal": "a!=" * 3_000,
    "marks": "note:" + "e\u0301" * 4_000,
    "expanding letters": "note:" + "\ufdfa" * 5_000,
    "far too long": "a " * 50_000,
}


@pytest.mark.parametrize("name", HARD)
def test_ten_thousand_characters_of_any_shape(name: str) -> None:
    check_text(HARD[name])


@pytest.mark.parametrize("pattern", ["*a*a*a*a*a*a*a*b", "*a" * 2_000 + "*b", "a*" * 3_000])
def test_wildcards_against_long_words(pattern: str) -> None:
    rows = [{"id": "oppo_1", "note": "a" * 100_000, "status_label": "a" * 100_000}]
    for text in (f"note:{pattern}", pattern, f"status:{pattern}"):
        select(rows, {"query": text})
