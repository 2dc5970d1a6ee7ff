"""yes and no, `field:*`, `has:field`, and dates that are there or not."""

# Tables, laid out by hand:
# fmt: off
from .trees import STAR, any_of, both, either, flag, has, no, number, query, where
from .vocabulary import MISSING, rows

STALLED = rows("id is_stalled note", ("a", True, "no"), ("b", False, "yes"), ("c", None, None),
               ("d", MISSING, None))
YES, NO = flag(True, "yes"), flag(False, "no")
DATED = rows("id date_won date_lost", ("a", "2024-05-17", None),
             ("b", None, "2024-05-17T10:00:00Z"), ("c", None, None), ("d", MISSING, MISSING))
FILLED = rows(
    "id value confidence note user_id status_label date_won date_created is_stalled custom.cf_x",
    ("a", 0, 0, "x", "u", "L", "2024-05-17", "2024-05-17T00:00:00Z", False, 0),
    ("b", None, None, "", None, "", None, None, None, ""),
    ("c", None, None, None, None, None, None, None, None, []),
    ("d", 5, None, "!", None, None, None, None, True, [None, "y"]),
    ("e", MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, False),
)

BOOLEANS = (
    *(query(STALLED, f"is_stalled:{spelling}", where("is_stalled", flag(value, spelling)), ids)
      for spelling, value, ids in (
          ("yes", True, "a"), ("true", True, "a"), ("no", False, "b"), ("false", False, "b"),
          ("Yes", True, "a"), ("FALSE", False, "b"),
      )),
    query(STALLED, "is_stalled = yes", where("is_stalled", YES), "a"),
    query(STALLED, "is_stalled != yes", no(where("is_stalled", YES)), "b c d",
          "false and missing are both not true"),
    query(STALLED, "is_stalled != no", no(where("is_stalled", NO)), "a c d"),
    query(STALLED, "-is_stalled:yes", no(where("is_stalled", YES)), "b c d"),
    query(STALLED, "not is_stalled:no", no(where("is_stalled", NO)), "a c d"),
    query(STALLED, "is_stalled:(yes or no)", either(where("is_stalled", YES),
                                                    where("is_stalled", NO)), "a b"),
    query(STALLED, "is_stalled:(yes no)", both(where("is_stalled", YES), where("is_stalled", NO)),
          ""),
    query(STALLED, "note:yes", where("note", "yes"), "b", "on a text yes is a word"),
    query(STALLED, "yes", ("term", "yes"), "b"),
)

DATES = (
    query(DATED, "date_won:yes", where("date_won", YES), "a", "on a date: has one"),
    query(DATED, "date_won:no", where("date_won", NO), "b c d"),
    query(DATED, "date_won:never", where("date_won", flag(False, "never")), "b c d"),
    query(DATED, "won:NEVER", where("won", flag(False, "NEVER")), "b c d"),
    query(DATED, "lost:yes", where("lost", YES), "b"),
    query(DATED, "date_lost:no", where("date_lost", NO), "a c d"),
    query(DATED, "date_lost:never date_won:never", both(
        where("date_lost", flag(False, "never")), where("date_won", flag(False, "never"))), "c d"),
    query(DATED, "date_won != never", no(where("date_won", flag(False, "never"))), "a"),
    query(DATED, "not date_won:yes", no(where("date_won", YES)), "b c d"),
    query(DATED, "date_won in (never)", any_of("date_won", flag(False, "never")), "b c d",
          "a list is any of its values, those of existence, too"),
    query(DATED, "lost in (yes, never)", any_of("lost", YES, flag(False, "never")), "a b c d"),
)

PRESENT = {
    "value": "a d", "confidence": "a", "note": "a d", "user_id": "a", "status_label": "a",
    "date_won": "a", "date_created": "a", "is_stalled": "a d", "custom.cf_x": "a d e",
}
ABSENT = {field: " ".join(x for x in "abcde" if x not in ids) for field, ids in PRESENT.items()}

EXISTENCE = (
    *(query(FILLED, f"has:{field}", has(field), ids) for field, ids in PRESENT.items()),
    *(query(FILLED, f"{field}:*", where(field, STAR), ids) for field, ids in PRESENT.items()),
    *(query(FILLED, f"-has:{field}", no(has(field)), ids) for field, ids in ABSENT.items()),
    query(FILLED, "has:value_period", has("value_period"), "a b c d e",
          "a missing period is one_time, so it is always there"),
    query(FILLED, "has:(value or note)", either(has("value"), has("note")), "a d"),
    query(FILLED, "has:(confidence or custom.cf_x)", either(has("confidence"), has("custom.cf_x")),
          "a d e", "0, a list with something in it and false are there"),
    query(FILLED, "has:(value is_stalled)", both(has("value"), has("is_stalled")), "a d"),
    query(FILLED, "has:(value not confidence)", both(has("value"), no(has("confidence"))), "d"),
    query(FILLED, "has:(value -confidence)", both(has("value"), no(has("confidence"))), "d"),
    query(FILLED, "not has:(value or custom.cf_x)", no(either(has("value"), has("custom.cf_x"))),
          "b c"),
    query(FILLED, "has:won", has("won"), "a", "an alias"),
    query(FILLED, "has:(won or created)", either(has("won"), has("created")), "a"),
    query(FILLED, "has:user", has("user"), "a"),
    query(FILLED, 'has:"custom.cf_x" value:5', both(has("custom.cf_x"), where("value", number(5))),
          "d", "a name in quotes"),
    query(FILLED, "has: value", has("value"), "a d"),
    query(FILLED, "value = *", where("value", STAR), "a d"),
    query(FILLED, "note != *", no(where("note", STAR)), "b c e",
          "an empty note is as good as none"),
)

CASES = (*BOOLEANS, *DATES, *EXISTENCE)
