"""Several values for one field: small queries of values in parentheses, and lists after `in`."""

# Tables, laid out by hand:
# fmt: off
from .trees import (
    ME,
    TODAY,
    YESTERDAY,
    Tree,
    any_of,
    both,
    date,
    dates,
    day,
    either,
    no,
    number,
    numbers,
    phrase,
    query,
    term,
    terms,
    where,
)
from .vocabulary import rows

WORDS = rows("id note", ("a", "red"), ("b", "big"), ("c", "new"), ("d", "red big"),
             ("e", "red new"), ("f", "big new"), ("g", "big red new"), ("h", None), ("i", "5"))
STATUSES = rows("id status_label status_type status_id",
                ("a", "Won", "won", "stat_1"), ("b", "Lost", "lost", "stat_2"),
                ("c", "Cold call", "active", "stat_3"), ("d", "A, B", "active", "stat_4"),
                ("e", None, None, None), ("f", "won or lost", "active", "stat_5"))
AMOUNTS = rows("id value confidence", ("a", -5, 0), ("b", 5, 50), ("c", -500, 75), ("d", 500, 100),
               ("e", None, None), ("f", 0, 10), ("g", 1_000, 1))
DAYS = rows("id date_won date_created user_id",
            ("a", "2024-01-15", "2024-05-15T08:00:00Z", "user_1"),
            ("b", "2024-02-15", "2024-05-14T08:00:00Z", "user_2"),
            ("c", "2024-03-05", "2024-05-13T08:00:00Z", "user_3"),
            ("d", "2024-05-17", "2024-04-30T08:00:00Z", None),
            ("e", None, None, "me"))
NOON = {"now": "2024-05-15T12:20:00+00:00"}
USER_1 = {"user_id": "user_1"}
JANUARY, MARCH = date(("month", 2024, 1), "2024-01"), date(("month", 2024, 3), "2024-03")


def note(raw: str) -> Tree:
    return where("note", raw)


def status(raw: str) -> Tree:
    return where("status", raw)


def kind(raw: str) -> Tree:
    return where("status_type", raw)


def value(cents: int, spelling: str | None = None) -> Tree:
    return where("value", number(cents, spelling))


RED, BIG, NEW = note("red"), note("big"), note("new")

IN_PARENTHESES = (
    query(WORDS, "note:(red or big new)", either(RED, both(BIG, NEW)), "a d e f g",
          "note:red or (note:big note:new); b has big alone"),
    query(WORDS, "note:(red big)", both(RED, BIG), "d g", "both words, anywhere in the note"),
    query(WORDS, "note:(red and big)", both(RED, BIG), "d g"),
    query(WORDS, "note:(red AND big)", both(RED, BIG), "d g"),
    query(WORDS, "note:( red )", RED, "a d e g"),
    query(WORDS, "note : (red or new)", either(RED, NEW), "a c d e f g"),
    query(WORDS, "note=(red or new)", either(RED, NEW), "a c d e f g"),
    query(WORDS, "-note:(red big)", no(both(RED, BIG)), "a b c e f h i",
          "the whole is negated: not both, so red alone is fine"),
    query(WORDS, "not note:(red or big)", no(either(RED, BIG)), "c h i"),
    query(WORDS, "note:(-red)", no(RED), "b c f h i"),
    query(WORDS, "note:(red -big)", both(RED, no(BIG)), "a e"),
    query(WORDS, "note:(not red)", no(RED), "b c f h i", "h has no note: red is not in it"),
    query(WORDS, "note:(red not big)", both(RED, no(BIG)), "a e"),
    query(WORDS, "note:(not (red or big))", no(either(RED, BIG)), "c h i"),
    query(WORDS, "note:(-(red big) new)", both(no(both(RED, BIG)), NEW), "c e f"),
    query(WORDS, "note:((red or big) new)", both(either(RED, BIG), NEW), "e f g"),
    query(WORDS, 'note:("big new" or "red big")',
          either(where("note", phrase("big new")), where("note", phrase("red big"))), "d f"),
    query(WORDS, "note:(red *g)", both(RED, note("*g")), "d g"),
    query(WORDS, "note:(* -red)", both(where("note", ("star",)), no(RED)), "b c f i"),
    query(WORDS, "note:(-5)", note("-5"), "i",
          "directly before a digit a dash is a sign: the value -5, whose word is 5"),
    query(WORDS, "note:(not 5)", no(note("5")), "a b c d e f g h"),
    query(WORDS, "note:(red) note:(big)", both(RED, BIG), "d g"),
    query(WORDS, "note:(red) or big", either(RED, term("big")), "a b d e f g"),
    query(WORDS, "note:(red or big) new", both(either(RED, BIG), term("new")), "e f g"),
)

OTHER_TYPES = (
    query(STATUSES, "status:(won or lost)", either(status("won"), status("lost")), "a b"),
    query(STATUSES, 'status_label:("cold call" or won)',
          either(where("status_label", phrase("cold call")), where("status_label", "won")), "a c"),
    query(STATUSES, "status_type:(won lost)", both(kind("won"), kind("lost")), "",
          "side by side is and, and no status is both"),
    query(STATUSES, "status_type:(not won)", no(kind("won")), "b c d e f"),
    query(STATUSES, "status_type:(-won -lost)", both(no(kind("won")), no(kind("lost"))), "c d e f"),
    query(AMOUNTS, "value:(-5 or 5)", either(value(-5), value(5)), "a b",
          "a dash directly before a digit is a sign"),
    query(AMOUNTS, "value:(-$5 or $5)", either(value(-500, "-$5"), value(500, "$5")), "c d",
          "and before a currency sign: -$5 is -500 cents"),
    query(AMOUNTS, "value:(-€5 or 0)", either(value(-500, "-€5"), value(0)), "c f"),
    query(AMOUNTS, "value:(not -5)", no(value(-5)), "b c d e f g", "not that number, e has none"),
    query(AMOUNTS, "-value:(-5 or 5)", no(either(value(-5), value(5))), "c d e f g"),
    query(AMOUNTS, "value:(0 or 1,000)", either(value(0), value(1_000, "1,000")), "f g",
          "in parentheses a comma still groups digits"),
    query(AMOUNTS, "confidence:(0..10 or 75..100)",
          either(where("confidence", numbers(0, 10, "0..10")),
                 where("confidence", numbers(75, 100, "75..100"))), "a c d f g"),
    query(AMOUNTS, "confidence:(50% or 100%)",
          either(where("confidence", number(50, "50%")),
                 where("confidence", number(100, "100%"))), "b d"),
    query(AMOUNTS, "confidence:(* not 0..50)",
          both(where("confidence", ("star",)), no(where("confidence", numbers(0, 50, "0..50")))),
          "c d"),
    query(DAYS, "date_won:(2024-01 or 2024-03)",
          either(where("date_won", JANUARY), where("date_won", MARCH)), "a c"),
    query(DAYS, "date_won:(2024 not 2024-01)",
          both(where("date_won", date(("year", 2024), "2024")), no(where("date_won", JANUARY))),
          "b c d"),
    query(DAYS, "date_won:(2024-01..2024-02 or 2024-05-17)",
          either(where("date_won", dates(("month", 2024, 1), ("month", 2024, 2),
                                         "2024-01..2024-02")),
                 where("date_won", day("2024-05-17"))), "a b d"),
    query(DAYS, 'created:(today or yesterday or "last month")',
          either(where("created", TODAY), where("created", YESTERDAY),
                 where("created", date(("last", "month"), "last month"))), "a b d", options=NOON),
    query(DAYS, "user_id:(me or user_2)", either(where("user_id", ME), where("user_id", "user_2")),
          "a b", options=USER_1),
    query(DAYS, 'user_id:("me" or user_2)',
          either(where("user_id", phrase("me")), where("user_id", "user_2")), "b e",
          options=USER_1),
)

LISTS = (
    query(STATUSES, "status_type in (won, lost)", any_of("status_type", "won", "lost"), "a b"),
    query(STATUSES, "status_type in (won,lost)", any_of("status_type", "won", "lost"), "a b"),
    query(STATUSES, "status_type in ( won , lost )", any_of("status_type", "won", "lost"), "a b"),
    query(STATUSES, "status_type:in (won, lost)", any_of("status_type", "won", "lost"), "a b"),
    query(STATUSES, "status_type: in(won, lost)", any_of("status_type", "won", "lost"), "a b"),
    query(STATUSES, "status_type IN (WON)", any_of("status_type", "WON"), "a"),
    query(STATUSES, "not status_type in (won, lost)", no(any_of("status_type", "won", "lost")),
          "c d e f", "e has no type, so it is in no list"),
    query(STATUSES, "-status_type in (won, lost)", no(any_of("status_type", "won", "lost")),
          "c d e f"),
    query(STATUSES, "status_label in (cold call, Won)", any_of("status_label", "cold call", "Won"),
          "a c", "commas and nothing else separate: 'cold call' is one value without quotes"),
    query(STATUSES, "status_label in (won or lost, x)", any_of("status_label", "won or lost", "x"),
          "f", "in a list or is no operator"),
    query(STATUSES, 'status_label in ("A, B", lost)',
          any_of("status_label", phrase("A, B"), "lost"), "b d",
          "a comma in quotes is a character"),
    query(STATUSES, "status in (won, stat_3, lost)", any_of("status", "won", "stat_3", "lost"),
          "a b c", "a type or label, an id, and again a type or label"),
    query(STATUSES, "status_label in (c*, lost)", any_of("status_label", "c*", "lost"), "b c"),
    query(STATUSES, "id in (f, a, x)", any_of("id", "f", "a", "x"), "a f",
          "in the order of the objects, not of the list"),
    query(AMOUNTS, "value in (5, -5)", any_of("value", number(5), number(-5)), "a b"),
    query(AMOUNTS, "value in ($5, -$5)", any_of("value", number(500, "$5"), number(-500, "-$5")),
          "c d"),
    query(AMOUNTS, "value in (1,000)", any_of("value", number(1), number(0, "000")), "f",
          "in a list a comma separates: 1 and 000, which is 0"),
    query(AMOUNTS, "value in (1_000)", any_of("value", number(1_000, "1_000")), "g"),
    query(AMOUNTS, 'value in ("1,000", $5)',
          any_of("value", number(1_000, "1,000"), number(500, "$5")), "d g"),
    query(AMOUNTS, "confidence in (50%, 75)", any_of("confidence", number(50, "50%"), number(75)),
          "b c"),
    query(AMOUNTS, "not value in (0, 5) value:*",
          both(no(any_of("value", number(0), number(5))), where("value", ("star",))), "a c d g"),
    query(DAYS, "date_won in (2024-01, 2024-03-05)",
          any_of("date_won", JANUARY, day("2024-03-05")), "a c"),
    query(DAYS, "created in (last month, today)",
          any_of("created", date(("last", "month"), "last month"), TODAY), "a d",
          "a literal of two words needs no quotes in a list", options=NOON),
    query(DAYS, "user_id in (me,user_3)", any_of("user_id", ME, "user_3"), "a c", options=USER_1),
    query(DAYS, 'user_id in ("me",user_3)', any_of("user_id", phrase("me"), "user_3"), "c e",
          options=USER_1),
    query(WORDS, "note in (red, new)", any_of("note", "red", "new"), "a c d e f g"),
    query(WORDS, 'note in ("big new", "red big")',
          any_of("note", phrase("big new"), phrase("red big")), "d f"),
    query(WORDS, "note in (red) big new", both(any_of("note", "red"), terms("big new")), "g"),
)

CASES = (*IN_PARENTHESES, *OTHER_TYPES, *LISTS)
