"""Groups by period, id, choice, label and custom field; their order and their totals."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, answers, ask, rows

WON = rows(
    "id date_won value confidence value_period",
    ("a", "2024-02-15", 10_00, 50, "one_time"), ("b", "2023-12-31", 20_00, 100, "monthly"),
    ("c", None, 40_00, 10, "one_time"), ("d", "2024-01-01", 80_00, 0, "annual"),
    ("e", "2024-02-01", 160_00, 100, "one_time"), ("f", "2024-04-01", None, 50, "one_time"),
    ("g", MISSING, 1_00, 100, "one_time"),
)
USERS = rows(
    "id user_id user_name value confidence",
    ("a", "user_2", "Bob", 1_00, 100), ("b", "user_1", "Cher", 2_00, 50),
    ("c", "user_3", "alice", 4_00, 0), ("d", "user_2", "Bob", 8_00, 100),
    ("e", None, None, 16_00, 100), ("f", "user_4", None, 32_00, 100),
)
CREATED = rows(
    "id date_created",
    ("a", "2024-01-01T04:59:00Z"), ("b", "2024-01-01T05:00:00Z"),
    ("c", "2024-03-31T23:00:00-04:00"),
    ("d", "2024-04-01T04:00:00Z"), ("e", None),
)
LABELS = rows(
    "id status_label status_id",
    ("a", "won", "stat_1"), ("b", "Won", "stat_1"), ("c", "WON", "stat_2"), ("d", "Lost", "stat_3"),
    ("e", None, None), ("f", "STRASSE", "stat_4"), ("g", "Straße", "stat_4"),
)


def custom(*values: object) -> list[dict[str, object]]:
    """Opportunities a, b, c … with these values of a custom field."""
    return rows("id custom.cf_x", *zip("abcdefghijkl", values))


def by_custom(name: str, values: tuple[object, ...], keys: list[str | None],
              groups: dict[str | None, dict[str, object]], why: str | None = None,
              reverse: bool = False) -> Case:
    order = ("-", "desc") if reverse else ("", "asc")
    return answers(name, custom(*values), {"_group_by": f"{order[0]}custom.cf_x"},
                   ask(group=("custom.cf_x", None, order[1])), keys=keys, groups=groups, why=why)


PERIODS: tuple[Case, ...] = (
    answers(
        "by month", WON, {"_group_by": "date_won__month"}, ask(group=("date_won", "month", "asc")),
        why="February holds a and e: 10 + 160 = $170; those without a date come last, 40 + 1 = $41",
        keys=["2023-12", "2024-01", "2024-02", "2024-04", None],
        groups={
            "2023-12": {"year": 2023, "month": 12, "total_value_monthly": 20_00,
                        "total_value_annualized": 240_00},
            "2024-02": {"year": 2024, "month": 2, "total_results": 2,
                        "total_value_one_time": 170_00, "expected_value_one_time": 165_00},
            "2024-04": {"total_results": 1, "total_value_one_time": 0},
            None: {"year": None, "month": None, "total_results": 2, "total_value_one_time": 41_00},
        },
        total_results=7, total_value_one_time=211_00,
    ),
    answers(
        "by quarter", WON, {"_group_by": "date_won__quarter"},
        ask(group=("date_won", "quarter", "asc")), keys=["2023-Q4", "2024-Q1", "2024-Q2", None],
        why="January and February 2024 are Q1: a, d and e",
        groups={"2024-Q1": {"year": 2024, "quarter": 1, "total_results": 3,
                            "total_value_one_time": 170_00, "total_value_annual": 80_00},
                None: {"year": None, "quarter": None}},
    ),
    answers(
        "by year", WON, {"_group_by": "date_won__year"}, ask(group=("date_won", "year", "asc")),
        keys=["2023", "2024", None],
        groups={"2023": {"year": 2023}, "2024": {"year": 2024, "total_results": 4},
                None: {"year": None}},
    ),
    answers(
        "by week", WON, {"_group_by": "date_won__week"}, ask(group=("date_won", "week", "asc")),
        why="31 Dec 2023 is a Sunday, in week 52; 1 Jan 2024 is a Monday and begins week 1",
        keys=["2023-W52", "2024-W01", "2024-W05", "2024-W07", "2024-W14", None],
        groups={"2023-W52": {"weekyear": 2023, "week": 52},
                "2024-W01": {"weekyear": 2024, "week": 1},
                None: {"weekyear": None, "week": None}},
    ),
    answers(
        "by day", WON, {"_group_by": "date_won__day"}, ask(group=("date_won", "day", "asc")),
        keys=["2023-12-31", "2024-01-01", "2024-02-01", "2024-02-15", "2024-04-01", None],
        groups={"2024-02-01": {"year": 2024, "month": 2, "day": 1},
                None: {"year": None, "month": None, "day": None}},
    ),
    answers(
        "most recent first, and still those without a date last", WON,
        {"_group_by": "-date_won__month"}, ask(group=("date_won", "month", "desc")),
        keys=["2024-04", "2024-02", "2024-01", "2023-12", None],
    ),
    answers(
        "weeks, most recent first, as on the page", WON, {"_group_by": "-date_won__week"},
        ask(group=("date_won", "week", "desc")),
        keys=["2024-W14", "2024-W07", "2024-W05", "2024-W01", "2023-W52", None],
    ),
    answers(
        "inside a group the order is input order", WON, {"_group_by": "date_won__year"},
        ask(group=("date_won", "year", "asc")), groups={"2024": {"ids": "a d e f"}},
    ),
    answers(
        "_order_by sorts inside the groups", WON,
        {"_group_by": "date_won__year", "_order_by": "-value"},
        ask(group=("date_won", "year", "asc"), order=(("value", "desc"),)),
        keys=["2023", "2024", None],
        why="in 2024 values are 160, 80, 10 and null, nulls last",
        groups={"2024": {"ids": "e d a f"}, None: {"ids": "c g"}},
    ),
    answers(
        "only the matches are grouped", WON,
        {"_group_by": "date_won__month", "date_won": "2024-Q1"},
        ask(("date", "date_won", "=", ("quarter", 2024, 1)), group=("date_won", "month", "asc")),
        keys="2024-01 2024-02", total_results=3,
    ),
    answers("no matches, no groups", [], {"_group_by": "date_won__month"},
            ask(group=("date_won", "month", "asc")), keys="", total_results=0),
    answers(
        "a datetime by month in UTC", CREATED, {"_group_by": "date_created__month"},
        ask(group=("date_created", "month", "asc")), keys=["2024-01", "2024-04", None],
        why="c, 23:00 on 31 March at -04:00, is 03:00 UTC on 1 April",
        groups={"2024-01": {"ids": "a b"}, "2024-04": {"ids": "c d"}},
    ),
    answers(
        "a datetime by month in the caller's zone", CREATED, {"_group_by": "date_created__month"},
        ask(group=("date_created", "month", "asc")), options={"tz": "America/New_York"},
        keys=["2023-12", "2024-01", "2024-03", "2024-04", None],
        why="1 Jan 04:59 UTC is 31 Dec 23:59 in New York; 1 Apr 04:00 UTC is midnight there",
    ),
    answers(
        "a datetime by year at a fixed offset", CREATED, {"_group_by": "-date_created__year"},
        ask(group=("date_created", "year", "desc")), options={"tz": "-5"},
        keys=["2024", "2023", None], groups={"2023": {"ids": "a"}},
    ),
    answers(
        "date_lost by quarter", rows("id date_lost", ("a", "2024-06-30T23:59:59Z"),
                                     ("b", "2024-07-01"), ("c", None)),
        {"_group_by": "date_lost__quarter"}, ask(group=("date_lost", "quarter", "asc")),
        keys=["2024-Q2", "2024-Q3", None],
    ),
    answers(
        "date_updated by day", rows("id date_updated", ("a", "2024-06-30T23:59:59Z"),
                                    ("b", "2024-07-01")),
        {"_group_by": "date_updated__day"}, ask(group=("date_updated", "day", "asc")),
        keys="2024-06-30 2024-07-01",
        groups={"2024-07-01": {"year": 2024, "month": 7, "day": 1, "ids": "b"}},
    ),
)

BY_FIELD: tuple[Case, ...] = (
    answers(
        "by user, ordered by name", USERS, {"_group_by": "user_id"},
        ask(group=("user_id", None, "asc")),
        why="alice, Bob, Cher by case-folded name; user_4 has no name; e has no user: 1 + 8 = $9",
        keys=["user_3", "user_2", "user_1", "user_4", None],
        groups={"user_2": {"user_id": "user_2", "user_name": "Bob", "total_results": 2,
                           "total_value_one_time": 9_00},
                "user_4": {"user_id": "user_4", "user_name": None},
                None: {"user_id": None, "user_name": None, "total_value_one_time": 16_00}},
        total_value_one_time=63_00,
    ),
    answers(
        "by user, reversed: nameless and null stay last", USERS, {"_group_by": "-user_id"},
        ask(group=("user_id", None, "desc")), keys=["user_1", "user_2", "user_3", "user_4", None],
    ),
    answers(
        "by status_type", rows("id status_type value", ("a", "won", 1_00), ("b", "active", 2_00),
                               ("c", "won", 4_00), ("d", None, 8_00), ("e", "lost", 16_00)),
        {"_group_by": "status_type"}, ask(group=("status_type", None, "asc")),
        why="by the text of the value: active, lost, won; won is 1 + 4 = $5",
        keys=["active", "lost", "won", None],
        groups={"won": {"status_type": "won", "total_value_one_time": 5_00},
                None: {"status_type": None}},
    ),
    answers(
        "by value_period: a missing one is one_time",
        rows("id value_period value", ("a", "one_time", 1_00), ("b", None, 2_00),
             ("c", MISSING, 4_00), ("d", "monthly", 8_00)),
        {"_group_by": "value_period"}, ask(group=("value_period", None, "asc")),
        keys="monthly one_time", why="1 + 2 + 4 = $7 one-time; no group is null",
        groups={"one_time": {"value_period": "one_time", "total_value_one_time": 7_00}},
    ),
    answers(
        "by label: one group for all spellings, the smallest is shown", LABELS,
        {"_group_by": "status_label"}, ask(group=("status_label", None, "asc")),
        why="WON < Won < won and STRASSE < Straße by code point; ß folds to ss",
        keys=["Lost", "STRASSE", "WON", None],
        groups={"WON": {"status_label": "WON", "ids": "a b c"}, "STRASSE": {"ids": "f g"}},
    ),
    answers(
        "by label, reversed", LABELS, {"_group_by": "-status_label"},
        ask(group=("status_label", None, "desc")), keys=["WON", "STRASSE", "Lost", None],
    ),
    answers(
        "by status_id, with its label as a twin", LABELS, {"_group_by": "status_id"},
        ask(group=("status_id", None, "asc")),
        why="by the label: Lost, STRASSE, then stat_1 (its smallest label is Won) and stat_2 (WON),"
            " alike when case-folded and so by id",
        keys=["stat_3", "stat_4", "stat_1", "stat_2", None],
        groups={"stat_1": {"status_id": "stat_1", "status_label": "Won"},
                "stat_2": {"status_label": "WON"}, None: {"status_id": None, "status_label": None}},
    ),
    *(
        answers(
            f"by {field}, with {twin}",
            rows(f"id {field} {twin}", ("a", "x_1", "Zoe"), ("b", "x_2", "Ann"), ("c", None, None)),
            {"_group_by": field}, ask(group=(field, None, "asc")), keys=["x_2", "x_1", None],
            groups={"x_1": {field: "x_1", twin: "Zoe"}, None: {field: None, twin: None}},
        )
        for field, twin in (
            ("lead_id", "lead_name"), ("contact_id", "contact_name"),
            ("pipeline_id", "pipeline_name"), ("created_by", "created_by_name"),
            ("updated_by", "updated_by_name"),
        )
    ),
    answers(
        "by organization_id, ids by code point",
        rows("id organization_id", ("a", "orga_b"), ("b", "orga_B"), ("c", "orga_a")),
        {"_group_by": "organization_id"}, ask(group=("organization_id", None, "asc")),
        why="upper case B comes before lower case a and b", keys="orga_B orga_a orga_b",
        groups={"orga_a": {"organization_id": "orga_a", "ids": "c"}},
    ),
    answers(
        "by pipeline_name", rows("id pipeline_name", ("a", "Sales"), ("b", "renewals"),
                                 ("c", "sales")),
        {"_group_by": "pipeline_name"}, ask(group=("pipeline_name", None, "asc")),
        keys="renewals Sales", groups={"Sales": {"ids": "a c", "pipeline_name": "Sales"}},
    ),
    answers(
        "by id: every object is a group", rows("id value", ("b", 1), ("a", 2)),
        {"_group_by": "id"}, ask(group=("id", None, "asc")), keys="a b",
    ),
)

BY_CUSTOM: tuple[Case, ...] = (
    by_custom("custom numbers come in order of number", (10, 9, 10.0, 2.5, None),
              ["2.5", "9", "10", None],
              {"10": {"ids": "a c", "custom.cf_x": 10}, "2.5": {"custom.cf_x": 2.5},
               None: {"custom.cf_x": None}},
              "as text 10 would come before 2.5; 10 and 10.0 are one number"),
    by_custom("custom numbers, reversed", (10, 9, 2.5, None), ["10", "9", "2.5", None], {},
              reverse=True),
    by_custom("custom booleans", (True, False, True, None), ["false", "true", None],
              {"true": {"ids": "a c", "custom.cf_x": True}}),
    by_custom("values that print alike are one group, the number is shown", ("5", 5, 5.0, "05"),
              ["5", "05"], {"5": {"ids": "a b c", "custom.cf_x": 5}, "05": {"ids": "d"}},
              "the text '5' prints like the number; numbers come before text"),
    *(by_custom(f"{name} are one group", values, ["2", "10"],
                {"2": {"ids": "a b c", "custom.cf_x": 2}, "10": {"custom.cf_x": 10}})
      for name, values in (("2 beside 2.0", (2, 2.0, 2, 10)), ("2.0 beside 2", (2.0, 2, 2.0, 10.0)),
                           ("2, '2' and 2.0", (2, "2", 2.0, 10)),
                           ("'2', 2.0 and [2, 1]", ("2", 2.0, [2, 1], 10)))),
    answers("a group shows what matches: the text '2' alone",
            rows("id custom.cf_x value", ("a", 2, 1), ("b", "2", 2), ("c", 2.0, 3), ("d", "2", 2)),
            {"_group_by": "custom.cf_x", "value": "2"},
            ask(("number", "value", "=", 2), group=("custom.cf_x", None, "asc")),
            groups={"2": {"custom.cf_x": "2", "ids": "b d"}}),
    by_custom("true and the text 'true' are one group, shown as text",
              ("true", True, "false"), ["false", "true"],
              {"true": {"total_results": 2}}),
    by_custom("a list puts an object in the group of its first element",
              (["red", "blue"], "red", ["blue", "red"], [], None), ["blue", "red", None],
              {"red": {"ids": "a b", "custom.cf_x": "red"}, "blue": {"ids": "c"},
               None: {"ids": "d e"}}, "an empty list is no value"),
    by_custom("numbers first, then text", ("apple", 3, "Banana", 20, "2024-01-01"),
              ["3", "20", "2024-01-01", "apple", "Banana"], {},
              "text by its case-folded form: apple before Banana"),
    by_custom("custom text keeps its spellings apart", ("Red", "red", "RED"),
              ["RED", "Red", "red"], {"red": {"total_results": 1}},
              "only labels group by their case-folded form; R comes before r in plain text"),
    by_custom("floats are keyed by their shortest decimal text", (1e23, 0.1 + 0.2),
              ["0.30000000000000004", "1" + "0" * 23], {"1" + "0" * 23: {"ids": "a"}},
              "1e23 is not exactly 10**23 in binary, but that is how it is written"),
    by_custom("large and small floats in shortest decimal form", (1e21, 0.1, 1e-7, 100.0),
              ["0.0000001", "0.1", "100", "1000000000000000000000"], {}),
)

REPORT: tuple[Case, ...] = (
    answers(
        "the report form: _limit=0 gives every group without objects", WON,
        {"_group_by": "date_won__quarter", "_limit": "0"},
        ask(group=("date_won", "quarter", "asc"), limit=0),
        keys=["2023-Q4", "2024-Q1", "2024-Q2", None], has_more=True,
        groups={"2024-Q1": {"ids": "", "total_results": 3, "total_value_one_time": 170_00}},
    ),
    answers(
        "the report form by user", USERS, {"_group_by": "user_id", "_limit": 0},
        ask(group=("user_id", None, "asc"), limit=0),
        keys=["user_3", "user_2", "user_1", "user_4", None],
        why="1 + 2 + 4 + 8 + 16 + 32 = $63 over all groups",
        groups={"user_2": {"total_value_one_time": 9_00, "expected_value_one_time": 9_00},
                "user_1": {"expected_value_one_time": 1_00}},
        total_value_one_time=63_00,
    ),
)

CASES = (*PERIODS, *BY_FIELD, *BY_CUSTOM, *REPORT)
