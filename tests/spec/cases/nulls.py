"""A test on a missing value is false; null and a missing key are the same, everywhere."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, answers, ask, rows, selects

FIELDS: tuple[tuple[str, object], ...] = (
    ("lead_id", "x"), ("user_id", "x"), ("status_type", "won"), ("status_label", "x"),
    ("note", "x"), ("value", 0), ("confidence", 0), ("date_won", "2024-01-01"),
    ("date_created", "2024-01-01T00:00:00Z"), ("is_stalled", False),
)
BARE = rows("id", ("a",), ("b",))

TESTS: tuple[tuple[str, str, tuple[object, ...]], ...] = (
    ("user_id", "u", ("equals", "user_id", "u")),
    ("user_id__in", "u,v", ("one_of", "user_id", ("u", "v"))),
    ("status_type", "won", ("equals", "status_type", "won")),
    ("status_label", "*", ("equals", "status_label", "*")),
    ("status", "won", ("equals", "status", "won")),
    ("note", "x", ("words", "note", ("x",))),
    ("value", "0", ("number", "value", "=", 0)),
    ("value__lt", "1", ("number", "value", "<", 1)),
    ("value__gte", "0", ("number", "value", ">=", 0)),
    ("confidence__lte", "100", ("number", "confidence", "<=", 100)),
    ("date_won__lt", "2030", ("date", "date_won", "<", ("year", 2030))),
    ("date_won__gte", "0001", ("date", "date_won", ">=", ("year", 1))),
    ("date_created__lte", "9999", ("date", "date_created", "<=", ("year", 9999))),
    ("is_stalled", "false", ("flag", "is_stalled", False)),
    ("custom.cf_x", "0", ("equals", "custom.cf_x", "0")),
    ("custom.cf_x__lt", "1", ("number", "custom.cf_x", "<", 1)),
)

CASES: tuple[Case, ...] = (
    *(
        selects(f"{param}={text} is false of a missing value", BARE, {param: text}, ask(condition),
                ids="")
        for param, text, condition in TESTS
    ),
    *(
        selects(f"{field}= holds for null and for a missing key only",
                rows(f"id {field}", ("a", value), ("b", None), ("c", MISSING)),
                {field: ""}, ask(("null", field)), ids="b c")
        for field, value in FIELDS
    ),
    *(
        selects(f"{field}=* holds for what is neither null nor missing",
                rows(f"id {field}", ("a", value), ("b", None), ("c", MISSING)),
                {field: "*"}, ask(("present", field)), ids="a")
        for field, value in FIELDS
    ),
    selects("an empty text is not there", rows("id note", ("a", ""), ("b", " "), ("c", "x")),
            {"note": "*"}, ask(("present", "note")), ids="b c"),
    selects("an empty text and an empty list of a custom field are not there",
            rows("id custom.cf_x", ("a", ""), ("b", []), ("c", 0), ("d", False), ("e", ["x"]),
                 ("f", None), ("g", "x")),
            {"custom.cf_x": "*"}, ask(("present", "custom.cf_x")), ids="c d e g"),
    selects("a missing value_period is there: it is one_time", BARE, {"value_period": "*"},
            ask(("present", "value_period")), ids="a b"),
    selects("status= is of those without label, type and id",
            rows("id status_label status_type status_id", ("a", None, None, None),
                 ("b", "Won", None, None), ("c", None, None, "stat_1"), ("d", None, "won", None)),
            {"status": ""}, ask(("null", "status")), ids="a"),
    answers("an object of nothing but its id", rows("id", ("a",)), {}, ask(),
            why="it counts as one-time, with 0 for a value", total_results=1,
            total_value_one_time=0,
            count_by_value_period={"one_time": 1},
            shows=[{"id": "a", "expected_value": None, "value_formatted": None}]),
    answers("an empty object", [{}], {}, ask(), total_results=1,
            shows=[{"expected_value": None, "annualized_value": None}]),
    answers("an object whose every field is null",
            [{"id": "a", "value": None, "confidence": None, "value_period": None,
              "value_currency": None, "date_won": None, "user_id": None, "note": None,
              "status_type": None, "is_stalled": None, "date_created": None}], {}, ask(),
            total_results=1, total_value_annualized=0),
    answers("0 and false are values, not nulls", rows("id value confidence is_stalled",
                                                      ("a", 0, 0, False)), {}, ask(),
            shows=[{"expected_value": 0, "annualized_value": 0, "value_formatted": "$0"}]),
)
