"""`select`: the matching objects themselves, all of them, in order."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import Case, ask, rows, selects

DEALS = rows(
    "id value status_type date_won user_id",
    ("a", 300, "won", "2024-03-01", "u_1"), ("b", 100, "lost", None, "u_2"),
    ("c", None, "won", "2024-01-01", "u_1"), ("d", 200, "active", "2024-02-01", None),
)
MANY = rows("id", *((f"o{number:03}",) for number in range(101)))

CASES: tuple[Case, ...] = (
    selects("everything", DEALS, {}, ask(), ids="a b c d"),
    selects("nothing", DEALS, {"user_id__in": ""}, ask(("one_of", "user_id", ())), ids=""),
    selects("filtered", DEALS, {"status_type": "won"}, ask(("equals", "status_type", "won")),
            ids="a c"),
    selects("ordered", DEALS, {"_order_by": "value"}, ask(order=(("value", "asc"),)),
            ids="b d a c"),
    selects("there is no page of 100", MANY, {}, ask(),
            ids=" ".join(f"o{number:03}" for number in range(101))),
    selects("a page where one is asked for", DEALS, {"_limit": "2", "_skip": "1"},
            ask(limit=2, skip=1), ids="b c"),
    selects("a skip alone", DEALS, {"_skip": "3"}, ask(skip=3), ids="d"),
    selects("a limit alone", DEALS, {"_limit": "1"}, ask(limit=1), ids="a"),
    selects("a limit of 0", DEALS, {"_limit": "0"}, ask(limit=0), ids=""),
    selects("a page of the order", DEALS, {"_order_by": "-value", "_limit": "2"},
            ask(order=(("value", "desc"),), limit=2), ids="a d"),
    selects("_group_by does not apply: input order", DEALS, {"_group_by": "date_won__month"},
            ask(), ids="a b c d"),
    selects("_group_by does not apply: a page is one of the order", DEALS,
            {"_group_by": "date_won__month", "_order_by": "value", "_limit": "2"},
            ask(order=(("value", "asc"),), limit=2), ids="b d"),
    selects("a URL query string", DEALS, "status_type__in=won,active&_order_by=-date_won",
            ask(("one_of", "status_type", ("won", "active")), order=(("date_won", "desc"),)),
            ids="a d c"),
)
