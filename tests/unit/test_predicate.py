"""A query as a function of one dict, and its tree as text."""

from collections import UserDict
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest

from oppquery import DataError, Field, Limits, QueryError, Schema, compile_query, parse_query
from oppquery.schema.fields import Type

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
DEAL: dict[str, Any] = {"id": "a", "status_type": "won", "value": 100, "date_won": "2024-05-16"}
CHANGE = {"id": "acti_1", "old_status_type": "active", "new_status_type": "won"}


def codes(text: Any, **options: Any) -> list[str]:
    with pytest.raises(QueryError) as caught:
        compile_query(text, **options)
    assert {problem.param for problem in caught.value.problems} == {"query"}
    return [problem.code for problem in caught.value.problems]


def data_error(text: str, row: Any, **options: Any) -> DataError:
    with pytest.raises(DataError) as caught:
        compile_query(text, **options)(row)
    assert caught.value.index is None
    return caught.value


# --- what it is about


def test_a_predicate_says_whether_a_dict_matches() -> None:
    keep = compile_query("status_type:won value >= $1")
    assert keep(DEAL) is True
    assert keep({**DEAL, "value": 99}) is False
    assert list(filter(keep, [DEAL, {}, DEAL])) == [DEAL, DEAL]


@pytest.mark.parametrize("kind", [dict, MappingProxyType, UserDict])
def test_any_mapping_will_do(kind: Any) -> None:
    assert compile_query("status_type:won")(kind(DEAL))


def test_status_changes() -> None:
    keep = compile_query("old_status:active new_status:won", schema="status_change")
    assert keep(CHANGE)
    assert not keep({**CHANGE, "old_status_type": "lost"})


def test_a_schema_of_the_callers_own() -> None:
    fields = (Field("title", Type.TEXT), Field("age", Type.INTEGER), Field("born", Type.DATE))
    people = Schema("person", {field.name: field for field in fields}, {"name": "title"})
    keep = compile_query("name:ann age > 30 born < 1990", schema=people)
    assert keep({"title": "Anna", "age": 31, "born": "1989-12-31"})
    assert not keep({"title": "Anna", "age": 30, "born": "1989-12-31"})
    with pytest.raises(QueryError, match="person has no field 'vlaue'"):
        compile_query("vlaue:1", schema=people)


def test_choices_as_a_schema_spells_them() -> None:
    ticket = Schema("ticket", [Field("stage", "choice", choices=["Open", "In Review"])])
    for text in ("stage:Open", "stage:open", "stage in (OPEN)", 'stage != "in review" stage:*'):
        keep = compile_query(text, schema=ticket)
        assert keep({"stage": "Open"})
        assert not keep({"stage": "In Review"})
    assert codes("stage:opne", schema=ticket) == ["bad_choice"]


def test_a_schema_that_is_not_there() -> None:
    with pytest.raises(ValueError, match=r"^schema 'deal' is not opportunity") as caught:
        compile_query("*", schema="deal")
    assert type(caught.value) is ValueError


@pytest.mark.parametrize("schema", [None, 5, {"value": "number"}, Schema])
def test_a_schema_of_another_type(schema: Any) -> None:
    with pytest.raises(TypeError, match="schema must be a name or a Schema"):
        compile_query("*", schema=schema)


def test_the_other_arguments_count() -> None:
    assert compile_query("user:me", user_id="u")({"user_id": "u"})
    assert compile_query("currency:eur", currency="EUR")({})
    assert compile_query("custom.cf_x > 5", custom_fields={"custom.cf_x": "number"})(
        {"custom.cf_x": 6}
    )
    late = {"date_created": "2024-05-17T02:00:00Z"}
    assert compile_query("created:2024-05-16", tz="America/New_York")(late)
    assert compile_query("won:yesterday", now=NOW)(DEAL)


def test_an_id_without_a_letter_is_an_id_all_the_same() -> None:
    assert compile_query('user:"!!"')({"user_id": "!!"})
    assert not compile_query('user:"!!"')({"user_name": "!!"})


# --- what is wrong with the query


def test_a_relative_date_needs_now() -> None:
    """A predicate compiled once must not go stale silently."""
    assert codes("won:yesterday") == ["bad_date"]
    assert codes('created < "3 days ago" or value:x') == ["bad_date", "bad_number"]
    assert compile_query("won:2024-05-16")(DEAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sort:value", ["misplaced"]),
        ("slice:1/2 status_type:won", ["misplaced"]),
        ("sort:value slice:1/2", ["misplaced", "misplaced"]),
        ("status_type:open value:x", ["bad_choice", "bad_number"]),
        ("(", ["bad_syntax"]),
        ("lead(name:acme)", ["no_data"]),
        ("user:me", ["no_user"]),
    ],
)
def test_problems(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", [None, 5, b"status_type:won", ["a"], {"query": "a"}])
def test_a_query_is_text(text: Any) -> None:
    assert codes(text) == ["bad_type"]


def test_limits() -> None:
    assert codes("a b c", limits=Limits(terms=2)) == ["too_much"]
    assert codes("a b c", limits=Limits(query_length=4)) == ["too_much"]
    assert codes("((a))", limits=Limits(depth=1)) == ["too_much"]
    assert compile_query("(a b)", limits=Limits(terms=2, depth=1))({"note": "ab bc"})


# --- what is wrong with an object


@pytest.mark.parametrize("row", [None, 5, "deal", ["id"], object()])
def test_an_object_that_is_no_mapping(row: Any) -> None:
    error = data_error("status_type:won", row)
    assert (error.id, error.field) == (None, "")
    assert error.value is row
    assert str(error).startswith("object: an object must be a mapping such as a dict, not ")


def test_a_value_that_its_field_cannot_hold() -> None:
    error = data_error("value > 5", {"id": "a", "value": "5"})
    assert (error.id, error.field, error.value) == ("a", "value", "5")


@pytest.mark.parametrize("value", [["u"], {"id": "u"}, {"u"}])
def test_the_field_at_fault_is_named(value: Any) -> None:
    row = {"id": "a", "custom.cf_x": ["fine"], "contacts": [], "user_id": value}
    error = data_error("user_id:u", row)
    assert (error.id, error.field, error.value) == ("a", "user_id", value)


def test_an_error_of_the_callers_own_object_is_passed_on() -> None:
    class Broken(UserDict[str, Any]):
        def get(self, name: str, default: Any = None) -> Any:
            raise TypeError("this object is broken")

    with pytest.raises(TypeError, match="this object is broken"):
        compile_query("user_id:u")(Broken())


def test_what_is_not_read_is_not_checked() -> None:
    assert compile_query("status_type:won")({**DEAL, "value": "5", "user_id": []})


# --- the tree


def test_a_tree_knows_no_schema() -> None:
    assert parse_query("nothing:such") == parse_query("nothing : such")
    with pytest.raises(QueryError, match="no field 'nothing'"):
        compile_query("nothing:such")


def test_a_field_called_sort_is_a_field() -> None:
    shelf = Schema("shelf", [Field("sort", "text"), Field("slice", "integer")])
    keep = compile_query("sort:red slice:2", schema=shelf)
    assert keep({"sort": "red ones", "slice": 2})
    assert not keep({"sort": "blue", "slice": 2})
