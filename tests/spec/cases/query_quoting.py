"""Double quotes round values and field names, and what a backslash does in them."""

# Tables, laid out by hand:
# fmt: off
from .trees import (
    ME,
    bare_phrase,
    both,
    date,
    either,
    flag,
    no,
    number,
    numbers,
    phrase,
    query,
    term,
    where,
    word,
)
from .vocabulary import rows

LABELS = rows("id status_label", ("a", 'The "big" one'), ("b", "C:\\deals"), ("c", "C:\\\\deals"),
              ("d", "'won'"), ("e", "won"), ("f", "back\\"), ("g", "*"), ("h", "Sal*"),
              ("i", "Sales"), ("j", "(won)"), ("k", "a:b >= c"), ("l", "not won"))
NOTES = rows("id note", ("a", 'He said "call back" twice'), ("b", "call me back"),
             ("c", "back, call"), ("d", "O'Brien"), ("e", "o brien"), ("f", "'big deal'"),
             ("g", "big little deal"), ("h", "re*ed"), ("i", "repeated"))
SOLD = [
    {**deal, "custom.Lead Source": source}
    for deal, source in zip(
        rows("id custom.cf_x value confidence date_created is_stalled user_id",
             ("a", 5, 500_000, 50, "2024-05-17T10:30:00Z", True, "me"),
             ("b", 6, 600_000, 80, "2024-05-17T10:31:00Z", False, "user_1"),
             ("c", None, None, None, None, None, None)),
        ("Web", "Fair", None),
    )
]
NAMED = {"custom_fields": [{"id": "cf_a", "name": 'The "big" one', "type": "text"},
                           {"id": "cf_b", "name": "Lead Source", "type": "choices"}]}
BY_NAME = rows("id custom.cf_a custom.cf_b", ("a", "yes sir", "Web"), ("b", "no", "Fair"))

VALUES = (
    query(NOTES, 'note:"call back"', where("note", phrase("call back")), "a",
          "the two words next to each other in this order"),
    query(NOTES, '"call back"', bare_phrase("call back"), "a"),
    query(NOTES, "note:call back", both(where("note", "call"), term("back")), "a b c",
          "without quotes the value is call, and back is the next condition"),
    query(NOTES, r'note:"said \"call back\""', where("note", phrase('said "call back"')), "a",
          "a quote inside is written with a backslash"),
    query(NOTES, "note:o'brien", where("note", "o'brien"), "d e",
          "a single quote is an ordinary character, here between two words"),
    query(NOTES, "note:'big deal'", both(where("note", "'big"), term("deal'")), "f g",
          "single quotes do not quote: two conditions, in any place"),
    query(NOTES, "'big", term("'big"), "f g"),
    query(NOTES, 'note:"re*ed"', where("note", phrase("re*ed")), "h",
          "in quotes a * is no wildcard: the words re and ed, as h has them"),
    query(NOTES, 'note:"call" note:"me"', both(where("note", phrase("call")),
                                                where("note", phrase("me"))), "b"),
    query(NOTES, '"call""me"', both(bare_phrase("call"), bare_phrase("me")), "b",
          "a phrase ends at its quote, with or without a space after it"),
    query(LABELS, r'status_label:"the \"big\" one"', where("status_label", phrase('the "big" one')),
          "a", r"\" stands for a quote; labels compare in any case"),
    query(LABELS, r'status_label:"C:\deals"', where("status_label", phrase(r"C:\deals")), "b",
          "a backslash before another character stands for itself"),
    query(LABELS, r'status_label:"C:\\deals"', where("status_label", phrase(r"C:\deals")), "b",
          r"\\ is one backslash, so this is b and not c"),
    query(LABELS, r'status_label:"C:\\\\deals"', where("status_label", phrase(r"C:\\deals")), "c"),
    query(LABELS, r'status_label:C:\deals', where("status_label", r"C:\deals"), "b",
          "outside quotes a backslash is an ordinary character"),
    query(LABELS, r'status_label:C:\\deals', where("status_label", r"C:\\deals"), "c"),
    query(LABELS, r'status_label:"back\\"', where("status_label", phrase("back\\")), "f",
          "an escaped backslash, then the closing quote"),
    query(LABELS, "status_label:'won'", where("status_label", "'won'"), "d"),
    query(LABELS, 'status_label:"won"', where("status_label", phrase("won")), "e"),
    query(LABELS, 'status_label:"*"', where("status_label", phrase("*")), "g",
          "a * is literal in quotes"),
    query(LABELS, 'status_label:"sal*"', where("status_label", phrase("sal*")), "h"),
    query(LABELS, "status_label:sal*", where("status_label", "sal*"), "h i"),
    query(LABELS, 'status_label:"(won)"', where("status_label", phrase("(won)")), "j",
          "in quotes a parenthesis is a character"),
    query(LABELS, 'status_label:"a:b >= c"', where("status_label", phrase("a:b >= c")), "k"),
    query(LABELS, 'status_label:"not won"', where("status_label", phrase("not won")), "l"),
    query(LABELS, 'status_label:"NOT WON" or status_label:"("', either(
        where("status_label", phrase("NOT WON")), where("status_label", phrase("("))), "l"),
)

TYPED = (
    query(SOLD, 'value >= "$5,500"', where("value", number(550_000, "$5,500"), ">="), "b",
          "the type of the field decides what a value is, quoted or not"),
    query(SOLD, 'confidence:"50"', where("confidence", number(50)), "a"),
    query(SOLD, 'confidence:"50..60"', where("confidence", numbers(50, 60, "50..60")), "a"),
    query(SOLD, 'date_created:"2024-05-17 10:30"',
          where("date_created", date(("minute", 2024, 5, 17, 10, 30, None), "2024-05-17 10:30")),
          "a", "quotes hold the space"),
    query(SOLD, 'date_created>="2017-01-01T00:00"',
          where("date_created", date(("minute", 2017, 1, 1, 0, 0, None), "2017-01-01T00:00"), ">="),
          "a b"),
    query(SOLD, 'is_stalled:"yes"', where("is_stalled", flag(True, "yes")), "a"),
    query(SOLD, "user_id:me", where("user_id", ME), "b", "me is the caller, user_1",
          options={"user_id": "user_1"}),
    query(SOLD, 'user_id:"me"', where("user_id", phrase("me")), "a",
          "only the unquoted word is the caller; in quotes it is an id",
          options={"user_id": "user_1"}),
)

NAMES = (
    query(NOTES, '"note":call', where("note", "call"), "a b c", "a field name may be quoted"),
    query(NOTES, '"note" : call', where("note", "call"), "a b c"),
    query(NOTES, '-"note":call', no(where("note", "call")), "d e f g h i"),
    query(SOLD, '"custom.Lead Source":web', where("custom.Lead Source", "web"), "a",
          "undeclared, the name itself is the key"),
    query(SOLD, 'custom."Lead Source":web', where("custom.Lead Source", "web"), "a"),
    query(SOLD, '"custom.cf_x" >= 6', where("custom.cf_x", "6", ">="), "b"),
    query(SOLD, 'custom."cf_x":5', where("custom.cf_x", "5"), "a"),
    query(BY_NAME, '"custom.Lead Source":Web', where("custom.cf_b", "Web"), "a",
          options=NAMED, name="a declared name, quoted whole"),
    query(BY_NAME, 'custom."Lead Source" = web', where("custom.cf_b", "web"), "a",
          options=NAMED, name="a declared name, quoted after custom."),
    query(BY_NAME, r'"custom.The \"big\" one":sir', where("custom.cf_a", "sir"), "a",
          "escapes work in names as in values", options=NAMED),
    query(BY_NAME, r'custom."The \"big\" one":*', where("custom.cf_a", ("star",)), "a b",
          options=NAMED),
    query(BY_NAME, 'custom."Lead Source" in (web, fair) not "custom.Lead Source":fair',
          both(("any_of", "custom.cf_b", (word("web"), word("fair"))),
               no(where("custom.cf_b", "fair"))), "a", options=NAMED),
)

CASES = (*VALUES, *TYPED, *NAMES)
