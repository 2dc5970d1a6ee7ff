"""What is added up, over which objects, and the derived fields of each object."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, answers, ask, rows

PAGE = rows(
    "id value confidence value_period",
    ("suit", 300_000, 75, "one_time"), ("software", 50_000, 75, "annual"),
    ("maintenance", 5_000, 50, "monthly"),
)
MANY = rows(
    "id value confidence value_period status_type",
    ("a", 100_00, 50, "one_time", "won"), ("b", 10_00, 20, "monthly", "won"),
    ("c", 240_00, 10, "annual", "won"), ("d", 1_00, 100, MISSING, "won"),
    ("e", 7_00, 100, "monthly", "lost"),
)
NULLS = rows(
    "id value confidence value_period",
    ("a", None, 50, "monthly"), ("b", 200_00, None, "one_time"), ("c", MISSING, MISSING, "annual"),
    ("d", 100_00, 10, None),
)
NEGATIVE = rows("id value confidence value_period", ("a", -500_00, 50, "one_time"),
                ("b", 200_00, 50, "one_time"), ("c", -10_00, 100, "monthly"))
WRONG = [
    {"id": "a", "value": 100_00, "confidence": 50, "value_period": "monthly", "expected_value": 1,
     "annualized_value": 2, "annualized_expected_value": 3, "value_formatted": "a lot"},
    {"id": "b", "value": None, "confidence": 50, "expected_value": 7, "annualized_value": 8,
     "annualized_expected_value": 9, "value_formatted": "$7"},
]
HUGE = rows("id value confidence", ("a", 2**63, 100), ("b", 2**63, 50))
NESTED = [{"id": "a", "value": 100, "confidence": 0,
           "integration_links": [{"name": "Billing", "url": "https://example.com/1"}],
           "stall_status": {"next_action": {"action": "follow_up"}}, "anything": [1, None, "x"]}]

CASES: tuple[Case, ...] = (
    answers(
        "the totals of the page's example", PAGE, {}, ask(),
        why="annualized 3000 + 500 + 12 x 50 = $4,100; expected 2250 + 375 + 12 x 25 = $2,925",
        total_value_one_time=300_000, total_value_annual=50_000, total_value_monthly=5_000,
        total_value_annualized=410_000, total_value_annualized_formatted="$4,100",
        expected_value_one_time=225_000, expected_value_annual=37_500, expected_value_monthly=2_500,
        expected_value_annualized=292_500, expected_value_annualized_formatted="$2,925",
        count_by_value_period={"annual": 1, "monthly": 1, "one_time": 1},
    ),
    answers(
        "a missing period counts as one_time", MANY, {}, ask(),
        why="one-time 100 + 1, monthly 10 + 7, annual 240: a year is 101 + 240 + 12 x 17 = $545",
        total_value_one_time=101_00, total_value_monthly=17_00, total_value_annual=240_00,
        total_value_annualized=545_00,
        count_by_value_period={"annual": 1, "monthly": 2, "one_time": 2},
    ),
    answers(
        "expected values weigh each object by its confidence", MANY, {"status_type": "won"},
        ask(("equals", "status_type", "won")),
        why="50% of 100 + 100% of 1 = 51, 20% of 10 = 2, 10% of 240 = 24; 51 + 24 + 12 x 2 = $99",
        expected_value_one_time=51_00, expected_value_monthly=2_00, expected_value_annual=24_00,
        expected_value_annualized=99_00,
    ),
    answers(
        "totals are over all matches, whatever the page", MANY, {"_limit": "1", "_skip": "1"},
        ask(limit=1, skip=1), why="the page shows b alone, the totals are those of all five",
        ids="b", total_results=5, total_value_annualized=545_00, has_more=True,
    ),
    answers(
        "null counts as 0 in sums and still counts in numbers", NULLS, {}, ask(),
        why="only b and d have a value: 200 + 100 = $300; only d has both: 10% of 100 = $10",
        total_results=4, total_value_one_time=300_00, total_value_monthly=0,
        expected_value_one_time=10_00,
        count_by_value_period={"annual": 1, "monthly": 1, "one_time": 2},
    ),
    answers(
        "derived fields that need a null are null", NULLS[:2], {}, ask(),
        why="a has no value: all four are null; b has no confidence: only the expected ones are",
        ids="a b",
        shows=[
            {"expected_value": None, "annualized_value": None, "annualized_expected_value": None,
             "value_formatted": None},
            {"expected_value": None, "annualized_value": 200_00,
             "annualized_expected_value": None, "value_formatted": "$200"},
        ],
    ),
    answers(
        "negative amounts are subtracted", NEGATIVE, {}, ask(),
        why="200 - 500 = -$300 once, -$10 a month: -300 - 12 x 10 = -$420 a year",
        total_value_one_time=-300_00, total_value_one_time_formatted="-$300",
        total_value_annualized=-420_00, total_value_annualized_formatted="-$420",
        expected_value_one_time=-150_00, expected_value_annualized=-270_00,
    ),
    answers(
        "derived fields replace what the input carried", WRONG, {}, ask(),
        why="50% of $100 a month: expected 50, annualized 1200, annualized expected 600",
        shows=[
            {"expected_value": 50_00, "annualized_value": 1200_00,
             "annualized_expected_value": 600_00, "value_formatted": "$100 monthly"},
            {"expected_value": None, "annualized_value": None, "annualized_expected_value": None,
             "value_formatted": None},
        ],
        total_value_monthly=100_00,
    ),
    answers(
        "a filter on a derived field reads the computed one", WRONG, {"expected_value": "5000"},
        ask(("number", "expected_value", "=", 5000)), ids="a",
    ),
    answers(
        "a null derived field is null whatever the input carried", WRONG,
        {"annualized_value": ""}, ask(("null", "annualized_value")), ids="b",
    ),
    answers(
        "sums beyond 64 bits", HUGE, {}, ask(),
        why="2**63 twice is 18446744073709551616 cents", total_value_one_time=2**64,
        total_value_one_time_formatted="$184,467,440,737,095,516.16",
        expected_value_one_time=2**63 + 2**62,
    ),
    answers(
        "unknown keys are carried through, nested ones too", NESTED, {}, ask(),
        shows=[{"integration_links": [{"name": "Billing", "url": "https://example.com/1"}],
                  "stall_status": {"next_action": {"action": "follow_up"}},
                  "anything": [1, None, "x"]}],
    ),
    answers(
        "a confidence of 0 expects nothing", rows("id value confidence", ("a", 999, 0)), {}, ask(),
        why="999 x 0 + 50 = 50, and 50 // 100 = 0", expected_value_one_time=0,
        total_value_one_time=999,
    ),
    answers(
        "only monthly ones", rows("id value confidence value_period", ("a", 5_00, 100, "monthly"),
                                  ("b", 3_00, 100, "monthly")), {}, ask(),
        why="8 x 12 = $96 a year", total_value_monthly=8_00, total_value_annualized=96_00,
        expected_value_annualized=96_00, total_value_one_time=0,
    ),
    answers(
        "only annual ones count at face value",
        rows("id value confidence value_period", ("a", 5_00, 100, "annual")), {}, ask(),
        total_value_annualized=5_00, total_value_annual=5_00,
        shows=[{"annualized_value": 5_00, "annualized_expected_value": 5_00,
                  "value_formatted": "$5"}],
    ),
    answers(
        "a period that does not occur has no count and no text", MANY,
        {"value_period": "monthly"}, ask(("equals", "value_period", "monthly")),
        why="b and e are monthly: 10 + 7 = $17, a year 12 x 17 = $204; the other sums are 0",
        count_by_value_period={"monthly": 2},
        total_value_monthly_formatted="$17", total_value_annualized_formatted="$204",
        total_value_one_time=0, total_value_one_time_formatted=None,
        total_value_annual=0, total_value_annual_formatted=None,
        expected_value_one_time=0, expected_value_one_time_formatted=None,
        expected_value_annual=0, expected_value_annual_formatted=None,
    ),
    answers(
        "no match: no period, numbers 0, no text", MANY, {"status_type": "active"},
        ask(("equals", "status_type", "active")), total_results=0, count_by_value_period={},
        total_value_monthly=0, total_value_monthly_formatted=None,
        total_value_annualized=0, total_value_annualized_formatted=None,
        expected_value_annualized=0, expected_value_annualized_formatted=None,
    ),
    answers(
        "a period whose objects have no value occurs", NULLS[:1], {}, ask(),
        why="a is monthly and has no value: it counts, and its sums are $0",
        count_by_value_period={"monthly": 1}, total_value_monthly_formatted="$0",
        expected_value_monthly_formatted="$0", total_value_annualized_formatted="$0",
        total_value_annual_formatted=None,
    ),
    answers(
        "a period whose amounts cancel out occurs",
        rows("id value value_period", ("a", 5_00, "annual"), ("b", -5_00, "annual")), {}, ask(),
        count_by_value_period={"annual": 2}, total_value_annual=0,
        total_value_annual_formatted="$0",
    ),
    answers(
        "the aggregates alone leave out the periods that do not occur", MANY,
        {"value_period": "annual", "_limit": "0"},
        ask(("equals", "value_period", "annual"), limit=0), ids="",
        count_by_value_period={"annual": 1}, total_value_annual_formatted="$240",
        total_value_one_time_formatted=None, total_value_annualized_formatted="$240",
    ),
    answers(
        "each group lists the periods of its own objects", MANY,
        {"_group_by": "status_type"}, ask(group=("status_type", None, "asc")),
        why="lost is e alone, monthly; of the won ones b is monthly", keys="lost won",
        groups={
            "lost": {"count_by_value_period": {"monthly": 1}, "total_value_annual": 0,
                     "total_value_annual_formatted": None,
                     "expected_value_monthly_formatted": "$7"},
            "won": {"count_by_value_period": {"annual": 1, "monthly": 1, "one_time": 2},
                    "total_value_annual_formatted": "$240"},
        },
        count_by_value_period={"annual": 1, "monthly": 2, "one_time": 2},
    ),
    answers(
        "groups in the report form list the periods of their own objects", MANY,
        {"_group_by": "status_type", "_limit": "0"},
        ask(group=("status_type", None, "asc"), limit=0), keys="lost won",
        groups={"lost": {"count_by_value_period": {"monthly": 1},
                         "total_value_one_time_formatted": None}},
    ),
)
