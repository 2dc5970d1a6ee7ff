"""The real queries that speak of leads, on leads of which two match and one nearly does.

The leads `a` and `b` match, `c` nearly does. Fields that no schema of leads has are carried by some
of them. The opportunities `n` and `u`, without a lead that is here, never match.
"""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import keeps, lead_query, leads, text_view
from .trees import (
    ALL,
    TODAY,
    Tree,
    bare_phrase,
    both,
    date,
    either,
    has,
    member,
    no,
    number,
    phrase,
    scope,
    terms,
    where,
)
from .vocabulary import MISSING, Case, Row, rows

MAY = {"now": "2024-05-17T12:00:00+00:00"}
SAMPLE, LIST_TYPE = "custom.Lead Source (Sample)", "custom.List Type (Sample)"


def real(text: str, tree: Tree, given: list[Row], why: str, *, ids: str = "a b",
         **options: Any) -> Case:
    return lead_query(given, text, tree, ids, why, **options)


def person(name: str | None = None, email: str | None = None, phone: str | None = None) -> Row:
    return {"name": name, "emails": [{"email": email}] if email else [],
            "phones": [{"phone": phone}] if phone else []}


def reachable(*lines: tuple[Any, ...]) -> list[Row]:
    """Leads by two custom fields and one contact."""
    return leads("custom.Lead§Source§(Sample) custom.List§Type§(Sample) contacts", *lines)


def spaced(given: list[Row]) -> list[Row]:
    return [{name.replace("§", " "): value for name, value in lead.items()} for lead in given]


IMPORTED = both(where(SAMPLE, phrase("Sample Lead Importer")), where(LIST_TYPE, phrase("B2B")))
REACHED = both(IMPORTED, has("phone_numbers"), has("email_addresses"))
BY_IMPORT = spaced(reachable(
    ("a", "Sample Lead Importer", "B2B", [person("Ann", "a@b.com", "415")]),
    ("b", "sample lead importer", "b2b", [person("Bob", "b@b.com"), person("Cy", phone="416")]),
    ("c", "Sample Lead Importer", "B2B", [person("Eve", "e@b.com")])))
BY_LIST = spaced(reachable(("a", "Sample Lead Importer", "B2B", None),
                           ("b", "Sample Lead Importer", "B2B", []),
                           ("c", "Sample Lead Importer", "B2C", None)))
CUSTOMS = (
    real('"custom.International Database ID":12345', where("custom.International Database ID",
                                                           "12345"),
         spaced(leads("custom.International§Database§ID", ("a", 12345), ("b", "12345"),
                      ("c", "1234"))),
         "the number, or the text; c lacks the last digit"),
    real('"custom.Lead Source (Sample)":"Sample Lead Importer" "custom.List Type (Sample)":"B2B" '
         "has:phone_numbers has:email_addresses", REACHED, BY_IMPORT, "c has no number"),
    real('"custom.Lead Source (Sample)":"Sample Lead Importer" "custom.List Type (Sample)":"B2B" '
         "has:phone_numbers has:email_addresses sort:display_name", REACHED, BY_IMPORT,
         "c has no number"),
    real('"custom.Lead Source (Sample)":"Sample Lead Importer" "custom.List Type (Sample)":"B2B" '
         "sort:display_name", IMPORTED, BY_LIST, "c is of another list type"),
    real('"custom.Source CRM":* not "custom.Migration completed":* sort:created',
         both(has("custom.Source CRM"), no(has("custom.Migration completed"))),
         spaced(leads("custom.Source§CRM custom.Migration§completed", ("a", "Pipes", None),
                      ("b", "Zoo", MISSING), ("c", "Zoo", "yes"))), "c's migration is completed"),
    real("custom.lcf_FIELD:* sort:-date_created", has("custom.lcf_FIELD"),
         leads("custom.lcf_FIELD", ("a", "x"), ("b", 0), ("c", "")), "c's is an empty text"),
    real('custom.my_custom_field:"some_value" status:"Potential" sort:updated',
         both(where("custom.my_custom_field", phrase("some_value")), where("status",
                                                                           phrase("Potential"))),
         leads("custom.my_custom_field status_label", ("a", "some_value", "Potential"),
               ("b", "Some_Value", "potential"), ("c", "some value", "Potential")),
         "some_value is one word, c has two"),
    real("custom.status:skipped", where("custom.status", "skipped"),
         leads("custom.status status_label", ("a", "skipped", None), ("b", "Skipped by Ann", None),
               ("c", None, "skipped")), "c has it as its own status"),
)

NAMES = (
    real('company:"Acme" sort:created', where("company", phrase("Acme")),
         leads("name display_name", ("a", "Acme", None), ("b", None, "ACME Ltd"),
               ("c", "Acmes", None)),
         "a phrase is whole words"),
    real("company='subdomain'", where("company", "'subdomain'"),
         leads("name", ("a", "subdomain"), ("b", "Subdomains of x"), ("c", "sub domain")),
         "a single quote is an ordinary character, and none of a word; c has two words"),
    real('company_id:"123" or company_id:"456"',
         either(where("company_id", phrase("123")), where("company_id", phrase("456"))),
         leads("company_id", ("a", "123"), ("b", "456"), ("c", "1234")), "c's is another number"),
    real("contact: microsoft", where("contact", "microsoft"),
         leads("contacts", ("a", [person("Microsoft Support")]), ("b",
                                                                  [person("Ann"),
                                                                   person("microsoft")]),
               ("c", [person("Bill", "bill@microsoft.com")])), "c has it in an address alone"),
    real("name: john", where("name", "john"),
         leads("display_name contacts", ("a", "John Taylor", None), ("b", "Johnson", None),
               ("c", "Taylor", [person("John")])), "c's John is a contact"),
    real('name:"Acme"', where("name", phrase("Acme")),
         leads("name", ("a", "Acme"), ("b", "The ACME, Inc."), ("c", "Acmeville")), "a whole word"),
    real('name:"John Wehr"', where("name", phrase("John Wehr")),
         leads("name", ("a", "John Wehr"), ("b", "Dr. john wehr"), ("c", "Wehr, John")),
         "in that order"),
    real("name:E2E-lead", where("name", "E2E-lead"),
         leads("name", ("a", "E2E-lead"), ("b", "e2e leads"), ("c", "E2E new lead")),
         "its words next to each other, the last a prefix"),
    real("name:sample", where("name", "sample"),
         leads("name display_name", ("a", "Sample", None), ("b", None, "A samples shop"),
               ("c", "Resample", None)),
         "the beginning of a word"),
    real('name:"Bruce Wayne" email_address:bruce@wayneenterprises.com',
         both(where("name", phrase("Bruce Wayne")), where("email_address",
                                                          "bruce@wayneenterprises.com")),
         leads("name contacts",
               ("a", "Bruce Wayne", [person("Bruce", "bruce@wayneenterprises.com")]),
               ("b", "bruce wayne (ex)", [person(), person("B", "BRUCE@wayneenterprises.com")]),
               ("c", "Bruce Wayne", [person("Bruce", "wayne@wayneenterprises.com")])),
         "c's address is another"),
)

PLACES = (
    real('location: "los angeles"', where("location", phrase("los angeles")),
         leads("location addresses", ("a", "Los Angeles", None), ("b", "Greater Los Angeles Area",
                                                                  None),
               ("c", None, [{"city": "Los Angeles"}])),
         "c has it as a city, which location does not ask"),
    real('location: "san francisco"', where("location", phrase("san francisco")),
         leads("location", ("a", "San Francisco"), ("b", "san francisco, CA"),
               ("c", "San Franciscos")),
         "a phrase is whole words"),
)

WORDS = (
    real('"john taylor"', bare_phrase("john taylor"),
         leads("name contacts", ("a", "John Taylor", None), ("b", None, [person("John Taylor")]),
               ("c", "John", [person("Taylor")])), "c has the words in two strings"),
    real("*", ALL, leads("", ("a",), ("b",)), "all leads; n has none, and u's was not given"),
    real("john", terms("john"),
         leads("name description contacts", ("a", "Johnson", None, None),
               ("b", None, None, [person("John")]),
               ("c", "Elton Djohn", "jo hn", None)), "the beginning of a word"),
    real('john "new york"', both(terms("john"), bare_phrase("new york")),
         leads("name addresses", ("a", "John", [{"city": "New York"}]),
               ("b", "New York John's", None),
               ("c", "John York", [{"city": "New Haven"}])), "c has new and york apart"),
    real('john calls: 0 status: "trial expired"',
         both(terms("john"), where("calls", number(0)), where("status", phrase("trial expired"))),
         leads("name status_label", ("a", "John", "Trial expired"), ("b", "Johnny",
                                                                     "trial EXPIRED early"),
               ("c", "John", "Trial expired")), "c was called",
         related={"call": [{"lead_id": "lead_c"}]}),
    real("john taylor", terms("john taylor"),
         leads("name contacts", ("a", "Taylor, John", None), ("b", "Taylors", [person("John")]),
               ("c", "John Tailor", None)), "both words anywhere"),
    real('phone: 415 status: "trial expired" john "new york"',
         both(where("phone", "415"), where("status", phrase("trial expired")), terms("john"),
              bare_phrase("new york")),
         leads("status_label contacts addresses",
               ("a", "Trial expired", [person("John", phone="+1 415 555")], [{"city": "New York"}]),
               ("b", "trial expired", [person("Ann", phone="415-1"), person("Johnny")],
                [{"city": "New York"}]),
               ("c", "Trial expired", [person("John", phone="+14155550100")],
                [{"city": "New York"}])),
         "c's number is one word, which does not begin with 415"),
)

PEOPLE = tuple(
    real(text, where("created_by", "justin"),
         leads("created_by created_by_name updated_by_name", ("a", "user_1", "Justin Lee", None),
               ("b", None, "Ann Justin", None), ("c", "user_2", "Ann", "Justin Lee")),
         "c was changed by Justin")
    for text in ("created_by : justin", "created_by :justin", "created_by: justin")
)

EMAIL = leads("contacts", ("a", [person("Ann", "a@b.com")]), ("b", [person("B", "x@y.org"),
                                                                    person("C", "A@B.com")]),
              ("c", [person("a@b.com", "aa@b.com")]))
EMAILS = tuple(
    real(text, where(name, value), EMAIL,
         "c carries it as a name, and its address begins otherwise")
    for text, name, value in (
        ('email:"a@b.com"', "email", phrase("a@b.com")),
        ("email:a@b.com", "email", "a@b.com"),
        ('email_address:"a@b.com" sort:-contacts,-created', "email_address", phrase("a@b.com")),
        ('email_address:"a@b.com" sort:created', "email_address", phrase("a@b.com")),
        ("email_address:a@b.com", "email_address", "a@b.com"),
    )
)

STATUSES = (
    real("calls: 0 status: trial", both(where("calls", number(0)), where("status", "trial")),
         leads("status_label", ("a", "Trial"), ("b", "Trial expired"), ("c", "Trial")),
         "c was called",
         related={"call": [{"lead_id": "lead_c"}, {"lead_id": None}]}),
    real('status:"Potential"', where("status", phrase("Potential")),
         leads("status_id status_label", ("a", "stat_1", "Potential"),
               ("b", None, "High potential"),
               ("c", "Potential?", "Potentials")),
         "c's label has another word, and its id more than that"),
    real('status:cold called:never email_opened < "3 days ago"',
         both(where("status", "cold"), where("called", "never"),
              where("email_opened", phrase("3 days ago"), "<")),
         leads("status_label called email_opened", ("a", "Cold", "never", "2024-05-16T09:00:00Z"),
               ("b", "Cold lead", "Never", "2024-05-14T12:00:00.000001Z"),
               ("c", "Cold", "never", "2024-05-14T11:59:59Z")),
         "c opened it longer ago than three days; called has no type, so never is a word of its "
         "text",
         **MAY),
    real("email_opened: yes", where("email_opened", "yes"),
         leads("email_opened", ("a", True), ("b", "yes"), ("c", False)), "c's is no"),
)

DATES = (
    real('date_updated>="2017-01-01T00:00" sort:date_updated',
         where("date_updated", date(("minute", 2017, 1, 1, 0, 0, None), "2017-01-01T00:00"), ">="),
         leads("date_updated", ("a", "2017-01-01T00:00:00Z"), ("b", "2024-01-01"),
               ("c", "2016-12-31T23:59:59.999999Z")), "c was the microsecond before"),
    real('has:active_opportunities last_communication_date > "7 days ago"',
         both(has("active_opportunities"), where("last_communication_date", phrase("7 days ago"),
                                                 ">")),
         leads("last_communication_date", ("a", "2024-05-01T00:00:00Z"), ("b", "2024-05-09"),
               ("c", "2024-05-12T00:00:00Z")),
         "more than seven days ago; c was spoken to after that",
         objects=rows("id lead_id status_type", ("a", "lead_a", "active"),
                      ("b", "lead_b", "active"),
                      ("c", "lead_c", "active")), **MAY),
    real('last_called > "3 days ago"', where("last_called", phrase("3 days ago"), ">"),
         leads("last_called", ("a", "2024-05-14T11:59:59.999999Z"), ("b", "2023-01-01"),
               ("c", "2024-05-14T12:00:00Z")), "longer ago than three days: c's is exactly that",
         **MAY),
    real("opportunity_status:active opportunity_created:today",
         both(where("opportunity_status", "active"), where("opportunity_created", TODAY)),
         leads("", ("a",), ("b",), ("c",)),
         "two opportunities of lead_b meet one each; c's was made yesterday",
         objects=rows("id lead_id status_type date_created", ("a", "lead_a", "active",
                                                              "2024-05-17T00:00:00Z"),
                      ("b", "lead_b", "active", None), ("b2", "lead_b", "won",
                                                        "2024-05-17T23:59:59Z"),
                      ("c", "lead_c", "active", "2024-05-16T23:59:59Z")), ids="a b b2", **MAY),
)

TENTH = ("md5 of lead_h and lead_r begins cda8ae94 and 2eba90c2, multiples of ten; that of lead_c, "
         "8caf0e72, is 8 more")
COUNTS = (
    keeps(leads("contacts", ("a", [person("A", phone="1")]), ("b", [person(),
                                                                    person("B", phone="2")]),
                ("c", [person("C", phone="3")])),
          "has:phone_numbers opportunities:0 calls:0 tasks:0",
          both(has("phone_numbers"), where("opportunities", number(0)), where("calls", number(0)),
               where("tasks", number(0))), "lead_a lead_b", "c has a task",
          related={"opportunity": rows("id lead_id", ("n", None), ("u", "lead_unknown")),
                   "call": [],
                   "task": [{"lead_id": "lead_c"}]}),
    real("sms_messages > 0", where("sms_messages", "0", ">"),
         leads("sms_messages", ("a", 1), ("b", 20), ("c", 0)), "c has none"),
    real('sms_messages > 0 in:"My Smart View"',
         both(where("sms_messages", "0", ">"), member("My Smart View")),
         leads("sms_messages name", ("a", 1, "Acme"), ("b", 20, "Acme"), ("c", 5, None)),
         "c is not in the view",
         views=(text_view("save_1", "name:acme", where("name", "acme"), "My Smart View"),)),
    real("sort:created", ALL, leads("date_created", ("a", "2024-05-17"), ("b", None)),
         "all leads, in the order of their opportunities"),
    real("sort:created contacts > 1", where("contacts", number(1), ">"),
         leads("contacts", ("a", [person("A"), person("B")]), ("b", [{}, {}, {}]),
               ("c", [person("A")])),
         "c has one"),
    real("sort:created slice:1/10", ("slice", 1, 10), leads("", ("h",), ("r",), ("c",)), TENTH,
         ids="h r"),
    real("sort:created slice:1/10 contacts > 1",
         both(("slice", 1, 10), where("contacts", number(1), ">")),
         leads("contacts", ("h", [{}, {}]), ("r", [{}, {}]), ("s", [{}]), ("c", [{}, {}])),
         f"{TENTH}; s is, too, and has one contact", ids="h r"),
)

SMS = rows("id lead_id date_created status direction user_id",
           ("1", "lead_a", "2020-01-01T00:00:00Z", "sent", "outbound", "user_abc"),
           ("2", "lead_b", "2020-01-31T23:59:59Z", "sent", "outbound", "user_abc"),
           ("3", "lead_b", "2020-03-01T00:00:00Z", "draft", "inbound", "user_x"),
           ("4", "lead_c", "2020-02-01T00:00:00Z", "sent", "outbound", "user_abc"),
           ("5", "lead_c", "2020-01-15T00:00:00Z", "sent", "inbound", "user_abc"))
TASKS = rows("id lead_id description date_created date_updated created_by is_complete",
             ("1", "lead_a", "DHELD", "2016-05-01T09:00:00Z", "2016-05-01T23:59:59Z", "user_abc",
              True),
             ("2", "lead_b", "dheld: room 1", "2016-04-01T09:00:00Z", "2016-05-01T00:00:00Z",
              "user_abc", True),
             ("3", "lead_c", "DHELD", "2016-05-01T09:00:00Z", "2016-05-01T10:00:00Z", "user_abc",
              False),
             ("4", "lead_a", "DRS", "2016-05-01T00:00:00Z", None, "user_abc", None),
             ("5", "lead_b", "DRS", "2016-05-01T12:00:00Z", None, "user_abc", None),
             ("6", "lead_c", "DRS", "2016-05-02T00:00:00Z", None, "user_abc", None),
             ("7", "lead_a", "DSCHED", "2016-05-01T12:00:00Z", None, "user_abc", None),
             ("8", "lead_b", "a dsched", "2016-05-01T12:00:00Z", None, "user_abc", None),
             ("9", "lead_c", "DSCHED", "2016-05-01T12:00:00Z", None, "user_abcd", None))
THREE = leads("", ("a",), ("b",), ("c",))
CREATED = both(where("created", phrase("2016-05-01")), where("creator", "user_abc"))


def task(text: str, inside: Tree, numbers: str, why: str) -> Case:
    given = [each for each in TASKS if each["id"] in numbers]
    return real(text, scope("task", inside), THREE, why, related={"task": given})


SCOPES = (
    real('sms( date >= "2020-01-01" date < "2020-02-01" status:sent  direction:outbound  '
         'user:user_abc )',
         scope("sms", both(where("date", phrase("2020-01-01"), ">="), where("date",
                                                                            phrase("2020-02-01"),
                                                                            "<"),
                           where("status", "sent"), where("direction", "outbound"),
                           where("user", "user_abc"))),
         THREE, "c has one of February and one that came in, none that is both",
         related={"sms": SMS}),
    task('task(description:"DHELD" updated:"2016-05-01" creator:user_abc is_complete:yes)',
         both(where("description", phrase("DHELD")), where("updated", phrase("2016-05-01")),
              where("creator", "user_abc"), where("is_complete", "yes")), "123",
         "c's is not complete"),
    task('task(description:"DRS" created:"2016-05-01" creator:user_abc)',
         both(where("description", phrase("DRS")), CREATED), "456", "c's was made a day later"),
    task('task(description:"DSCHED" created:"2016-05-01" creator:user_abc)',
         both(where("description", phrase("DSCHED")), CREATED), "789", "c's is of user_abcd"),
)

ON_CARRIED = (
    real("direction:incoming", where("direction", "incoming"),
         leads("direction", ("a", "incoming"), ("b", "Incoming calls"), ("c", "outgoing")),
         "a field that leads carry; c's is another"),
    real("note:important", where("note", "important"),
         leads("note", ("a", "important"), ("b", "Importantly so"), ("c", "unimportant")),
         "a field that leads carry; the beginning of a word"),
)

CASES = (*CUSTOMS, *NAMES, *PLACES, *WORDS, *PEOPLE, *EMAILS, *STATUSES, *DATES, *COUNTS, *SCOPES,
         *ON_CARRIED)
