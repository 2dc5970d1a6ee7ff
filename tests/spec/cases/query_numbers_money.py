"""Numbers: amounts in cents and in money, percentages, ranges, computed fields."""

# Tables, laid out by hand:
# fmt: off
from .trees import STAR, Tree, any_of, both, either, has, no, number, numbers, query, where
from .vocabulary import Case, rows

AMOUNTS = rows("id value value_currency", ("a", 0, None), ("b", 99_50, "USD"),
               ("c", 500_000, "EUR"), ("d", 500_001, None), ("e", -500, None), ("f", None, None),
               ("g", 1_000, "JPY"), ("h", 120_000_000, None), ("i", 550, None), ("j", 5, None))
SURE = rows("id confidence", ("a", 0), ("b", 50), ("c", 75), ("d", 100), ("e", None))
COMPUTED = rows("id value confidence value_period",
                ("a", 100_00, 50, "monthly"), ("b", 200_00, 50, "one_time"),
                ("c", 1_200_00, 25, "annual"), ("d", None, 50, "monthly"),
                ("e", 300_00, None, None))
"""Expected: $50 a month, $100, $300; annualized: $1,200, $200, $1,200, none, $300."""


def compared(field: str, value: tuple[object, ...], op: str) -> Tree:
    return no(where(field, value)) if op == "!=" else where(field, value, op)


def amount(spelling: str, cents: int, ids: str, why: str | None = None, op: str = ":") -> Case:
    return query(AMOUNTS, f"value{op}{spelling}", compared("value", number(cents, spelling), op),
                 ids, why)


def sure(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return query(SURE, text, tree, ids, why)


LITERALS = (
    amount("0", 0, "a", "null is not 0"),
    amount("-500", -500, "e"),
    amount("+1000", 1_000, "g"),
    amount("1,000", 1_000, "g", "without a currency a number is in cents, a comma groups digits"),
    amount("1_000", 1_000, "g"),
    amount("$10", 1_000, "g", "a currency sign means whole units: $10 is 1,000 cents"),
    amount("¥10", 1_000, "g", "in every currency"),
    amount("€5,000", 500_000, "c", "the sign scales, it does not filter by currency"),
    amount("$5,000", 500_000, "c"),
    amount("$5_000", 500_000, "c"),
    amount("USD5000", 500_000, "c"),
    amount("EUR5,000.01", 500_001, "d"),
    amount("$5k", 500_000, "c"),
    amount("$5K", 500_000, "c"),
    amount("$1.2m", 120_000_000, "h", "$1,200,000 is 120,000,000 cents"),
    amount("$1,200k", 120_000_000, "h"),
    amount("-$5", -500, "e", "-$5 is -500 cents"),
    amount("-USD5", -500, "e"),
    amount("$99.50", 99_50, "b"),
    amount("$5.50", 550, "i", "$5.50 is 550 cents"),
    amount("$5.5", 550, "i"),
    amount("$0.05", 5, "j"),
    amount("99999999999999999999", 99999999999999999999, "", "far away is just met by nothing"),
    query(AMOUNTS, 'value:"$5,000"', where("value", number(500_000, "$5,000")), "c"),
    query(AMOUNTS, "value:$5000 value_currency:usd",
          both(where("value", number(500_000, "$5000")), where("value_currency", "usd")), "",
          "c has that amount, in euros"),
)

OPERATORS = (
    *(amount("$5,000", 500_000, ids, None, op) for op, ids in (
        ("<", "a b e g i j"), ("<=", "a b c e g i j"), (">", "d h"), (">=", "c d h"),
        ("!=", "a b d e f g h i j"),
    )),
    amount("-500", -500, "", None, "<"),
    amount("-500", -500, "e", None, "<="),
    amount("-$5", -500, "a b c d g h i j", None, ">"),
    amount("-$5", -500, "a b c d e g h i j", None, ">="),
    query(AMOUNTS, "value >= $5,000", where("value", number(500_000, "$5,000"), ">="), "c d h"),
    query(AMOUNTS, "value < 0", where("value", number(0), "<"), "e", "null is not less than 0"),
    query(AMOUNTS, "not value < 0", no(where("value", number(0), "<")), "a b c d f g h i j",
          "f has no value, so it is not less than 0"),
    query(AMOUNTS, "value > 0 value < 600",
          both(where("value", number(0), ">"), where("value", number(600), "<")), "i j"),
    query(AMOUNTS, "value > 600 value < 0",
          both(where("value", number(600), ">"), where("value", number(0), "<")), ""),
    query(AMOUNTS, "(value > 600 value < 0) or value:5",
          either(both(where("value", number(600), ">"), where("value", number(0), "<")),
                 where("value", number(5))), "j", "what nothing can be leaves the rest as it is"),
    query(AMOUNTS, "value:5 or (value > 600 value < 0) or value > $1m",
          either(where("value", number(5)),
                 both(where("value", number(600), ">"), where("value", number(0), "<")),
                 where("value", number(100_000_000, "$1m"), ">")), "h j"),
    query(AMOUNTS, "not ((value > 600 value < 0) or value_currency:eur)",
          no(either(both(where("value", number(600), ">"), where("value", number(0), "<")),
                    where("value_currency", "eur"))), "a b d e f g h i j"),
    query(AMOUNTS, "value > $1m or value < 0",
          either(where("value", number(100_000_000, "$1m"), ">"), where("value", number(0), "<")),
          "e h"),
    query(AMOUNTS, "value:*", where("value", STAR), "a b c d e g h i j"),
    query(AMOUNTS, "value != *", no(where("value", STAR)), "f"),
    query(AMOUNTS, "has:value -value:0", both(has("value"), no(where("value", number(0)))),
          "b c d e g h i j"),
    query(AMOUNTS, "value in (0, $5.50, 7)",
          any_of("value", number(0), number(550, "$5.50"), number(7)), "a i"),
)

RANGES = (
    query(AMOUNTS, "value:0..1000", where("value", numbers(0, 1000, "0..1000")), "a g i j",
          "both ends belong to it"),
    query(AMOUNTS, "value:$0..$10", where("value", numbers(0, 1000, "$0..$10")), "a g i j"),
    query(AMOUNTS, "value:1,000..500,000", where("value", numbers(1000, 500_000, "1,000..500,000")),
          "b c g"),
    query(AMOUNTS, "value:-500..0", where("value", numbers(-500, 0, "-500..0")), "a e"),
    query(AMOUNTS, "value:-$5..$5", where("value", numbers(-500, 500, "-$5..$5")), "a e j"),
    query(AMOUNTS, "value = 5..5", where("value", numbers(5, 5, "5..5")), "j",
          "equal ends are fine"),
    query(AMOUNTS, "value:$5k..*", where("value", numbers(500_000, None, "$5k..*")), "c d h"),
    query(AMOUNTS, "value:*..0", where("value", numbers(None, 0, "*..0")), "a e"),
    query(AMOUNTS, "value:*..*", where("value", STAR), "a b c d e g h i j", "that is: not null"),
    query(AMOUNTS, "value != 0..1000", no(where("value", numbers(0, 1000, "0..1000"))),
          "b c d e f h"),
    query(AMOUNTS, "-value:5..*", no(where("value", numbers(5, None, "5..*"))), "a e f"),
    query(AMOUNTS, "value != *..*", no(where("value", STAR)), "f"),
    sure("confidence:50..75", where("confidence", numbers(50, 75, "50..75")), "b c"),
    sure("confidence:50%..100%", where("confidence", numbers(50, 100, "50%..100%")), "b c d"),
    sure("confidence:*..50", where("confidence", numbers(None, 50, "*..50")), "a b"),
)

PERCENT = (
    sure("confidence:50", where("confidence", number(50)), "b"),
    sure("confidence:50%", where("confidence", number(50, "50%")), "b",
         "a percent sign changes nothing"),
    sure("confidence >= 75%", where("confidence", number(75, "75%"), ">="), "c d"),
    sure("confidence > 75", where("confidence", number(75), ">"), "d"),
    sure("confidence < 50%", where("confidence", number(50, "50%"), "<"), "a"),
    sure("confidence <= 50", where("confidence", number(50), "<="), "a b"),
    sure("confidence != 100%", no(where("confidence", number(100, "100%"))), "a b c e"),
    sure("confidence:0", where("confidence", number(0)), "a"),
    sure("confidence > 1000", where("confidence", number(1000), ">"), ""),
)

DERIVED = (
    query(COMPUTED, "expected_value:$50", where("expected_value", number(50_00, "$50")), "a",
          "50% of $100 a month"),
    query(COMPUTED, "expected_value >= $100", where("expected_value", number(100_00, "$100"), ">="),
          "b c"),
    query(COMPUTED, "annualized_value:$1,200",
          where("annualized_value", number(1_200_00, "$1,200")), "a c",
          "$100 monthly and $1,200 annual"),
    query(COMPUTED, "annualized_value < $1,200",
          where("annualized_value", number(1_200_00, "$1,200"), "<"), "b e"),
    query(COMPUTED, "annualized_expected_value:$300..$600",
          where("annualized_expected_value", numbers(300_00, 600_00, "$300..$600")), "a c",
          "12 times $50, and $300"),
    query(COMPUTED, "not has:expected_value", no(has("expected_value")), "d e",
          "without a value or a confidence there is none"),
    query(rows("id value confidence", ("a", 33_333, 50), ("b", 33_334, 50)),
          "expected_value:16667", where("expected_value", number(16_667)), "a b",
          "16,666.5 is rounded up, 16,667 is whole"),
)

CASES = (*LITERALS, *OPERATORS, *RANGES, *PERCENT, *DERIVED)
