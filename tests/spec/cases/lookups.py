"""Every field of every type with every lookup, beyond those of the vendor's page.

The answers are known without computing: in each table only the column in question differs.
"""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, answers, ask, rows, selects

IDS = ("lead_id", "user_id", "contact_id", "organization_id", "status_id", "pipeline_id",
       "created_by", "updated_by")
OF_USERS = ("user_id", "created_by", "updated_by")
LABELS = ("status_label", "status_display_name", "pipeline_name")
TEXTS = ("lead_name", "user_name", "contact_name", "created_by_name", "updated_by_name", "note")
DATETIMES = ("date_lost", "date_created", "date_updated")

OPERATORS = (("", "="), ("__gt", ">"), ("__gte", ">="), ("__lt", "<"), ("__lte", "<="))


def by_id(field: str) -> tuple[Case, ...]:
    """Bare, list, null and empty list of an id field."""
    table = rows(f"id {field}", ("a", "x_1"), ("b", "x_2"), ("c", "X_1"), ("d", None),
                 ("e", MISSING), ("f", "x_3"))
    return (
        selects(f"{field}, exact", table, {field: "x_1"}, ask(("equals", field, "x_1")), ids="a"),
        selects(f"{field}__in", table, {f"{field}__in": "x_3, x_1,x_9"},
                ask(("one_of", field, ("x_3", "x_1", "x_9"))), ids="a f"),
        selects(f"{field}= is null", table, {field: ""}, ask(("null", field)), ids="d e"),
        selects(f"{field}__in= is nothing", table, {f"{field}__in": ""},
                ask(("one_of", field, ())), ids=""),
    )


def me(field: str) -> Case:
    table = rows(f"id {field}", ("a", "user_1"), ("b", "user_2"), ("c", None))
    return selects(f"{field}=me is the caller", table, {field: "me"},
                   ask(("equals", field, "user_2")), options={"user_id": "user_2"}, ids="b")


def by_label(field: str) -> tuple[Case, ...]:
    """Bare, wildcard, list and null of a label field."""
    table = rows(f"id {field}", ("a", "Inside Sales"), ("b", "inside sales"), ("c", "Sales"),
                 ("d", None), ("e", "Renewals"))
    return (
        selects(f"{field}, whole and in any case", table, {field: "INSIDE sales"},
                ask(("equals", field, "INSIDE sales")), ids="a b"),
        selects(f"{field} with a wildcard", table, {field: "*sales"},
                ask(("equals", field, "*sales")), ids="a b c"),
        selects(f"{field}__in", table, {f"{field}__in": "sales,Renewals"},
                ask(("one_of", field, ("sales", "Renewals"))), ids="c e"),
        selects(f"{field}= is null", table, {field: ""}, ask(("null", field)), ids="d"),
    )


def by_text(field: str) -> tuple[Case, ...]:
    """Words, phrase and null of a text field."""
    table = rows(f"id {field}", ("a", "Ann Marie Smith"), ("b", "Smithson, Ann"), ("c", ""),
                 ("d", None), ("e", MISSING), ("f", "Joann Smith"))
    return (
        selects(f"{field}, words as prefixes in any order", table, {field: "smith ann"},
                ask(("words", field, ("smith", "ann"))), ids="a b"),
        selects(f"{field}, a phrase", table, {field: '"marie smith"'},
                ask(("phrase", field, "marie smith")), ids="a"),
        selects(f"{field}= is null or empty", table, {field: ""}, ask(("null", field)),
                ids="c d e"),
    )


def compared(field: str, low: int, middle: int, high: int) -> tuple[Case, ...]:
    """The five comparisons of a number field, with the middle of three values."""
    table = rows(f"id {field}", ("low", low), ("mid", middle), ("high", high), ("none", None))
    wanted = {"=": "mid", ">": "high", ">=": "mid high", "<": "low", "<=": "low mid"}
    return tuple(
        selects(f"{field}{lookup}={middle}", table, {f"{field}{lookup}": str(middle)},
                ask(("number", field, operator, middle)), ids=wanted[operator])
        for lookup, operator in OPERATORS
    )


def derived(field: str, middle: int) -> tuple[Case, ...]:
    """The five comparisons of a derived field, of $100, $200 and $300 a month at 50%."""
    table = rows("id value confidence value_period", ("low", 100_00, 50, "monthly"),
                 ("mid", 200_00, 50, "monthly"), ("high", 300_00, 50, "monthly"),
                 ("none", None, None, "monthly"))
    wanted = {"=": "mid", ">": "high", ">=": "mid high", "<": "low", "<=": "low mid"}
    return tuple(
        selects(f"{field}{lookup}={middle}", table, {f"{field}{lookup}": str(middle)},
                ask(("number", field, operator, middle)), ids=wanted[operator])
        for lookup, operator in OPERATORS
    )


def on_datetime(field: str) -> tuple[Case, ...]:
    """The five comparisons of a datetime field with one day, list and null."""
    table = rows(
        f"id {field}", ("before", "2024-05-16T23:59:59.999999Z"), ("start", "2024-05-17T00:00:00Z"),
        ("last", "2024-05-17T23:59:59.999999Z"), ("end", "2024-05-18T00:00:00Z"), ("none", None),
    )
    wanted = {"=": "start last", ">": "end", ">=": "start last end", "<": "before",
              "<=": "before start last"}
    comparisons = (
        selects(f"{field}{lookup}=2024-05-17", table, {f"{field}{lookup}": "2024-05-17"},
                ask(("date", field, operator, ("day", 2024, 5, 17))), ids=wanted[operator])
        for lookup, operator in OPERATORS
    )
    return (
        *comparisons,
        selects(f"{field}__in", table, {f"{field}__in": "2024-05-16,2024-05-18"},
                ask(("dates", field, (("day", 2024, 5, 16), ("day", 2024, 5, 18)))),
                ids="before end"),
        selects(f"{field}= is null", table, {field: ""}, ask(("null", field)), ids="none"),
        selects(f"{field}__in= is nothing", table, {f"{field}__in": ""}, ask(("dates", field, ())),
                ids=""),
    )


AMOUNTS = rows("id value", ("a", 0), ("b", 99_50), ("c", 500_000), ("d", 500_001), ("e", -500),
               ("f", None), ("g", MISSING), ("h", 1_000))
SURE = rows("id confidence", ("a", 0), ("b", 50), ("c", 75), ("d", 100), ("e", None))


def amount(text: str, cents: int, ids: str, why: str | None = None) -> Case:
    return selects(f"value={text}", AMOUNTS, {"value": text}, ask(("number", "value", "=", cents)),
                   why=why, ids=ids)


NUMBERS: tuple[Case, ...] = (
    *compared("value", -500, 0, 500),
    *compared("confidence", 0, 50, 100),
    *derived("expected_value", 100_00),
    *derived("annualized_value", 2400_00),
    *derived("annualized_expected_value", 1200_00),
    amount("1,000", 1_000, "h", "without a currency a number is in cents, a comma groups digits"),
    amount("1_000", 1_000, "h"),
    amount("+1000", 1_000, "h"),
    amount("-500", -500, "e"),
    amount("-$5", -500, "e", "-$5 is -500 cents"),
    amount("$5,000", 500_000, "c", "a currency sign means whole units: $5,000 is 500,000 cents"),
    amount("USD5000", 500_000, "c"),
    amount("USD5,000", 500_000, "c"),
    amount("$5k", 500_000, "c", "k is a thousand: $5,000 is 500,000 cents"),
    amount("€5000", 500_000, "c", "the sign scales, it does not filter by currency"),
    amount("$99.50", 99_50, "b", "$99.50 is 9,950 cents"),
    amount("$99.5", 99_50, "b"),
    amount("$0", 0, "a"),
    selects("value=0 as a Python int", AMOUNTS, {"value": 0}, ask(("number", "value", "=", 0)),
            why="null is not 0", ids="a"),
    answers("value__gte=$5,000", AMOUNTS, {"value__gte": "$5,000"},
            ask(("number", "value", ">=", 500_000)), ids="c d", total_value_one_time=1_000_001),
    selects("value__gt=$5,000", AMOUNTS, {"value__gt": "$5,000"},
            ask(("number", "value", ">", 500_000)), ids="d"),
    answers("value__lt=0 leaves null out", AMOUNTS, {"value__lt": "0"},
            ask(("number", "value", "<", 0)), ids="e", total_value_one_time_formatted="-$5"),
    selects("value__lte as a Python int", AMOUNTS, {"value__lte": 1000},
            ask(("number", "value", "<=", 1000)), ids="a e h"),
    selects("value__gte=$1.2m", rows("id value", ("a", 120_000_000), ("b", 119_999_999)),
            {"value__gte": "$1.2m"}, ask(("number", "value", ">=", 120_000_000)),
            why="$1.2m is $1,200,000, that is 120,000,000 cents", ids="a"),
    selects("value__in", AMOUNTS, {"value__in": "0, $99.50 ,1_000,7"},
            ask(("numbers", "value", (0, 99_50, 1_000, 7))), ids="a b h"),
    selects("value__in of Python ints", AMOUNTS, {"value__in": [0, 1000]},
            ask(("numbers", "value", (0, 1000))), ids="a h"),
    selects("value__in= matches nothing", AMOUNTS, {"value__in": ""},
            ask(("numbers", "value", ())), ids=""),
    selects("value= is null", AMOUNTS, {"value": ""}, ask(("null", "value")), ids="f g"),
    selects("value as a range holds both ends", AMOUNTS, {"value": "0..1,000"},
            ask(("between", "value", 0, 1_000)), ids="a h"),
    selects("value as a range of money", AMOUNTS, {"value": "$10..$5k"},
            ask(("between", "value", 1_000, 500_000)), ids="b c h"),
    selects("value as a range open above", AMOUNTS, {"value": "1000..*"},
            ask(("between", "value", 1_000, None)), ids="b c d h"),
    selects("value as a range open below", AMOUNTS, {"value": "*..0"},
            ask(("between", "value", None, 0)), ids="a e"),
    selects("value as a range of one number", AMOUNTS, {"value": "1000..1000"},
            ask(("between", "value", 1_000, 1_000)), ids="h"),
    selects("value=*..* is not null", AMOUNTS, {"value": "*..*"}, ask(("present", "value")),
            ids="a b c d e h"),
    selects("two lookups of one number are both meant", AMOUNTS,
            {"value__gt": "-1", "value__lt": "$99.50"},
            ask(("number", "value", ">", -1), ("number", "value", "<", 99_50)), ids="a h"),
    selects("lookups that contradict each other", AMOUNTS, {"value__gt": "5", "value__lt": "5"},
            ask(("number", "value", ">", 5), ("number", "value", "<", 5)), ids=""),
    selects("confidence=50%", SURE, {"confidence": "50%"}, ask(("number", "confidence", "=", 50)),
            why="a percent sign belongs to confidence and changes nothing", ids="b"),
    selects("confidence__gte=75%", SURE, {"confidence__gte": "75%"},
            ask(("number", "confidence", ">=", 75)), ids="c d"),
    selects("confidence=50..75", SURE, {"confidence": "50..75"},
            ask(("between", "confidence", 50, 75)), ids="b c"),
    selects("confidence=50%..75%", SURE, {"confidence": "50%..75%"},
            ask(("between", "confidence", 50, 75)), ids="b c"),
    selects("confidence__in", SURE, {"confidence__in": "0,100%"},
            ask(("numbers", "confidence", (0, 100))), ids="a d"),
    selects("confidence= is null", SURE, {"confidence": ""}, ask(("null", "confidence")), ids="e"),
    selects("a number far out of range is just met by nothing", AMOUNTS,
            {"value__gt": "99999999999999999999999999"},
            ask(("number", "value", ">", 99999999999999999999999999)), ids=""),
)

CURRENCY = rows("id value_currency", ("a", "USD"), ("b", "EUR"), ("c", None), ("d", MISSING))

CHOICES: tuple[Case, ...] = (
    selects("value_currency", CURRENCY, {"value_currency": "EUR"},
            ask(("equals", "value_currency", "EUR")), ids="b"),
    selects("value_currency in lower case", CURRENCY, {"value_currency": "eur"},
            ask(("equals", "value_currency", "eur")), ids="b"),
    selects("a missing value_currency is the organization's", CURRENCY, {"value_currency": "USD"},
            ask(("equals", "value_currency", "USD")), ids="a c d"),
    selects("a missing value_currency is the organization's, euros", CURRENCY,
            {"value_currency": "EUR"}, ask(("equals", "value_currency", "EUR")),
            options={"currency": "EUR"}, ids="b c d"),
    selects("value_currency__in", CURRENCY, {"value_currency__in": "EUR,usd"},
            ask(("one_of", "value_currency", ("EUR", "usd"))), ids="a b c d"),
    selects("value_currency is open: an unseen one matches nothing", CURRENCY,
            {"value_currency": "CHF"}, ask(("equals", "value_currency", "CHF")), ids=""),
    selects("value_currency= matches nothing", CURRENCY, {"value_currency": ""},
            ask(("null", "value_currency")), ids=""),
    selects("id", CURRENCY, {"id": "b"}, ask(("equals", "id", "b")), ids="b"),
    selects("id__in keeps input order", CURRENCY, {"id__in": "d,a,b"},
            ask(("one_of", "id", ("d", "a", "b"))), ids="a b d"),
)

CASES = (
    *(case for field in IDS for case in by_id(field)),
    *(me(field) for field in OF_USERS),
    *CHOICES,
    *(case for field in LABELS for case in by_label(field)),
    *(case for field in TEXTS for case in by_text(field)),
    *NUMBERS,
    *(case for field in DATETIMES for case in on_datetime(field)),
)
