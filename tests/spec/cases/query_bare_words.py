"""Bare words and phrases: every text, every label and every custom field that holds a string."""

# Tables, laid out by hand:
# fmt: off
from .trees import bare_phrase, both, either, no, query, term, terms, where
from .vocabulary import Row, rows

SEARCHED = ("lead_name", "user_name", "contact_name", "created_by_name", "updated_by_name", "note",
            "status_label", "status_display_name", "pipeline_name", "custom.cf_x")
NOT_SEARCHED = ("id", "lead_id", "user_id", "contact_id", "organization_id", "status_id",
                "pipeline_id", "created_by", "updated_by", "value_currency", "source", "cf_x")


def one_field_each(fields: tuple[str, ...], value: str) -> list[Row]:
    """Object a has the value in the first field, b in the second, and so on."""
    return [{"id": name, field: value} for name, field in zip("abcdefghijklmn", fields)]


PEOPLE = rows(
    "id lead_name user_name note status_label pipeline_name",
    ("a", "New York Times", "John Doe", None, "Cold call", "Sales"),
    ("b", "York Ltd", "Ann Lee", "new, from York", "Won", "Inside Sales"),
    ("c", "Acme", "Ann Johnson", "follow-up with John", "Lost", "Renewals"),
    ("d", "Johnny's", None, "a $3,000 suit", None, None),
)
KINDS = rows(
    "id custom.cf_x status_type status_label value date_won is_stalled",
    ("a", "five 5", "active", "Demo", 5, "2024-05-17", True),
    ("b", 5, "active", "active", None, None, None),
    ("c", ["Web", "Fair 5"], "won", "Done", None, None, None),
    ("d", "2024-05-17", "won", "Won", None, None, None),
    ("e", True, "lost", None, None, None, None),
    ("f", "true", "lost", None, None, None, None),
    ("g", [5, 6], "lost", None, None, None, None),
    ("h", None, "lost", None, None, None, None),
    ("i", "Lead me", "lost", None, None, None, None),
)




FIELDS = (
    query(one_field_each(SEARCHED, "Acme"), "acme", term("acme"), "a b c d e f g h i j",
          "six texts, three labels and a custom field, each alone"),
    query(one_field_each(SEARCHED, "The Acme Co"), '"acme co"', bare_phrase("acme co"),
          "a b c d e f g h i j", "in labels, too, a bare phrase is looked for as in texts"),
    query([{**row, "id": f"{row['id']}_1"}
           for row in one_field_each(NOT_SEARCHED[1:], "acme")],
          "acme", term("acme"), "", "ids, currencies and unknown keys are not searched",
          name="acme in fields that are not searched"),
    query(one_field_each(("note",), "x"), "a", term("a"), "", "its id is a, its note is not",
          name="an id is not searched"),
)

SEVERAL = (
    query(PEOPLE, "john", term("john"), "a c d", "John Doe, John and Johnson, Johnny's"),
    query(PEOPLE, '"john"', bare_phrase("john"), "a c", "whole words: not Johnny"),
    query(PEOPLE, "new york", terms("new york"), "a b", "each word in any place"),
    query(PEOPLE, '"new york"', bare_phrase("new york"), "a"),
    query(PEOPLE, 'john "new york"', both(term("john"), bare_phrase("new york")), "a"),
    query(PEOPLE, '"times john"', bare_phrase("times john"), "",
          "a phrase does not run from one field into the next"),
    query(PEOPLE, "ann sales", terms("ann sales"), "b", "one word in a name, one in a label"),
    query(PEOPLE, "inside", term("inside"), "b", "bare words search labels as text"),
    query(PEOPLE, "cold", term("cold"), "a"),
    query(PEOPLE, "status_label:cold", where("status_label", "cold"), "",
          "the label as a field is compared whole"),
    query(PEOPLE, "*ohn*", term("*ohn*"), "a c d"),
    query(PEOPLE, "*ork", term("*ork"), "a b"),
    query(PEOPLE, "follow-up", term("follow-up"), "c"),
    query(PEOPLE, "$3,000", term("$3,000"), "d"),
    query(PEOPLE, "john (times or acme)", both(term("john"), either(term("times"), term("acme"))),
          "a c", "a word and a group"),
    query(PEOPLE, "-john", no(term("john")), "b"),
    query(PEOPLE, "-john ann", both(no(term("john")), term("ann")), "b"),
    query(PEOPLE, "john -note:john", both(term("john"), no(where("note", "john"))), "a d"),
    query(PEOPLE, "york or renewals", either(term("york"), term("renewals")), "a b c"),
    query(PEOPLE, "lead_name:york john", both(where("lead_name", "york"), term("john")), "a"),
    query(PEOPLE, "JOHN's", term("JOHN's"), "", "john, then a word that begins with s"),
    query(PEOPLE, "johnny's", term("johnny's"), "d"),
)

CUSTOM = (
    query(KINDS, "5", term("5"), "a c", "strings and strings in lists; the numbers 5 are none"),
    query(KINDS, "fair", term("fair"), "c"),
    query(KINDS, '"fair 5"', bare_phrase("fair 5"), "c"),
    query(KINDS, '"web fair"', bare_phrase("web fair"), "",
          "nor from one element of a list into the next"),
    query(KINDS, "web 5", terms("web 5"), "c", "but two words may be in two elements"),
    query(KINDS, "2024", term("2024"), "d", "a custom date is a string; date_won is a date"),
    query(KINDS, "2024-05", term("2024-05"), "d", "the words 2024 and 05 of that string"),
    query(KINDS, "true", term("true"), "f", "the string, not the boolean"),
    query(KINDS, "active", term("active"), "b", "a label, not the status type"),
    query(KINDS, "won", term("won"), "d", "the label Won; the type of c is won, its label is Done"),
    query(KINDS, "me", term("me"), "i", "a bare me is a word, whoever asks",
          options={"user_id": "user_1"}),
    query(KINDS, "five", term("five"), "a", "a declared type changes nothing for a string",
          options={"custom_fields": {"custom.cf_x": "choice"}}),
    query(rows("id custom.cf_u", ("a", "user_1"), ("b", "user_2")), "user_2", term("user_2"), "b",
          "nor does a declared user", options={"custom_fields": {"custom.cf_u": "user"}}),
    query(KINDS, '"fair 5" or web', either(bare_phrase("fair 5"), term("web")), "c",
          "nor for a list", options={"custom_fields": {"custom.cf_x": "choice"}}),
    query(rows("id custom.cf_t", ("a", ["Web", "Fair"]), ("b", "Web")), "fair", term("fair"), "a",
          name="strings in a list of a declared text",
          options={"custom_fields": {"custom.cf_t": "text"}}),
    query(rows("id custom.cf_n", ("a", 20), ("b", 200)), "20", term("20"), "",
          "a number is no string", options={"custom_fields": {"custom.cf_n": "number"}}),
)

CASES = (*FIELDS, *SEVERAL, *CUSTOM)
