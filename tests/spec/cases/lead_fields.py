"""`lead_query`: the lead's own fields, one by one, and bare words."""

# Tables, laid out by hand:
# fmt: off
from .lead_vocabulary import lead_query, leads
from .trees import (
    ALL,
    ME,
    STAR,
    YESTERDAY,
    Tree,
    ago,
    any_of,
    bare_phrase,
    both,
    date,
    dates,
    day,
    either,
    flag,
    has,
    no,
    number,
    numbers,
    phrase,
    term,
    terms,
    where,
)
from .vocabulary import MISSING, Case, Row

NOON = {"now": "2024-05-15T12:20:00+00:00"}
IDS = leads("", ("a",), ("b",), ("c",))


def ids(text: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(IDS, text, tree, kept, why)


OF_IDS = (
    ids("*", ALL, "a b c", "n has no lead, u one that was not given: not even * matches them"),
    ids("not *", no(ALL), "", "nor does the negated one"),
    ids("id:lead_a", where("id", "lead_a"), "a"),
    ids("id in (lead_a, lead_c, lead_unknown)", any_of("id", "lead_a", "lead_c", "lead_unknown"),
        "a c", "u's lead was not given"),
    ids("-id:lead_a", no(where("id", "lead_a")), "b c"),
    ids("id:LEAD_A", where("id", "LEAD_A"), "", "ids are exact"),
    ids("id:lead", where("id", "lead"), "", "and whole"),
    ids("has:id", has("id"), "a b c"),
    ids("id:lead_b or id:lead_c", either(where("id", "lead_b"), where("id", "lead_c")), "b c"),
)

NAMES = leads("name display_name", ("a", "Acme", "Acme Inc."), ("b", None, "Acme Labs"),
              ("c", "Wayne Acme", MISSING), ("d", MISSING, None), ("e", "Reacme", ""))


def named(text: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(NAMES, text, tree, kept, why)


OF_NAMES = (
    named("name:acme", where("name", "acme"), "a b c", "either of name and display_name"),
    named("company:acme", where("company", "acme"), "a b c", "company says the same"),
    named("name:acm", where("name", "acm"), "a b c", "a prefix of a word"),
    named('name:"acme labs"', where("name", phrase("acme labs")), "b"),
    named('name:"acme lab"', where("name", phrase("acme lab")), "", "a phrase is whole words"),
    named('company:"acme acme"', where("company", phrase("acme acme")), "",
          "a phrase does not run from one name on into the other"),
    named("name:(acme inc)", both(where("name", "acme"), where("name", "inc")), "a"),
    named("name:(inc or wayne)", either(where("name", "inc"), where("name", "wayne")), "a c"),
    named("name:*acme", where("name", "*acme"), "a b c e"),
    named("not name:acme", no(where("name", "acme")), "d e",
          "the name of d is missing; n and u have no lead that could lack the name"),
    named("company != acme", no(where("company", "acme")), "d e"),
    named("name:*", where("name", STAR), "a b c e"),
    named("-has:company", no(has("company")), "d"),
    named("display_name:acme", where("display_name", "acme"), "a b", "the one field alone"),
    named("not display_name:acme", no(where("display_name", "acme")), "c d e"),
    named("display_name:*", where("display_name", STAR), "a b", "an empty text is not there"),
    named("name in (wayne, labs)", any_of("name", "wayne", "labs"), "b c"),
)

STATUSES = leads("status_id status_label", ("a", "stat_1", "Trial"), ("b", "stat_2",
                                                                      "Trial Expired"),
                 ("c", "stat_3", None), ("d", None, MISSING), ("e", "stat_4", "Potential trial"))


def status(text: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(STATUSES, text, tree, kept, why)


OF_STATUSES = (
    status("status:trial", where("status", "trial"), "a b e",
           "the label of a lead's is searched as text"),
    status("lead_status:trial", where("lead_status", "trial"), "a b e"),
    status("status:tri", where("status", "tri"), "a b e"),
    status('status:"trial expired"', where("status", phrase("trial expired")), "b"),
    status('lead_status:"Potential"', where("lead_status", phrase("Potential")), "e"),
    status("status:(trial expired)", both(where("status", "trial"), where("status", "expired")),
           "b"),
    status("status:stat_3", where("status", "stat_3"), "c", "or the id"),
    status("status:STAT_3", where("status", "STAT_3"), "", "which is exact"),
    status("status in (stat_1, potential)", any_of("status", "stat_1", "potential"), "a e"),
    status("not status:trial", no(where("status", "trial")), "c d"),
    status("status:*", where("status", STAR), "a b c e", "a label or an id"),
    status("-has:lead_status", no(has("lead_status")), "d"),
    status("status_label:trial", where("status_label", "trial"), "a",
           "the field itself is a label, compared whole"),
    status("status_label:trial*", where("status_label", "trial*"), "a b"),
    status("not status_label:*", no(where("status_label", STAR)), "c d"),
    status("status_id:stat_1", where("status_id", "stat_1"), "a"),
    status("status_id != stat_1", no(where("status_id", "stat_1")), "b c d e"),
    status("has:status_id", has("status_id"), "a b c e"),
)

TEXTS = leads("description url", ("a", "Imports parts", "https://acme.com"), ("b", "", None),
              ("c", None, "https://wayne.com/parts?x=1"), ("d", MISSING, MISSING))


def text(query: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(TEXTS, query, tree, kept, why)


OF_TEXTS = (
    text("description:import", where("description", "import"), "a"),
    text("not description:import", no(where("description", "import")), "b c d"),
    text("description:*", where("description", STAR), "a", "b's is empty"),
    text("url:https://acme.com", where("url", "https://acme.com"), "a"),
    text("url:wayne", where("url", "wayne"), "c"),
    text("url:com", where("url", "com"), "a c"),
    text("-has:url", no(has("url")), "b d"),
)

DATED = leads("date_created date_updated",
              ("a", "2024-05-10T12:00:00Z", "2024-05-14T23:59:59.999999Z"),
              ("b", "2024-05-14T00:00:00+00:00", "2024-05-15"),
              ("c", None, "2024-05-14T22:30:00Z"), ("d", "2024-05-15T12:20:00Z", MISSING))


def dated(query: str, tree: Tree, kept: str, why: str | None = None, **options: str) -> Case:
    return lead_query(DATED, query, tree, kept, why, **{**NOON, **options})


OF_DATES = (
    dated("date_created:2024-05-14", where("date_created", day("2024-05-14")), "b"),
    dated("created:2024-05", where("created", date(("month", 2024, 5), "2024-05")), "a b d"),
    dated("not created:2024-05", no(where("created", date(("month", 2024, 5), "2024-05"))), "c"),
    dated("created < 2024-05-14", where("created", day("2024-05-14"), "<"), "a"),
    dated("created >= 2024-05-14", where("created", day("2024-05-14"), ">="), "b d"),
    dated("updated:yesterday", where("updated", YESTERDAY), "a c"),
    dated("date_updated:yesterday", where("date_updated", YESTERDAY), "a b c",
          "in New York the midnight of b's plain date is eight in the evening of the 14th",
          tz="America/New_York"),
    dated("updated:today", where("updated", date(("today",), "today")), "a b c",
          "in Paris a and c were updated after midnight", tz="Europe/Paris"),
    dated("updated > yesterday", where("updated", YESTERDAY, ">"), "b"),
    dated('created < "3 days ago"', where("created", ago(3, "day"), "<"), "b d",
          "less than three days ago: newer"),
    dated('created > "3 days ago"', where("created", ago(3, "day"), ">"), "a"),
    dated("created:2024-05-10..2024-05-14",
          where("created", dates(("day", 2024, 5, 10), ("day", 2024, 5, 14),
                                 "2024-05-10..2024-05-14")), "a b"),
    dated("created:never", where("created", flag(False, "never")), "c"),
    dated("has:updated", has("updated"), "a b c"),
    dated("updated:no", where("updated", flag(False, "no")), "d"),
)

PEOPLE = leads("created_by created_by_name updated_by updated_by_name",
               ("a", "user_1", "Justin Lee", "user_2", "Ann"), ("b", "user_2", "Ann", None, None),
               ("c", "user_3", None, "user_1", MISSING), ("d", None, "Justine", "user_1",
                                                          "Justin Lee"))


def people(query: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(PEOPLE, query, tree, kept, why, user_id="user_1")


OF_PEOPLE = (
    people("created_by: justin", where("created_by", "justin"), "a d", "the name as text"),
    people("created_by:user_3", where("created_by", "user_3"), "c", "or the id"),
    people("creator:ann", where("creator", "ann"), "b"),
    people("created_by:me", where("created_by", ME), "a"),
    people("not created_by:me", no(where("created_by", ME)), "b c d"),
    people("updated_by:me", where("updated_by", ME), "c d"),
    people('updated_by:"justin lee"', where("updated_by", phrase("justin lee")), "d"),
    people("created_by_name:just", where("created_by_name", "just"), "a d"),
    people("has:created_by", has("created_by"), "a b c d", "d's name is known, though not the id"),
    people("-has:updated_by", no(has("updated_by")), "b"),
)

CUSTOM: list[Row] = leads("custom.cf_x custom.cf_n custom.cf_o",
                          ("a", "Web", 5, "user_1"), ("b", ["Fair", "Web shop"], 0,
                                                      ["user_2", "user_1"]),
                          ("c", None, [1, 20], "user_3"), ("d", "", MISSING, None))


def custom(query: str, tree: Tree, kept: str, why: str | None = None, *, name: str | None = None,
           **options: object) -> Case:
    return lead_query(CUSTOM, query, tree, kept, why, name=name, **options)


TYPES = {"custom.cf_x": "choice", "custom.cf_n": "number", "custom.cf_o": "user"}
LISTED = [{"id": "cf_x", "name": "Lead Source", "type": "choices"}]
OF_CUSTOMS = (
    custom("custom.cf_x:web", where("custom.cf_x", "web"), "a b", "untyped: text"),
    custom("custom.cf_x:web", where("custom.cf_x", "web"), "a",
           "declared as a choice it is compared whole", name="a declared choice",
           custom_fields=TYPES),
    custom("not custom.cf_x:web", no(where("custom.cf_x", "web")), "c d"),
    custom("custom.cf_x:*", where("custom.cf_x", STAR), "a b"),
    custom('"custom.Lead Source":web', where("custom.Lead Source", "web"), "a", "by its name",
           custom_fields=LISTED),
    custom("custom.cf_n > 4", where("custom.cf_n", "4", ">"), "a c", "any element of c's list"),
    custom("custom.cf_n:0..5", where("custom.cf_n", numbers(0, 5, "0..5")), "a b c",
           custom_fields=TYPES),
    custom("has:custom.cf_n", has("custom.cf_n"), "a b c",
           "a custom 0 is a value; only the lead's own numbers must be above 0"),
    custom("custom.cf_o:me", where("custom.cf_o", ME), "a b", custom_fields=TYPES,
           user_id="user_1"),
    custom("custom.cf_nowhere:5", where("custom.cf_nowhere", "5"), "",
           "custom.anything is always a field"),
    custom("not custom.cf_nowhere:*", no(where("custom.cf_nowhere", STAR)), "a b c d"),
    lead_query(leads("custom.cf_n", ("a", 5), ("b", 7)), "custom.cf_n:5",
               where("custom.cf_n", number(5)), "a", name="a declared number", custom_fields=TYPES),
)

CARRIED = leads(
    "location last_called score is_hot tags company_id",
    ("a", "San Francisco", "2024-05-14T08:00:00Z", 3, True, ["red", "big"], "123"),
    ("b", "Los Angeles", "2024-05-01", 0, False, [], 123),
    ("c", None, None, None, None, None, None),
    ("d", MISSING, "never", -2, "yes", "red", "1234"),
    ("e", "", MISSING, 2.5, MISSING, MISSING, MISSING),
)


def carried(query: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(CARRIED, query, tree, kept, why, **NOON)


OF_CARRIED = (
    carried('location:"los angeles"', where("location", phrase("los angeles")), "b",
            "a name that some lead carries is a field without a type"),
    carried("location:san", where("location", "san"), "a"),
    carried("not location:san", no(where("location", "san")), "b c d e"),
    carried("location:*", where("location", STAR), "a b"),
    carried('last_called > "3 days ago"', where("last_called", phrase("3 days ago"), ">"), "b",
            "longer ago than three days; d's is a text, and no age is compared with it"),
    carried('last_called < "3 days ago"', where("last_called", phrase("3 days ago"), "<"), "a"),
    carried("last_called:2024-05", where("last_called", "2024-05"), "a b"),
    carried("last_called:never", where("last_called", "never"), "d",
            "the kind of the value decides: a text that says so, no date and no null"),
    carried("score > 0", where("score", "0", ">"), "a e"),
    carried("score:0", where("score", "0"), "b"),
    carried("has:score", has("score"), "a e", "a number of a lead is there when it is above 0"),
    carried("score:*", where("score", STAR), "a e"),
    carried("not score:*", no(where("score", STAR)), "b c d"),
    carried("is_hot:yes", where("is_hot", "yes"), "a d", "a boolean, or a text that begins so"),
    carried("is_hot:no", where("is_hot", "no"), "b"),
    carried("tags:red tags:big", both(where("tags", "red"), where("tags", "big")), "a"),
    carried("has:tags", has("tags"), "a d"),
    carried("company_id:123", where("company_id", "123"), "a b d",
            "no id by its name, as it is of related objects: text by its beginning, or a number"),
)

WORDS = leads(
    "display_name status_label description contacts addresses custom.cf_x tags score "
    "integration_links",
    ("a", "Acme", "New", None, [{"id": "cont_1", "name": "John Taylor",
                                 "emails": [{"email": "jt@x.org"}]}],
     [], "red", None, 5, [{"name": "hidden"}]),
    ("b", "Taylor & Sons", None, "john", None, [{"city": "New York", "country": "US"}], ["blue", 7],
     ["vip"], 7, None),
    ("c", "Zeta", "New", "york new", [], MISSING, None, None, None, None),
    ("d", MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING),
)


def words(query: str, tree: Tree, kept: str, why: str | None = None) -> Case:
    return lead_query(WORDS, query, tree, kept, why)


OF_WORDS = (
    words("john", term("john"), "a b", "a contact's name, or the description"),
    words("john taylor", terms("john taylor"), "a b", "each word anywhere"),
    words('"john taylor"', bare_phrase("john taylor"), "a", "one after the other in one string"),
    words('john "new york"', both(term("john"), bare_phrase("new york")), "b"),
    words('"new york"', bare_phrase("new york"), "b", "addresses; c has york new"),
    words("new", term("new"), "a b c", "the label, an address, the description"),
    words("jt@x.org", term("jt@x.org"), "a", "an address of a contact"),
    words("red or blue", either(term("red"), term("blue")), "a b", "custom fields"),
    words("vip", term("vip"), "b", "lists of strings"),
    words("7", term("7"), "", "numbers are no strings"),
    words("lead_d", term("lead_d"), "d", "every string, the id as well"),
    words("cont_1", term("cont_1"), "a"),
    words("hidden", term("hidden"), "", "of the objects inside a lead only contacts and addresses"),
    words("-john", no(term("john")), "c d"),
    words("not us", no(term("us")), "a c d"),
)

CASES = (*OF_IDS, *OF_NAMES, *OF_STATUSES, *OF_TEXTS, *OF_DATES, *OF_PEOPLE, *OF_CUSTOMS,
         *OF_CARRIED, *OF_WORDS)
