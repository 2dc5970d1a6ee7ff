"""Money as text: the symbol of en_US before the digits, hundredths, nothing when whole."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import Case, answers, ask, rows


def one(value: int, text: str, *, period: str = "one_time", currency: str = "USD",
        total: str | None = None, why: str | None = None) -> Case:
    """An object's text, and that of the totals, which carries no period."""
    table = rows("id value confidence value_period value_currency",
                 ("a", value, 100, period, currency))
    total = total or text
    return answers(f"{value} of {currency}, {period}", table, {}, ask(), why=why,
                   shows=[{"value_formatted": text}],
                   **{f"total_value_{period}_formatted": total,
                      f"expected_value_{period}_formatted": total})


CASES: tuple[Case, ...] = (
    one(300_000, "$3,000", why="300,000 cents are $3,000; whole amounts have no decimals"),
    one(285_00, "CA$285", currency="CAD"),
    one(89_00, "€89 monthly", period="monthly", currency="EUR", total="€89",
        why="a monthly object says so, its total does not"),
    one(50_000, "$500", period="annual", why="nothing is written after an annual value"),
    one(99_50, "$99.50", why="not whole: two decimals"),
    one(99_05, "$99.05"),
    one(1, "$0.01"),
    one(0, "$0"),
    one(-500_00, "-$500", why="the minus comes before the symbol"),
    one(-1_50, "-$1.50"),
    one(-1, "-$0.01"),
    one(-89_00, "-€89 monthly", period="monthly", currency="EUR", total="-€89"),
    one(123_456_789_00, "$123,456,789"),
    one(1_234_567_89, "$1,234,567.89"),
    one(100_000_00, "¥100,000", currency="JPY",
        why="hundredths in every currency: 10,000,000 are ¥100,000"),
    one(1_50, "¥1.50", currency="JPY", why="hundredths in every currency, also where none exist"),
    one(12_00, "£12", currency="GBP"),
    one(7_00, "A$7", currency="AUD"),
    one(1_000_00, "₹1,000", currency="INR", why="digits are grouped as in en_US"),
    one(42_00, "CHF42", currency="CHF", why="a code without a symbol stands directly before"),
    answers("monthly totals and annualized totals",
            rows("id value confidence value_period", ("a", 99_50, 100, "monthly")), {}, ask(),
            why="12 x 99.50 = $1,194", total_value_monthly_formatted="$99.50",
            total_value_annualized_formatted="$1,194",
            shows=[{"value_formatted": "$99.50 monthly", "annualized_value": 1_194_00}]),
    answers("a null value has no text", rows("id value", ("a", None)), {}, ask(),
            shows=[{"value_formatted": None}], total_value_one_time_formatted="$0"),
    answers("totals of null amounts are in the organization's currency", rows("id", ("a",)), {},
            ask(), options={"currency": "EUR"}, total_value_annualized_formatted="€0"),
    answers("totals of nothing have no text", [], {}, ask(), options={"currency": "EUR"},
            total_value_annualized=0, total_value_annualized_formatted=None),
    answers("a missing currency is the organization's", rows("id value", ("a", 5_00)), {}, ask(),
            options={"currency": "GBP"}, shows=[{"value_formatted": "£5"}],
            total_value_one_time_formatted="£5"),
    answers("groups have their texts too",
            rows("id value user_id", ("a", 1_50, "u_1"), ("b", 2_00, "u_2")),
            {"_group_by": "user_id"}, ask(group=("user_id", None, "asc")),
            groups={"u_1": {"total_value_one_time_formatted": "$1.50"},
                    "u_2": {"total_value_one_time_formatted": "$2"}},
            total_value_one_time_formatted="$3.50"),
)
