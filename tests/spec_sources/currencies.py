"""One currency is enough for an answer: what passes the guard, and in which currency it is."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import Case, answers, ask, rows, selects

MIXED = rows(
    "id value value_currency user_id", ("a", 1_00, "USD", "u_1"), ("b", 2_00, "EUR", "u_2"),
    ("c", 4_00, None, "u_1"), ("d", None, "CAD", "u_1"), ("e", 8_00, "EUR", "u_3"),
)

CASES: tuple[Case, ...] = (
    answers("filtered to one currency", MIXED, {"value_currency": "EUR"},
            ask(("equals", "value_currency", "EUR")), why="2 + 8 = €10", ids="b e",
            total_value_one_time_formatted="€10"),
    answers("a missing currency counts as the organization's", MIXED, {"value_currency": "USD"},
            ask(("equals", "value_currency", "USD")), why="1 + 4 = $5, c has no currency",
            ids="a c", total_value_one_time_formatted="$5"),
    answers("any filter that leaves one currency will do", MIXED, {"user_id": "u_1"},
            ask(("equals", "user_id", "u_1")),
            why="a and c are in dollars; d is in Canadian ones, but has no amount", ids="a c d",
            total_value_one_time_formatted="$5"),
    answers("an object without an amount does not count", MIXED, {"id__in": "b,d,e"},
            ask(("one_of", "id", ("b", "d", "e"))), why="totals are in the one currency of b and e",
            ids="b d e", total_value_one_time_formatted="€10"),
    answers("no amount at all: the organization's currency", MIXED, {"id": "d"},
            ask(("equals", "id", "d")), why="d is marked CAD, but has no amount", ids="d",
            total_value_one_time_formatted="$0"),
    answers("no match at all: the organization's currency", MIXED, {"user_id": "u_9"},
            ask(("equals", "user_id", "u_9")), options={"currency": "CAD"}, ids="",
            total_value_one_time_formatted="CA$0"),
    answers("the organization's currency decides what null means", MIXED, {"id__in": "b,c,e"},
            ask(("one_of", "id", ("b", "c", "e"))), options={"currency": "EUR"},
            why="2 + 4 + 8 = €14", ids="b c e", total_value_one_time_formatted="€14"),
    answers("an amount of 0 is an amount, in its own currency",
            rows("id value value_currency", ("a", 0, "EUR"), ("b", 0, "EUR")), {}, ask(),
            total_value_one_time_formatted="€0"),
    answers("one currency throughout, grouped by it",
            rows("id value value_currency", ("a", 1_00, "USD"), ("b", 2_00, None),
                 ("c", None, "EUR")),
            {"_group_by": "value_currency"}, ask(group=("value_currency", None, "asc")),
            why="c has no amount, so dollars are the only currency", keys="EUR USD",
            groups={"USD": {"value_currency": "USD", "total_value_one_time": 3_00},
                    "EUR": {"total_value_one_time_formatted": "$0"}}),
    answers("the value of an object is in its own currency", MIXED, {"id__in": "b,d"},
            ask(("one_of", "id", ("b", "d"))),
            shows=[{"value_formatted": "€2"}, {"value_formatted": None}]),
    answers("a money literal scales and does not filter", MIXED,
            {"value__gte": "$2", "value_currency": "EUR"},
            ask(("number", "value", ">=", 200), ("equals", "value_currency", "EUR")), ids="b e"),
    selects("select adds nothing up and takes any mix", MIXED, {"_order_by": "-value"},
            ask(order=(("value", "desc"),)), ids="e c b a d"),
    selects("select across two currencies", MIXED, {"value__gte": "$2"},
            ask(("number", "value", ">=", 200)), ids="b c e"),
)
