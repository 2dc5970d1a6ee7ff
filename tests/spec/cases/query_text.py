"""Text in a query: words as prefixes, phrases, wildcards, and values that only look like others."""

# Tables, laid out by hand:
# fmt: off
from .trees import STAR, Tree, both, either, no, phrase, query, where
from .vocabulary import MISSING, Row, rows


def notes(*texts: str | None) -> list[Row]:
    """Opportunities a, b, c … with these notes."""
    return rows("id note", *zip("abcdefghijklmnop", texts))


def note(raw: str) -> Tree:
    return where("note", raw)


IMPORTANT = notes("An important client", "Importer of tea", "reimport the list", "unimportant",
                  None, "", "IMPORTANT")
CALLS = notes("Please call back soon", "back from the call", "Call them", "call-back on Monday",
              "recall, backlog", "Callback")
FOLLOWING = notes("follow-up on Friday", "follow up", "follow upward", "up, follow",
                  "Follow... UP!", "follow the up")
SUITS = notes("a $3,000 suit", "3 000 suits", "3.0001 exactly", "300 suits", "000 3")
WILD = notes("important", "airport", "reimports", "opportune", "repeated", "re opened", "redo",
             "retired man", "a.b", "aXXb", "aab")
LOOKALIKES = notes("from a..b", "a then b", "yes", "50% off", "5 apples", "at 2024-05-17", "today",
                   "call me", "USD 5", "never again", "red", "10:30 sharp", "C++ and c#",
                   "mail ann@x.com", "in the list")
SCRIPTS = notes("Straße 5", "STRASSE 6", "ＡＢＣ １２３", "ﬁnance team", "Cafe\u0301 au lait",
                "Café noir", "日本語のメモ", "Большой заказ", "İstanbul office", "istanbul",
                "ΣΊΣΥΦΟΣ", "हिन्दी नोट", "Ⅳ quarter", "🎉 party", "naïve", "Ｈalf")
EMPTY = rows("id note", ("a", None), ("b", MISSING), ("c", ""), ("d", "!!"), ("e", " "),
             ("f", "text"))
FIELDS = ("lead_name", "user_name", "contact_name", "created_by_name", "updated_by_name", "note")
THREE = notes("a b cd", "a b c", "x a-b.cde y", "a b dc", "a bb c", "aa b c", "a b", "a c b",
              "b a b c", "a b b cd", "cd b a", "A.B.Ç c")
SPACED = notes("call  back", "call back", " call   back  now ", "call  backs", "call\tback",
               "call\nback", "Call - back", "callback")
"""Whatever lies between two words, they are side by side."""

PREFIXES = (
    query(IMPORTANT, "note:import", note("import"), "a b g",
          "important, Importer and IMPORTANT begin with it; reimport does not"),
    query(IMPORTANT, "note:important", note("important"), "a g"),
    query(IMPORTANT, "note:portant", note("portant"), ""),
    query(IMPORTANT, "note = ImPoRt", note("ImPoRt"), "a b g"),
    query(IMPORTANT, "not note:import", no(note("import")), "c d e f",
          "a missing and an empty note have no such word"),
    query(IMPORTANT, "note != import", no(note("import")), "c d e f"),
    query(IMPORTANT, 'note:"import"', where("note", phrase("import")), "",
          "in quotes a word is a whole word"),
    query(IMPORTANT, 'note:"IMPORTANT"', where("note", phrase("IMPORTANT")), "a g"),
    query(CALLS, "note:call note:back", both(note("call"), note("back")), "a b d",
          "f has one word, callback: nothing in it begins with back"),
    query(CALLS, "note:call-back", note("call-back"), "a d",
          "the words next to each other, the last one a prefix"),
    query(CALLS, "note:call-ba", note("call-ba"), "a d"),
    query(CALLS, "note:cal-back", note("cal-back"), "", "only the last word is a prefix"),
    query(CALLS, 'note:"call back"', where("note", phrase("call back")), "a d"),
    query(CALLS, 'note:"call bac"', where("note", phrase("call bac")), ""),
    query(CALLS, 'note:"back call"', where("note", phrase("back call")), ""),
    query(CALLS, 'note != "call back"', no(where("note", phrase("call back"))), "b c e f"),
    query(FOLLOWING, "note:follow-up", note("follow-up"), "a b c e",
          "in c 'upward' begins with 'up'; d is in the wrong order, f has a word between"),
    query(FOLLOWING, 'note:"follow-up"', where("note", phrase("follow-up")), "a b e"),
    query(FOLLOWING, 'note:"follow, UP!"', where("note", phrase("follow, UP!")), "a b e"),
    query(SUITS, "note:$3,000", note("$3,000"), "a b c",
          "on a text an amount is its words 3 and 000; in c 0001 begins with 000"),
    query(SUITS, 'note:"$3,000"', where("note", phrase("$3,000")), "a b"),
    *(query(SPACED, text, tree, ids, name=f"between the words: {text}") for text, tree, ids in (
        ('note:"call back"', where("note", phrase("call back")), "a b c e f g"),
        ("note:call-ba", note("call-ba"), "a b c d e f g"),
        ("note:call-b*k", note("call-b*k"), "a b c e f g"),
        ('note:"back now"', where("note", phrase("back now")), "c"),
        ('not note:"call back"', no(where("note", phrase("call back"))), "d h"),
    )),
    query(THREE, "note:a-b-c", note("a-b-c"), "a b c i",
          "three words side by side, the last one begins with c: cd, c, cde"),
    query(THREE, "note:a.b-cd", note("a.b-cd"), "a c"),
    query(THREE, "note:a-b-cde", note("a-b-cde"), "c"),
    query(THREE, "note:a-b-d", note("a-b-d"), "d"),
    query(THREE, 'note:"a-b-c"', where("note", phrase("a-b-c")), "b i", "in quotes c is whole"),
    query(THREE, "note:a*-b-c", note("a*-b-c"), "a b c f i"),
    query(THREE, "note:a-b*-c", note("a-b*-c"), "a b c e i"),
    query(THREE, "note:a-b-*d", note("a-b-*d"), "a"),
    query(THREE, "not note:a-b-c", no(note("a-b-c")), "d e f g h j k l"),
    query(THREE, "a-b-c", ("term", "a-b-c"), "a b c i", name="a-b-c anywhere"),
    *(
        query(rows(f"id {field}", ("a", "Ann Marie Smith"), ("b", "Smithson, Ann"), ("c", None),
                   ("d", "Joann Lee")),
              f'{field}:ann or {field}:"lee"',
              either(where(field, "ann"), where(field, phrase("lee"))), "a b d")
        for field in FIELDS
    ),
)

WILDCARDS = (
    query(WILD, "note:*port*", note("*port*"), "a b c d"),
    query(WILD, "note:*port", note("*port"), "b", "a leading * binds the end of the word"),
    query(WILD, "note:re*", note("re*"), "c e f g h"),
    query(WILD, "note:re*ed", note("re*ed"), "e h",
          "repeated and retired; 're opened' is two words"),
    query(WILD, "note:r*o", note("r*o"), "g", "redo; in 're opened' the word re ends before o"),
    query(WILD, "note:a*b", note("a*b"), "j k", "aXXb and aab; in a.b they are two words"),
    query(WILD, "note:*X*", note("*X*"), "j"),
    query(WILD, "note:*e*e*", note("*e*e*"), "e f h", "repeated, opened, retired"),
    query(WILD, "not note:*port*", no(note("*port*")), "e f g h i j k"),
    query(WILD, "note != *port", no(note("*port")), "a c d e f g h i j k"),
    query(FOLLOWING, "note:f*w-up", note("f*w-up"), "a b c e",
          "a wildcard in the first of two words"),
    query(EMPTY, "note:*", where("note", STAR), "d e f",
          "neither null nor empty: punctuation and a space are something"),
    query(EMPTY, "not note:*", no(where("note", STAR)), "a b c"),
    query(EMPTY, "note != *", no(where("note", STAR)), "a b c"),
)

LOOKING_LIKE_OTHERS = (
    query(LOOKALIKES, "note:a..b", note("a..b"), "a",
          "no range on a text, but the words a and b next to each other"),
    query(LOOKALIKES, "note:yes", note("yes"), "c"),
    query(LOOKALIKES, "note:50%", note("50%"), "d"),
    query(LOOKALIKES, "note:5", note("5"), "d e i", "5, and 50 begins with it"),
    query(LOOKALIKES, "note:$5", note("$5"), "d e i", "no word in a dollar sign"),
    query(LOOKALIKES, "note:2024-05", note("2024-05"), "f", "the words 2024 and 05"),
    query(LOOKALIKES, "note:today", note("today"), "g"),
    query(LOOKALIKES, "note:me", note("me"), "h", "me is the caller only where a user is meant"),
    query(LOOKALIKES, "note:USD5", note("USD5"), "", "one word, and i has two"),
    query(LOOKALIKES, "note:never", note("never"), "j"),
    query(LOOKALIKES, "note:-red", note("-red"), "k",
          "after the colon a dash is part of the value, and no word"),
    query(LOOKALIKES, "note:10:30", note("10:30"), "l"),
    query(LOOKALIKES, "note:c++", note("c++"), "h m n", "the word c, as a prefix: call, C, com"),
    query(LOOKALIKES, "note:ann@x.com", note("ann@x.com"), "n"),
    query(LOOKALIKES, "note:in the", both(note("in"), ("term", "the")), "o"),
)

UNICODE = (
    query(SCRIPTS, "note:strasse", note("strasse"), "a b", "ß folds to ss"),
    query(SCRIPTS, "note:straße", note("straße"), "a b"),
    query(SCRIPTS, 'note:"STRASSE 5"', where("note", phrase("STRASSE 5")), "a"),
    query(SCRIPTS, "note:abc", note("abc"), "c", "full-width letters are the plain ones"),
    query(SCRIPTS, "note:123", note("123"), "c", "and so are full-width digits"),
    query(SCRIPTS, "note:ＡＢＣ", note("ＡＢＣ"), "c"),
    query(SCRIPTS, "note:finance", note("finance"), "d", "the ligature is its letters"),
    query(SCRIPTS, "note:ﬁ", note("ﬁ"), "d"),
    query(SCRIPTS, "note:café", note("café"), "e f", "accents, composed or not, are the same"),
    query(SCRIPTS, "note:cafe\u0301", note("cafe\u0301"), "e f", name="note:café, decomposed"),
    query(SCRIPTS, "note:cafe", note("cafe"), "", "without its accent it is another word"),
    query(SCRIPTS, "note:caf", note("caf"), "e f"),
    query(SCRIPTS, "note:日本", note("日本"), "g"),
    query(SCRIPTS, "note:本語", note("本語"), "", "the whole run is one word, this is its middle"),
    query(SCRIPTS, "note:*本語*", note("*本語*"), "g"),
    query(SCRIPTS, "note:ЗАКАЗ", note("ЗАКАЗ"), "h"),
    query(SCRIPTS, "note:istanbul", note("istanbul"), "j",
          "İ folds to i with a dot above, which is another letter"),
    query(SCRIPTS, "note:İSTANBUL", note("İSTANBUL"), "i"),
    query(SCRIPTS, "note:σίσυφος", note("σίσυφος"), "k", "the final sigma folds like the others"),
    query(SCRIPTS, "note:हिन्दी", note("हिन्दी"), "l", "marks belong to the word"),
    query(SCRIPTS, "note:iv", note("iv"), "m", "a Roman numeral is its letters"),
    query(SCRIPTS, "note:party", note("party"), "n"),
    query(SCRIPTS, "note:na*ve", note("na*ve"), "o"),
    query(SCRIPTS, "note：half", ("term", "note：half"), "", "a full-width colon is no operator: "
          "one bare word with the words note and half"),
)

CASES = (*PREFIXES, *WILDCARDS, *LOOKING_LIKE_OTHERS, *UNICODE)
