"""What errors say, and that they survive being copied, pickled and sent."""

import copy
import json
import pickle
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from asking import data_error, problems
from hypothesis import given
from hypothesis import strategies as st

from oppquery import DataError, Problem, QueryError, list_opportunities
from oppquery.errors.errors import CODES, PROBLEMS_SHOWN
from oppquery.errors.wording import LINE, brief, caret_lines, listed, shown, suggest

EXPECTED = Path(__file__).parents[2] / "spec" / "expected"


def query_error(*problems: Problem) -> QueryError:
    return QueryError(problems)


def problem(param: str = "query", **members: Any) -> Problem:
    return Problem(param, "bad_text", "is wrong", **members)


def copies(error: Exception) -> list[Exception]:
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    pickled = [pickle.loads(pickle.dumps(error, protocol)) for protocol in protocols]
    return [*pickled, copy.copy(error), copy.deepcopy(error)]


# --- a problem as text


def test_a_problem_in_one_line() -> None:
    assert str(problem("note")) == "note: is wrong [bad_text]"


def test_suggestions() -> None:
    one = problem(suggestions=("status_type",))
    two = problem(suggestions=("user_id", "user_name"))
    assert str(one) == "query: is wrong. Did you mean 'status_type'? [bad_text]"
    assert str(two) == "query: is wrong. Did you mean 'user_id' or 'user_name'? [bad_text]"


def test_a_path() -> None:
    found = problem("lead_saved_search_id", path="queries[1].condition")
    assert str(found) == "lead_saved_search_id at queries[1].condition: is wrong [bad_text]"


def test_carets_under_a_span() -> None:
    found = problem(text='note:"!!" value', span=(5, 9))
    assert str(found).splitlines() == [
        "query: is wrong [bad_text]",
        'note:"!!" value',
        "     ^^^^",
    ]


def test_a_text_without_a_span_is_not_shown() -> None:
    assert str(problem(text="note:x")) == "query: is wrong [bad_text]"


def test_a_long_name_is_cut() -> None:
    text = str(problem("x" * 500))
    assert text == f"{'x' * 60}…: is wrong [bad_text]"


@pytest.mark.parametrize("name", ["", "a\nb", "a\x1b[31mb", "\udcff", "a\u202eb"])
def test_a_name_that_does_not_print_is_quoted(name: str) -> None:
    line = str(problem(name))
    assert line.isprintable()
    assert line == f"{name!r}: is wrong [bad_text]"


# --- carets


def spans() -> st.SearchStrategy[tuple[str, tuple[int, int]]]:
    texts = st.text(st.characters(codec="utf-8"), max_size=300)
    return texts.flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.lists(st.integers(0, len(text)), min_size=2, max_size=2)
            .map(sorted)
            .map(lambda ends: (ends[0], ends[1])),
        )
    )


@given(spans())
def test_carets_are_never_wider_than_a_line(given_: tuple[str, tuple[int, int]]) -> None:
    window, carets = caret_lines(*given_)
    assert max(len(window), len(carets)) <= LINE == 80
    assert set(carets.lstrip(" ")) == {"^"}
    assert "\n" not in window


@given(spans())
def test_carets_stand_under_the_span(given_: tuple[str, tuple[int, int]]) -> None:
    text, (start, end) = given_
    window, carets = caret_lines(text, (start, end))
    place, width = carets.index("^"), carets.count("^")
    under = window[place : place + width].rstrip("…")
    assert len(carets) == place + width
    if start < end:
        assert width <= end - start
        assert re.sub(r"\s", " ", text[start:end]).startswith(under)


@pytest.mark.parametrize(
    ("start", "window", "place"),
    [
        (0, "a" * 79 + "…", 0),
        (39, "a" * 79 + "…", 39),
        (100, "…" + "a" * 78 + "…", 40),
        (199, "…" + "a" * 79, 79),
        (200, "…" + "a" * 79, 79),
    ],
)
def test_a_long_text_is_cut_round_the_span(start: int, window: str, place: int) -> None:
    assert caret_lines("a" * 200, (start, start + 1)) == [window, " " * place + "^"]


def test_a_long_span_ends_with_the_line() -> None:
    assert caret_lines("a" * 200, (10, 150)) == ["a" * 79 + "…", " " * 10 + "^" * 70]


def test_line_breaks_and_tabs_are_one_column() -> None:
    assert caret_lines("a\tb\nc", (4, 5)) == ["a b c", "    ^"]


def test_an_empty_text_has_one_caret() -> None:
    assert caret_lines("", (0, 0)) == ["", "^"]


# --- a query error


def test_each_problem_on_its_line() -> None:
    assert str(query_error(problem("a"), problem("b"))) == (
        "a: is wrong [bad_text]\nb: is wrong [bad_text]"
    )


def test_twenty_problems_are_shown() -> None:
    lines = str(query_error(*(problem(str(n)) for n in range(20)))).splitlines()
    assert lines == [f"{n}: is wrong [bad_text]" for n in range(20)]
    assert PROBLEMS_SHOWN == 20


def test_of_more_than_twenty_problems_it_says_how_many() -> None:
    lines = str(query_error(*(problem(str(n)) for n in range(25)))).splitlines()
    assert len(lines) == 21
    assert lines[19:] == ["19: is wrong [bad_text]", "and 5 more"]


def test_all_problems_of_a_request_are_kept() -> None:
    found = problems({f"unknown_{n}": "x" for n in range(25)})
    assert [each.param for each in found] == [f"unknown_{n}" for n in range(25)]


def test_the_body_of_the_answer_400() -> None:
    error = query_error(
        Problem("_limit", "bad_number", "'x' is not a whole number ≥ 0"),
        Problem("value__in", "bad_number", "'y' is not a whole number"),
        Problem("value__in", "empty_value", "item 2 of the list is empty"),
    )
    assert error.to_dict() == {
        "errors": [],
        "field-errors": {
            "_limit": "'x' is not a whole number ≥ 0",
            "value__in": "'y' is not a whole number\nitem 2 of the list is empty",
        },
    }
    assert json.loads(json.dumps(error.to_dict())) == error.to_dict()


def field_errors(params: Any, **options: Any) -> dict[str, str]:
    messages: dict[str, str] = QueryError(problems(params, **options)).to_dict()["field-errors"]
    return messages


def test_the_body_has_suggestions() -> None:
    assert field_errors({"stauts_type": "won", "_order_by": "-valu"}) == {
        "stauts_type": "there is no such parameter. Did you mean 'status_type'?",
        "_order_by": "there is no field 'valu'. Did you mean 'value'?",
    }


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("status_type:won note:(a", "this parenthesis is not closed at 21: '(a'"),
        (
            "status_type:wonn note:a",
            "'wonn' is no status_type: give active, won or lost at 12: 'wonn note:a'."
            " Did you mean 'won'?",
        ),
        ("note:(" + "x" * 100, f"this parenthesis is not closed at 5: '({'x' * 59}…'"),
        ("value >=", "the text ends where a value or a quoted phrase is expected at the end"),
    ],
)
def test_the_body_has_the_place_in_a_query(query: str, message: str) -> None:
    assert field_errors({"query": query}) == {"query": message}


def test_the_body_has_the_place_in_the_json_of_a_view() -> None:
    error = query_error(Problem("lead_saved_search_id", "bad_s_query", "is wrong", path="and[2]"))
    assert error.to_dict()["field-errors"] == {"lead_saved_search_id": "is wrong at and[2]"}


def test_the_detailed_body_has_all_members_of_each_problem() -> None:
    placed = Problem(
        "query", "bad_choice", "no such type", "status_type:wn", (12, 14), None, ("won",), ("won",)
    )
    in_view = Problem("lead_saved_search_id", "bad_s_query", "is wrong", path="and[2]")
    error = query_error(placed, in_view)
    body = error.to_dict(detail=True)
    assert body == error.to_dict() | {
        "problems": [
            {
                "param": "query",
                "code": "bad_choice",
                "message": "no such type",
                "text": "status_type:wn",
                "span": [12, 14],
                "path": None,
                "expected": ["won"],
                "suggestions": ["won"],
            },
            {
                "param": "lead_saved_search_id",
                "code": "bad_s_query",
                "message": "is wrong",
                "text": None,
                "span": None,
                "path": "and[2]",
                "expected": [],
                "suggestions": [],
            },
        ]
    }
    assert json.loads(json.dumps(body)) == body


def test_the_detailed_body_has_every_problem() -> None:
    body = query_error(*(problem(str(n)) for n in range(25))).to_dict(detail=True)
    assert [each["param"] for each in body["problems"]] == [str(n) for n in range(25)]


def test_every_problem_is_in_the_body_even_beyond_twenty() -> None:
    body = query_error(*(problem(str(n)) for n in range(25))).to_dict()
    assert len(body["field-errors"]) == 25


def test_problems_are_a_tuple_whatever_they_came_in() -> None:
    assert QueryError(iter([problem()])).problems == (problem(),)


def test_query_errors_pickle_and_copy() -> None:
    error = query_error(problem(text="a b", span=(0, 1), expected=("x",), suggestions=("y",)))
    for twin in copies(error):
        assert type(twin) is QueryError
        assert twin.problems == error.problems
        assert str(twin) == str(error)


def test_both_errors_are_value_errors() -> None:
    assert issubclass(QueryError, ValueError)
    assert issubclass(DataError, ValueError)
    assert not issubclass(QueryError, DataError)


# --- a data error


def test_a_data_error_says_where_and_what() -> None:
    error = data_error([{"id": "a", "value": 1}, {"id": "b", "value": "12"}])
    assert (error.index, error.id, error.field, error.value) == (1, "b", "value", "12")
    assert str(error) == (
        "object 1 (id 'b'), field 'value': an amount must be an int of cents (3000 for $30): "
        "pass int('12'), not '12'"
    )


@pytest.mark.parametrize("row", [{"value": "12"}, {"id": None, "value": "12"}])
def test_an_object_without_an_id(row: dict[str, Any]) -> None:
    assert str(data_error([row])).startswith("object 0, field 'value': an amount must be")


@pytest.mark.parametrize("row", [None, 5, "deal", ["id"], {"id"}, object])
def test_an_object_that_is_no_mapping(row: Any) -> None:
    error = data_error([{"id": "a"}, row])
    assert (error.index, error.id, error.field) == (1, None, "")
    assert error.value is row
    assert str(error).startswith("object 1: an object must be a mapping such as a dict, not ")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("confidence", 101, "a confidence must be an int from 0 to 100"),
        ("confidence", 50.0, "a confidence must be an int from 0 to 100: pass int(50.0)"),
        ("value_period", "weekly", "a value_period must be one_time, monthly or annual"),
        ("value_currency", 5, "a choice must be a string"),
    ],
)
def test_what_a_field_must_hold(field: str, value: Any, reason: str) -> None:
    assert str(data_error([{field: value}])) == (
        f"object 0, field {field!r}: {reason}, not {value!r}"
    )


@pytest.mark.parametrize(
    ("params", "field", "value", "reason"),
    [
        ("status_type=won", "status_type", "open", "a status_type must be active, won or lost"),
        ("user_id=a", "user_id", 5, "an id must be a string"),
        ("status_label=a", "status_label", 5, "a label must be a string"),
        ("note=a", "note", 5, "a text must be a string"),
        ("is_stalled=yes", "is_stalled", "yes", "a boolean must be true, false or null"),
        ("date_won=2024", "date_won", "May", "a date must be a date, a datetime or text like "),
        ("date_lost=2024", "date_lost", 5, "a date must be a date, a datetime or text like "),
    ],
)
def test_what_a_field_that_is_read_must_hold(
    params: str, field: str, value: Any, reason: str
) -> None:
    error = data_error([{"id": "a"}, {"id": "b", field: value}], params)
    assert (error.index, error.id, error.field, error.value) == (1, "b", field, value)
    assert f"field {field!r}: {reason}" in str(error)
    assert str(error).endswith(f", not {value!r}")


@pytest.mark.parametrize("value", ["x" * 10_000, [1] * 10_000, {"a": "b" * 10_000}])
def test_long_values_are_cut(value: Any) -> None:
    assert len(str(data_error([{"id": "i" * 10_000, "value": value}]))) < 300


def test_data_errors_pickle_and_copy() -> None:
    error = DataError(3, "oppo_1", "value", "12", "an amount must be an int of cents")
    error.add_note("in deals.json")
    for twin in copies(error):
        assert type(twin) is DataError
        assert vars(twin) == vars(error)
        assert str(twin) == str(error)
        assert (
            repr(twin)
            == repr(error)
            == ("DataError(3, 'oppo_1', 'value', '12', 'an amount must be an int of cents')")
        )


class Unshowable:
    def __repr__(self) -> str:
        raise RuntimeError("no")


class Unpicklable:
    def __reduce__(self) -> Any:
        raise RuntimeError("no")


class Unloadable:
    """It pickles, and is not made again from its pickle."""

    def __reduce__(self) -> Any:
        return Unloadable, (1, 2)


LOCK = threading.Lock()
LOOP: list[Any] = []
LOOP.append(LOOP)


def of_levels(count: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(count):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        lambda: None,
        (each for each in ()),
        threading.Lock(),
        of_levels(5_000),
        10**5_000,
        [10**5_000],
        Unshowable(),
        Unpicklable(),
        Unloadable(),
    ],
    ids=["lambda", "generator", "lock", "deep", "long", "long in a list", *"abc"],
)
@pytest.mark.parametrize("place", ["id", "value"])
def test_data_errors_of_any_value_are_shown_pickled_and_copied(value: Any, place: str) -> None:
    members = {"index": 1, "id": "a", "field": "x", "value": 5, "reason": "no", place: value}
    error = DataError(**members)
    for twin in [error, *copies(error)]:
        assert (twin.index, twin.field, twin.reason) == (1, "x", "no")
        assert len(repr(twin)) < 200
        assert len(str(twin)) < 200
        assert getattr(twin, place) is not None
    assert getattr(copy.copy(error), place) is value


def test_what_cannot_be_pickled_is_carried_as_it_is_shown() -> None:
    error = pickle.loads(pickle.dumps(DataError(0, "a", "x", of_levels(100_000), "no")))
    assert error.value == "a list"
    assert str(error) == "object 0 (id 'a'), field 'x': no, not 'a list'"


# --- values as messages show them


def test_values_are_shown_short() -> None:
    assert shown("a\nb") == r"'a\nb'"
    assert shown("x" * 61) == f"'{'x' * 60}…'"
    assert shown("x" * 60) == f"'{'x' * 60}'"
    assert shown([1, 2]) == "[1, 2]"
    assert shown([0] * 100).endswith("…")


def test_numbers_too_long_to_print_are_counted() -> None:
    assert shown(10**5_000) == "an integer of 16610 bits"
    assert shown(5) == "5"
    assert shown(True) == "True"


def test_objects_that_cannot_be_shown() -> None:
    assert shown(Unshowable()) == "a Unshowable"
    assert shown([Unshowable()]) == "a list"
    assert shown([10**5_000]) == "a list"


def test_brief_keeps_what_is_short() -> None:
    assert brief("x" * 60) == "x" * 60
    assert brief("x" * 61) == "x" * 60 + "…"


def test_listed() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a or b"
    assert listed(["a", "b", "c"], "and") == "a, b and c"


def test_one_near_name_is_suggested() -> None:
    names = ["Status", "status_type", "value"]
    assert suggest("STATUS_TYP", names) == ("status_type",)
    assert suggest("status", names) == ("Status",)
    assert suggest("nothing", names) == ()
    assert suggest("", names) == ()
    assert suggest("value" * 100, names) == ()


# --- the table of codes


def test_every_code_has_a_case() -> None:
    """A case of the spec shows when each code is given, and none is given that is not told."""
    cases = [
        case for path in EXPECTED.glob("*.json") for case in json.loads(path.read_text("utf-8"))
    ]
    problems = [each for case in cases for each in case.get("problems", ())]
    given_codes = {each["code"] for each in problems if "code" in each}
    assert given_codes == set(CODES)


def test_a_problem_is_frozen_and_hashable() -> None:
    assert hash(problem()) == hash(problem())
    with pytest.raises(AttributeError):
        problem().param = "other"  # type: ignore[misc]  # what a frozen one refuses


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (LOCK, "a value must be one that JSON has"),
        ({1}, "a value must be one that JSON has"),
        (b"x", "a value must be one that JSON has"),
        ({(1, 2): 3}, "a key must be one that JSON has"),
        (of_levels(100_000), "a value must be one that can be copied"),
        (LOOP, "a value must be one that can be copied"),
    ],
    ids=["lock", "set", "bytes", "a tuple as key", "deep", "in itself"],
)
def test_what_no_answer_can_hold(value: Any, reason: str) -> None:
    rows = [{"id": "a", "links": []}, {"id": "b", "links": [value]}]
    error = data_error(rows, "_group_by=user_id")
    assert (error.index, error.id, error.field) == (1, "b", "links")
    assert error.value is rows[1]["links"]
    assert f"{reason}, not " in str(error)
    assert list_opportunities(rows, "_fields=id")["total_results"] == 2


def test_values_that_begin_alike_are_told_apart() -> None:
    links = ["https://example.com/" + "x" * 100]
    error = data_error([{"id": "a", "links": links}, {"id": "b", "links": [*links, LOCK]}])
    assert (error.index, error.id) == (1, "b")


@pytest.mark.parametrize("params", ["_group_by=custom.x", "_order_by=-custom.x"])
@pytest.mark.parametrize(
    "value",
    [{1: 2, "a": 3}, {(1, 2): 3}, {"a": LOOP}, {"a": of_levels(100_000)}],
    ids=["keys of two kinds", "a tuple as key", "in itself", "deep"],
)
def test_what_cannot_be_printed(value: Any, params: str) -> None:
    error = data_error([{"id": "a"}, {"id": "b", "custom.x": ["x"]}, {"custom.x": [value]}], params)
    assert (error.index, error.id, error.field) == (2, None, "custom.x")
    assert error.value is value


def test_bad_data_that_nobody_reads_is_no_error() -> None:
    """A one-shot call checks what the request reads; amounts of what does not match stay unread."""
    rows = [{"id": "a", "status_type": "lost", "value": "12"}, {"id": "b", "status_type": "won"}]
    assert list_opportunities(rows, "status_type=won")["total_results"] == 1
