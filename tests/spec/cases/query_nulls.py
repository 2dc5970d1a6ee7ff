"""A test on a missing value is false and its negation true, for every type, also inside."""

# Tables, laid out by hand:
# fmt: off
from .trees import (
    STAR,
    Tree,
    Value,
    any_of,
    both,
    changed,
    date,
    day,
    either,
    flag,
    has,
    no,
    number,
    numbers,
    query,
    scope,
    term,
    where,
    word,
)
from .vocabulary import MISSING, Case, Row, rows

FIELDS: tuple[tuple[str, object, Value], ...] = (
    ("lead_id", "x", word("x")), ("user_id", "x", word("x")), ("status_id", "x", word("x")),
    ("status_type", "won", word("won")), ("status_label", "x", word("x")),
    ("pipeline_name", "x", word("x")), ("note", "x", word("x")), ("lead_name", "x", word("x")),
    ("value", 0, number(0)), ("confidence", 0, number(0)),
    ("date_won", "2024-05-17", day("2024-05-17")),
    ("date_created", "2024-05-17T00:00:00Z", day("2024-05-17")),
    ("date_lost", "2024-05-17T00:00:00Z", day("2024-05-17")),
    ("is_stalled", False, flag(False, "no")), ("custom.cf_x", "x", word("x")),
)
ORDERED = ("value", "confidence", "date_won", "date_created", "date_lost")


def table(field: str, value: object) -> list[Row]:
    """One that holds the value, an explicit null, and one without the key."""
    return rows(f"id {field}", ("held", value), ("null", None), ("missing", MISSING))


def spelled(value: Value) -> str:
    return str(value[-1])


def negated(field: str, held: object, value: Value) -> tuple[Case, ...]:
    objects, text = table(field, held), spelled(value)
    return (
        query(objects, f"not {field}:{text}", no(where(field, value)), "null missing"),
        query(objects, f"{field} != {text}", no(where(field, value)), "null missing"),
        query(objects, f"not {field}:*", no(where(field, STAR)), "null missing"),
        query(objects, f"not not {field}:{text}", no(no(where(field, value))), "held"),
    )


def compared(field: str, held: object, value: Value) -> tuple[Case, ...]:
    """Every comparison with what one of them holds exactly."""
    objects, text = table(field, held), spelled(value)
    wanted = (("<", "held null missing"), ("<=", "null missing"), (">", "held null missing"),
              (">=", "null missing"))
    return tuple(
        query(objects, f"not {field} {op} {text}", no(where(field, value, op)), ids)
        for op, ids in wanted
    )


DEALS = rows("id value note date_won user_id", ("a", 5, "red", "2024-05-17", "user_1"),
             ("b", 500, None, None, "user_2"), ("c", None, "big", "2024-05-18", None),
             ("d", None, None, None, None))
CHANGES = rows("id opportunity_id old_status_type new_status_type user_name",
               ("1", "a", None, "active", "Ann"), ("2", "b", "active", None, None),
               ("3", "c", None, None, None))
HISTORY = {"status_changes": CHANGES}
CALLS = {"related": {"call": rows("opportunity_id duration note", ("a", 5, None), ("b", None, "x"),
                                  ("c", None, None))}}
FIVE, RED, DAY = where("value", number(5)), where("note", "red"), day("2024-05-17")


def deals(text: str, tree: Tree, ids: str, why: str | None = None, **options: object) -> Case:
    return query(DEALS, text, tree, ids, why, options=options)


TOGETHER = (
    deals("not (value:5 note:red)", no(both(FIVE, RED)), "b c d"),
    deals("not value:5 or not note:red", either(no(FIVE), no(RED)), "b c d", "De Morgan holds"),
    deals("not (value:5 or note:big)", no(either(FIVE, where("note", "big"))), "b d"),
    deals("not value:5 not note:big", both(no(FIVE), no(where("note", "big"))), "b d"),
    deals("value > 10 or not value > 10",
          either(where("value", number(10), ">"), no(where("value", number(10), ">"))), "a b c d",
          "two-valued: a test or its negation holds, of the missing as well"),
    deals("value > 10 or value <= 10",
          either(where("value", number(10), ">"), where("value", number(10), "<=")), "a b",
          "but less or equal is not the negation of greater"),
    deals("not value > 10", no(where("value", number(10), ">")), "a c d"),
    deals("value <= 10", where("value", number(10), "<="), "a"),
    deals("not value:0..1000", no(where("value", numbers(0, 1000, "0..1000"))), "c d"),
    deals("not value in (5, 500)", no(any_of("value", number(5), number(500))), "c d"),
    deals("not won >= 2024-05-17", no(where("won", DAY, ">=")), "b d"),
    deals("not date_won < 2024-05-18", no(where("date_won", day("2024-05-18"), "<")), "b c d"),
    deals("date_won != 2024", no(where("date_won", date(("year", 2024), "2024"))), "b d"),
    deals("-red", no(term("red")), "b c d", "a bare word is in none of no texts"),
    deals("not user_id:user_1 value:*", both(no(where("user_id", "user_1")), where("value", STAR)),
          "b"),
    deals("not has:value not has:note", both(no(has("value")), no(has("note"))), "d"),
    deals("not (has:value or has:note)", no(either(has("value"), has("note"))), "d"),
    deals("-value:(5 or 500)", no(either(FIVE, where("value", number(500)))), "c d"),
    deals("value:(not 5)", no(FIVE), "b c d"),
    deals("status_change(not new_status:won)", changed(no(where("new_status", "won"))), "a b c",
          "2 and 3 lead to no status that we know of", **HISTORY),
    deals("status_change(old_status != active)", changed(no(where("old_status", "active"))), "a c",
          **HISTORY),
    deals("not status_change(old_status:active)", no(changed(where("old_status", "active"))),
          "a c d", **HISTORY),
    deals("status_change(not has:user)", changed(no(has("user"))), "b c", **HISTORY),
    deals("status_change(not user:ann)", changed(no(where("user", "ann"))), "b c", **HISTORY),
    deals("status_change(not ann)", changed(no(term("ann"))), "b c", **HISTORY),
    deals("call(not duration > 3)", scope("call", no(where("duration", "3", ">"))), "b c", **CALLS),
    deals("call(duration <= 3)", scope("call", where("duration", "3", "<=")), "", **CALLS),
    deals("call(note != x)", scope("call", no(where("note", "x"))), "a c", **CALLS),
    deals("not call(duration:*)", no(scope("call", where("duration", STAR))), "b c d", **CALLS),
)

DEFAULTS = (
    query(table("value_period", "annual"), "value_period != annual",
          no(where("value_period", word("annual"))), "null missing"),
    query(table("value_period", "annual"), "not value_period:one_time",
          no(where("value_period", word("one_time"))), "held", "a missing period is one_time"),
    query(table("value_period", "annual"), "not value_period:*", no(where("value_period", STAR)),
          ""),
    query(table("value_currency", "EUR"), "value_currency != EUR",
          no(where("value_currency", word("EUR"))), "null missing"),
    query(table("value_currency", "EUR"), "not value_currency:USD",
          no(where("value_currency", word("USD"))), "held", "a missing currency is USD here"),
    query(table("custom.cf_x", ""), "not custom.cf_x:*", no(where("custom.cf_x", STAR)),
          "held null missing", "an empty text is not there", name="an empty custom text"),
    query(table("custom.cf_x", []), "not has:custom.cf_x", no(has("custom.cf_x")),
          "held null missing", "nor is an empty list"),
    query(table("custom.cf_x", [None, 5]), "custom.cf_x:5", where("custom.cf_x", "5"), "held",
          "a null in a list is no value"),
    query(table("custom.cf_x", [None, 5]), "custom.cf_x != 5", no(where("custom.cf_x", "5")),
          "null missing"),
    query(table("note", ""), "not note:*", no(where("note", STAR)), "held null missing",
          name="an empty note"),
)

CASES = (
    *(case for line in FIELDS for case in negated(*line)),
    *(case for line in FIELDS if line[0] in ORDERED for case in compared(*line)),
    *TOGETHER,
    *DEFAULTS,
)
