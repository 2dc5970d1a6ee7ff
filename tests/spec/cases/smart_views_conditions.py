"""`s_query`: each condition on the types that take it, on missing values, and negated."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import in_view, json_view, leads
from .s_queries import (
    CURRENT_USER,
    EXISTS,
    Node,
    boolean,
    custom,
    every,
    field,
    negated,
    numbers,
    reference,
    term,
    words,
)
from .vocabulary import MISSING, Case

LEADS = leads(
    "name status_label status_id created_by created_by_name description is_hot",
    ("a", "Follow-up Ltd", "Trial", "stat_1", "user_1", "Ann", "Call back later", True),
    ("b", "ÉTÉ café", "trial expired", "stat_2", "user_2", None, "", False),
    ("c", None, None, None, None, None, None, None),
    ("d", MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING),
    ("e", "up follow", "TRIAL", "STAT_1", "user_1", "Bob", "later: back, call", "yes"),
)


def view(name: str, s_query: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    return in_view(name, LEADS, json_view(s_query), ids, why, **options)


def yes_and_no(name: str, node: Node, ids: str, others: str, why: str | None = None,
               **options: Any) -> tuple[Case, Case]:
    return (view(name, node, ids, why, **options),
            view(f"{name}, negated", negated(node), others, **options))


PRESENCE = (
    *yes_and_no("exists on a text", field("description", EXISTS), "a e", "b c d", "b's is empty"),
    *yes_and_no("exists on a label", field("status_label", EXISTS), "a b e", "c d"),
    *yes_and_no("exists on an id", field("status_id", EXISTS), "a b e", "c d"),
    *yes_and_no("exists on a boolean", field("is_hot", EXISTS), "a b e", "c d", "no is a value"),
    *yes_and_no("exists on a date that nobody has", field("date_created", EXISTS), "", "a b c d e"),
    *yes_and_no("exists on a count", field("contacts", EXISTS), "", "a b c d e",
                "a number of a lead is there when it is above 0"),
)

BOOLEANS = (
    *yes_and_no("boolean true", field("is_hot", boolean(True)), "a", "b c d e", "e's is a text"),
    *yes_and_no("boolean false", field("is_hot", boolean(False)), "b", "a c d e",
                "what is missing is not false"),
)

PEOPLE = (
    *yes_and_no("current_user", field("created_by", CURRENT_USER), "a e", "b c d",
                user_id="user_1"),
    view("current_user is who asks", field("created_by", CURRENT_USER), "", user_id="user_9"),
    *yes_and_no("reference to a user", field("created_by", reference("user", "user_2", "user_3")),
                "b", "a c d e"),
    *yes_and_no("reference to a status", field("status_id", reference("status.lead", "stat_1")),
                "a", "b c d e", "ids are exact"),
    view("reference to nobody", field("created_by", reference("user")), ""),
    view("a reference asks no name", field("created_by", reference("user", "Ann")), ""),
)

TERMS = (
    *yes_and_no("term on a label", field("status_label", term("trial")), "a e", "b c d",
                "whole, in any case"),
    view("term of several", field("status_label", term("Trial Expired", "nothing", "trial")),
         "a b e"),
    view("term of none", field("status_label", term()), ""),
    view("no wildcard in a term", field("status_label", term("trial*")), ""),
    *yes_and_no("term on an id", field("status_id", term("stat_1")), "a", "b c d e",
                "ids are exact"),
    view("term on a text", field("description", term("call BACK later")), "a",
         "the whole text, in any case"),
    view("part of a text is no term", field("description", term("call")), ""),
)

TEXTS = (
    *yes_and_no("full_words", field("description", words("back call")), "a e", "b c d"),
    view("full_words are whole", field("description", words("bac")), ""),
    view("full_words of a word with punctuation", field("name", words("follow-up")), "a e",
         "all words anywhere"),
    *yes_and_no("phrase", field("description", words("back later", "phrase")), "a", "b c d e"),
    view("phrase over punctuation", field("description", words("back call", "phrase")), "e"),
    view("phrase of a word with punctuation", field("name", words("follow-up", "phrase")), "a"),
    view("a phrase of whole words", field("description", words("back lat", "phrase")), ""),
    *yes_and_no("beginning_of_words", field("description", words("la ca", "beginning_of_words")),
                "a e", "b c d"),
    view("not the middle of words", field("description", words("all", "beginning_of_words")), ""),
    view("beginnings with punctuation", field("name", words("up-fol", "beginning_of_words")),
         "a e"),
    view("accents count, case does not", field("name", words("été CAFÉ")), "b"),
    view("no accents", field("name", words("ete")), ""),
    view("text on a label", field("status_label", words("trial")), "a b e"),
)

AMOUNTS = leads("custom.cf_n score contacts", ("a", 5, 5, [{}, {}]), ("b", 7.5, 0, [{}]),
                ("c", None, None, None), ("d", MISSING, MISSING, []), ("e", [1, 20], -3,
                                                                       [{}, {}, {}]),
                ("f", "5", "7", []))


def amount(name: str, node: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    return in_view(name, AMOUNTS, json_view(node), ids, why, **options)


NUMBERS = (
    amount("gte", custom("cf_n", numbers(gte=5)), "a b e"),
    amount("gte negated", negated(custom("cf_n", numbers(gte=5))), "c d f", "f's is a text"),
    amount("gt", custom("cf_n", numbers(gt=5)), "b e"),
    amount("lt", custom("cf_n", numbers(lt=5)), "e"),
    amount("lte", custom("cf_n", numbers(lte=5)), "a e"),
    amount("lte negated", negated(custom("cf_n", numbers(lte=5))), "b c d f"),
    amount("gte and lte", custom("cf_n", numbers(gte=5, lte=7.5)), "a b",
           "one element must lie in the range: e's 1 and 20 do not"),
    amount("gt and lt", custom("cf_n", numbers(gt=5, lt=7.5)), ""),
    amount("two ranges and two elements",
           every(custom("cf_n", numbers(gte=15)), custom("cf_n", numbers(lt=5))), "e"),
    amount("null ends are open", custom("cf_n", numbers(gt=None, gte=5, lt=None, lte=None)),
           "a b e"),
    amount("a range of one number", custom("cf_n", numbers(gte=5, lte=5)), "a"),
    amount("a bound beyond every float", custom("cf_n", numbers(gte=5, lt=10**400)), "a b e"),
    amount("fractions", custom("cf_n", numbers(gt=7.4, lt=7.6)), "b"),
    amount("a number that leads carry", field("score", numbers(lt=1)), "b e"),
    amount("a number that leads carry negated", negated(field("score", numbers(lt=1))), "a c d f"),
    amount("exists on a number that leads carry", field("score", EXISTS), "a f",
           "0 and below are none; f's is a text"),
    amount("exists on a custom number", custom("cf_n", EXISTS), "a b e f"),
    amount("a count", field("contacts", numbers(gt=1)), "a e"),
    amount("a count of 0", field("contacts", numbers(gte=0, lte=0)), "c d f"),
)

DECLARED = {"custom_fields": {"custom.cf_c": "choice", "custom.cf_t": "text",
                              "custom.cf_n": "number",
                              "custom.cf_b": "boolean", "custom.cf_u": "user"}}
CUSTOMS = leads("custom.cf_c custom.cf_t custom.cf_n custom.cf_b custom.cf_u",
                ("a", "Gold", "call back", 5, True, "user_1"),
                ("b", ["silver", "GOLD"], ["call", "back"], [1, 20], False, ["user_2", "user_1"]),
                ("c", None, None, None, None, None), ("d", MISSING, "", MISSING, MISSING, MISSING))


def declared(name: str, node: Node, ids: str, why: str | None = None) -> Case:
    return in_view(name, CUSTOMS, json_view(node), ids, why, user_id="user_1", **DECLARED)


OF_CUSTOMS = (
    declared("a declared choice", custom("cf_c", term("gold")), "a b"),
    declared("a declared choice negated", negated(custom("cf_c", term("gold"))), "c d"),
    declared("a declared text", custom("cf_t", words("back call")), "a b",
             "each word in any element"),
    declared("a phrase in a declared text", custom("cf_t", words("call back", "phrase")), "a",
             "one element holds it all"),
    declared("a declared number", custom("cf_n", numbers(gte=5)), "a b"),
    declared("a range on a list", custom("cf_n", numbers(gte=5, lt=10)), "a"),
    declared("a declared boolean", custom("cf_b", boolean(False)), "b"),
    declared("a declared boolean negated", negated(custom("cf_b", boolean(False))), "a c d"),
    declared("a declared user", custom("cf_u", CURRENT_USER), "a b"),
    declared("a declared user by reference", custom("cf_u", reference("user", "user_2")), "b"),
    declared("a declared text that exists", custom("cf_t", EXISTS), "a b"),
)

CASES = (*PRESENCE, *BOOLEANS, *PEOPLE, *TERMS, *TEXTS, *NUMBERS, *OF_CUSTOMS)
