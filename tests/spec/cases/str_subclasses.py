"""A `str` subclass is its text everywhere, whatever hash and `str()` it has."""

# Tables, laid out by hand:
# fmt: off
from spec.tagged_values import Text

from .vocabulary import Case, answers, ask, refuses, rows, selects

T = Text
DEALS = rows(
    "id value value_period value_currency status_type status_label user_id user_name note custom.x",
    (T("a"), 1_00, T("monthly"), T("USD"), T("won"), T("Won"), T("u_1"), T("Ada"), T("call back"),
     T("red")),
    ("b", 2_00, "monthly", "USD", "won", "won", "u_1", "Ada", "called", "red"),
    (T("c"), 4_00, T("annual"), T("USD"), T("lost"), T("Lost"), T("u_2"), T("Bob"), None,
     [T("blue"), {"of": T("sea")}]),
    ("d", 8_00, None, None, "active", None, None, None, "mail", "2024-05-17"),
)

CASES: tuple[Case, ...] = (
    answers("totals add them to plain ones", DEALS, {}, ask(),
            why="1 + 2 monthly, 4 annual, 8 once; all in dollars",
            ids="a b c d", total_results=4, total_value_monthly=3_00, total_value_annual=4_00,
            total_value_one_time=8_00, total_value_annualized_formatted="$48",
            count_by_value_period={"annual": 1, "monthly": 2, "one_time": 1}),
    answers("grouped by an id", DEALS, {"_group_by": "user_id"},
            ask(group=("user_id", None, "asc")), keys=["u_1", "u_2", None],
            groups={"u_1": {"total_results": 2, "user_name": "Ada"}}),
    answers("grouped by a label", DEALS, {"_group_by": "status_label"},
            ask(group=("status_label", None, "asc")), keys=["Lost", "Won", None],
            groups={"Won": {"total_results": 2}}),
    answers("grouped by a period", DEALS, {"_group_by": "-value_period"},
            ask(group=("value_period", None, "desc")), keys=["one_time", "monthly", "annual"]),
    answers("grouped by a custom field", DEALS, {"_group_by": "custom.x"},
            ask(group=("custom.x", None, "asc")), keys=["2024-05-17", "blue", "red"],
            groups={"red": {"total_results": 2}, "blue": {"total_results": 1}}),
    selects("filtered by a period", DEALS, {"value_period": "monthly"},
            ask(("equals", "value_period", "monthly")), ids="a b"),
    selects("filtered by a choice", DEALS, {"status_type__in": "won,lost"},
            ask(("one_of", "status_type", ("won", "lost"))), ids="a b c"),
    selects("filtered by an id", DEALS, {"id": "a"}, ask(("equals", "id", "a")), ids="a"),
    selects("filtered by a text", DEALS, {"note": "call"}, ask(("words", "note", ("call",))),
            ids="a b"),
    selects("ordered by a name", DEALS, {"_order_by": "-user_name"},
            ask(order=(("user_name", "desc"),)), ids="c a b d"),
    selects("parameters and their names", DEALS,
            [[T("status_type"), T("won")], [T("user_id__in"), [T("u_1"), "u_2"]],
             [T("_order_by"), T("value")]],
            ask(("equals", "status_type", "won"), ("one_of", "user_id", ("u_1", "u_2")),
                order=(("value", "asc"),)), ids="a b"),
    selects("a parameter of a date and of a number", DEALS,
            [["custom.x__lt", T("2025")], ["value__gte", T("$5")]],
            ask(("one_of", "id", ("d",))), why="d alone holds a date there, and $8", ids="d"),
    selects("who asks, and in which currency", DEALS, {"user_id": "me", "value_currency": "USD"},
            ask(("equals", "user_id", "u_1"), ("equals", "value_currency", "USD")),
            options={"user_id": T("u_1"), "currency": T("USD")}, ids="a b"),
    refuses("a period that does not exist", rows("id value_period", (T("a"), T("weekly"))),
            index=0, field="value_period", value="weekly"),
)
