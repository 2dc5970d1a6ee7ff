"""Expected values: (value x confidence + 50) // 100 for each object, half up, floor division."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import Case, answers, ask, rows


def rounded(value: int, confidence: int, expected: int, why: str) -> Case:
    return answers(
        f"{confidence}% of {value} cents", rows("id value confidence", ("a", value, confidence)),
        {}, ask(), why=why, expected_value_one_time=expected,
        shows=[{"expected_value": expected, "annualized_expected_value": expected}],
    )


PENNIES = rows("id value confidence", ("a", 1, 50), ("b", 1, 50), ("c", 1, 50))
MONTHLY = rows("id value confidence value_period", ("a", 1, 50, "monthly"), ("b", 3, 10, "monthly"))
BY_USER = rows("id value confidence user_id", ("a", 1, 50, "u_1"), ("b", 1, 50, "u_2"),
               ("c", 1, 50, "u_1"))
SIGNS = rows("id value confidence", ("a", 1, 50), ("b", -1, 50), ("c", -1, 51), ("d", 3, 50))

EDGES = rows("id value confidence user_id custom.cf_x value_period",
             ("a", 149, 1, "u_1", 1, "one_time"), ("b", 150, 1, "u_1", 1, "one_time"),
             ("c", 50, 51, "u_1", 1, "one_time"), ("d", 7, 7, "u_1", 1, "one_time"),
             ("e", -151, 1, "u_2", 2, "one_time"), ("f", -150, 1, "u_2", 2, "one_time"),
             ("g", -51, 1, "u_2", 2, "one_time"), ("h", 49, 1, "u_2", 2, "monthly"),
             ("i", -51, 1, "u_1", 1, "monthly"), ("j", 50, 1, "u_1", 1, "annual"))
"""149, 150, 2550, 49 hundredths: 1, 2, 26, 0; -151, -150, -51: -2, -1, -1; monthly 0 and -1."""

CASES: tuple[Case, ...] = (
    rounded(1, 50, 1, "50 + 50 = 100, 100 // 100 = 1: a half rounds up"),
    rounded(1, 49, 0, "49 + 50 = 99, 99 // 100 = 0"),
    rounded(101, 50, 51, "5050 + 50 = 5100: 50.5 rounds up to 51"),
    rounded(333, 33, 110, "333 x 33 = 10989, + 50 = 11039, // 100 = 110"),
    rounded(-1, 50, 0, "-50 + 50 = 0: minus a half rounds up to 0"),
    rounded(-1, 51, -1, "-51 + 50 = -1, -1 // 100 = -1 by floor division"),
    rounded(-1, 49, 0, "-49 + 50 = 1, 1 // 100 = 0"),
    rounded(-3, 50, -1, "-150 + 50 = -100: -1.5 rounds up to -1"),
    rounded(-101, 50, -50, "-5050 + 50 = -5000: -50.5 rounds up to -50"),
    rounded(-3, 100, -3, "-300 + 50 = -250, -250 // 100 = -3 by floor division"),
    rounded(99, 100, 99, "9900 + 50 = 9950, // 100 = 99"),
    rounded(0, 50, 0, "0 + 50 = 50, // 100 = 0"),
    rounded(1000000000000000000001, 50, 500000000000000000001,
            "integers, never floats: half of …001 is …000.5, rounded up"),
    answers("each object is rounded, then added", PENNIES, {}, ask(),
            why="half a cent rounds up to 1 three times: 3, where half of the total 3 would be 2",
            expected_value_one_time=3, total_value_one_time=3),
    answers("monthly: first rounded, then times 12", MONTHLY, {}, ask(),
            why="a: 0.5 rounds to 1, x 12 = 12 (not 6); b: 0.3 rounds to 0",
            expected_value_monthly=1, expected_value_annualized=12,
            shows=[{"annualized_expected_value": 12}, {"annualized_expected_value": 0}]),
    answers("rounded per object, so the totals of groups add up", BY_USER,
            {"_group_by": "user_id"}, ask(group=("user_id", None, "asc")),
            why="2 cents for u_1 and 1 for u_2 make the overall 3",
            expected_value_one_time=3, keys="u_1 u_2",
            groups={"u_1": {"expected_value_one_time": 2}, "u_2": {"expected_value_one_time": 1}}),
    answers("order by the rounded value, ties in input order", SIGNS,
            {"_order_by": "expected_value"}, ask(order=(("expected_value", "asc"),)),
            why="a 1, b 0, c -1, d 2 (150 + 50 = 200)", ids="c b a d"),
    answers("49 and 50 hundredths: all of them", EDGES, {}, ask(),
            why="1 + 2 + 26 + 0 - 2 - 1 - 1 = 25; monthly 0 - 1, annual 1",
            expected_value_one_time=25, expected_value_monthly=-1, expected_value_annual=1,
            expected_value_annualized=14),
    answers("49 and 50 hundredths: by user", EDGES, {"_group_by": "user_id"},
            ask(group=("user_id", None, "asc")), keys="u_1 u_2",
            groups={"u_1": {"expected_value_one_time": 29, "expected_value_monthly": -1,
                            "expected_value_annual": 1, "expected_value_annualized": 18},
                    "u_2": {"expected_value_one_time": -4, "expected_value_monthly": 0}}),
    answers("49 and 50 hundredths: by a custom field", EDGES, {"_group_by": "custom.cf_x"},
            ask(group=("custom.cf_x", None, "asc")), keys="1 2",
            groups={"1": {"expected_value_one_time": 29}, "2": {"expected_value_one_time": -4}}),
    answers("49 and 50 hundredths: some of them", EDGES, {"value__lte": "49"},
            ask(("number", "value", "<=", 49)), ids="d e f g h i", expected_value_one_time=-4,
            expected_value_monthly=-1),
    answers("49 and 50 hundredths: in order", EDGES, {"_order_by": "expected_value"},
            ask(order=(("expected_value", "asc"),)), ids="e f g i d h a j b c"),
    answers("49 and 50 hundredths: in order of a year", EDGES,
            {"_order_by": "-annualized_expected_value"},
            ask(order=(("annualized_expected_value", "desc"),)), ids="c b a j d h f g e i",
            why="i is -1 a month, -12 a year"),
    answers("49 and 50 hundredths: filtered", EDGES, {"expected_value": "1"},
            ask(("number", "expected_value", "=", 1)), ids="a j"),
    answers("49 and 50 hundredths: filtered by a range", EDGES, {"expected_value": "-1..0"},
            ask(("between", "expected_value", -1, 0)), ids="d f g h i"),
    answers("a filter on the rounded value", SIGNS, {"expected_value": "0"},
            ask(("number", "expected_value", "=", 0)), ids="b"),
)
