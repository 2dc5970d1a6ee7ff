"""`s_query`: each node, negated, and on leads that lack what it asks."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import in_view, json_view, leads
from .s_queries import (
    EXISTS,
    MATCH_ALL,
    Node,
    custom,
    every,
    field,
    negated,
    numbers,
    object_type,
    related,
    some,
    term,
    text,
    words,
)
from .vocabulary import MISSING, Case

LEADS = leads("name status_label custom.cf_x contacts",
              ("a", "Acme Imports", "Trial", "red", [{"id": "cont_1", "name": "John Taylor"}]),
              ("b", "Taylor and John", "Trial expired", None, []),
              ("c", None, None, MISSING, None),
              ("d", MISSING, MISSING, ["red", "Blue sky"], MISSING))
ACME, TAYLOR = field("name", words("acme")), field("name", words("taylor"))
RED = custom("cf_x", term("red"))


def view(name: str, s_query: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    return in_view(name, LEADS, json_view(s_query), ids, why, **options)


TRIVIAL = (
    view("match_all", MATCH_ALL, "a b c d", "n has no lead and u's was not given"),
    view("match_all negated", negated(MATCH_ALL), "", "and they do not match a negated one either"),
    view("match_all, negate false", {**MATCH_ALL, "negate": False}, "a b c d"),
    view("object_type lead", object_type("lead"), "a b c d"),
    view("object_type lead negated", negated(object_type("lead")), ""),
    view("object_type contact", object_type("contact"), "", "the node stands on leads"),
    view("object_type contact negated", negated(object_type("contact")), "a b c d"),
    view("object_type of a related object", related("contact", object_type("contact")), "a"),
    view("object_type of the object around it", related("contact", object_type("lead")), ""),
    view("object_type of an activity", related("activity.call", object_type("call")), "b",
         "the name may carry activity. or not", related={"call": [{"lead_id": "lead_b"}]}),
    view("object_type of an activity, in full", related("call", object_type("activity.call")), "b",
         related={"call": [{"lead_id": "lead_b"}]}),
)

JOINED = (
    view("and of nothing", every(), "a b c d", "all of nothing: true"),
    view("and of nothing negated", negated(every()), ""),
    view("or of nothing", some(), "", "any of nothing: false"),
    view("or of nothing negated", negated(some()), "a b c d"),
    view("and of one", every(ACME), "a"),
    view("and of two", every(TAYLOR, field("status_label", EXISTS)), "b"),
    view("and negated", negated(every(TAYLOR, field("status_label", EXISTS))), "a c d"),
    view("and of a negated", every(negated(ACME), field("name", EXISTS)), "b"),
    view("or of two", some(ACME, TAYLOR), "a b"),
    view("or negated", negated(some(ACME, TAYLOR)), "c d", "their names are missing"),
    view("or of a negated", some(negated(field("name", EXISTS)), ACME), "a c d"),
    view("and in or in and", every(some(every(ACME, RED), TAYLOR), negated(some(every(), ACME))),
         "",
         "or with an and of nothing is true"),
    view("negated twice", negated(every(negated(ACME))), "a"),
    view("as the API writes it", {
        "type": "and", "negate": False, "queries": [
            {"type": "object_type", "object_type": "lead", "negate": False},
            {"type": "and", "negate": False, "queries": [{**RED, "negate": False}]}]}, "a d"),
)

IDS = (
    view("id by value", {"type": "id", "value": "lead_a"}, "a"),
    view("id by values", {"type": "id", "values": ["lead_a", "lead_c", "lead_unknown"]}, "a c"),
    view("id negated", negated({"type": "id", "value": "lead_a"}), "b c d"),
    view("id by no values", {"type": "id", "values": []}, ""),
    view("id by no values negated", negated({"type": "id", "values": []}), "a b c d"),
    view("id is exact", {"type": "id", "values": ["LEAD_A", "lead_", "a"]}, ""),
    view("id of a contact", related("contact", {"type": "id", "value": "cont_1"}), "a"),
)

TEXTS = (
    view("text of full words", text("john taylor"), "a b", "all words anywhere, in any order"),
    view("text of full words negated", negated(text("john taylor")), "c d"),
    view("full words are whole", text("import"), "", "a has imports"),
    view("full words in several strings", text("acme taylor"), "a", "the name and a contact's"),
    view("a text phrase", text("john taylor", "phrase"), "a", "b has them the other way round"),
    view("a text phrase negated", negated(text("john taylor", "phrase")), "b c d"),
    view("a phrase in one string", text("imports trial", "phrase"), ""),
    view("a text by beginnings of words", text("tay jo", "beginning_of_words"), "a b"),
    view("beginnings of words negated", negated(text("imp", "beginning_of_words")), "b c d"),
    view("beginnings in custom fields", text("bl sk", "beginning_of_words"), "d", "lists, too"),
    view("text in any case and with signs between", text("TAYLOR, (John)!"), "a b"),
    view("no wildcard in a text", text("im*", "beginning_of_words"), "a",
         "the * is a sign between words"),
    view("text of a related object", related("contact", text("taylor")), "a"),
)

FIELDS = (
    view("a field", ACME, "a"),
    view("a field negated", negated(ACME), "b c d", "missing names are not acme"),
    view("a custom field", RED, "a d", "d holds it among others"),
    view("a custom field negated", negated(RED), "b c"),
    view("a custom field that nobody has", custom("cf_nowhere", EXISTS), ""),
    view("a custom field that nobody has negated", negated(custom("cf_nowhere", EXISTS)),
         "a b c d"),
    view("a count", field("contacts", numbers(gte=1)), "a"),
    view("a count negated", negated(field("contacts", numbers(gte=1))), "b c d"),
    view("a count of none", field("contacts", numbers(lte=0)), "b c d", "a count is never missing"),
    view("a field of contacts", field("contact", words("taylor")), "a"),
    view("company says the same as name", field("company", words("taylor")), "b"),
)

CASES = (*TRIVIAL, *JOINED, *IDS, *TEXTS, *FIELDS)
