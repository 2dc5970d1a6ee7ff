"""Words: prefixes, phrases, wildcards, punctuation and the world's scripts."""

# Tables, laid out by hand:
# fmt: off
from .vocabulary import MISSING, Case, Row, ask, rows, selects


def notes(*texts: str | None) -> list[Row]:
    """Opportunities a, b, c … with these notes."""
    return rows("id note", *zip("abcdefghijkl", texts))


def words(name: str, objects: list[Row], value: str, ids: str, why: str | None = None) -> Case:
    return selects(name, objects, {"note": value}, ask(("words", "note", tuple(value.split()))),
                   why=why, ids=ids)


def phrase(name: str, objects: list[Row], value: str, ids: str, why: str | None = None) -> Case:
    return selects(name, objects, {"note": f'"{value}"'}, ask(("phrase", "note", value)),
                   why=why, ids=ids)


IMPORTANT = notes("An important client", "Importer of tea", "reimport the list",
                  "unimportant", None, "", "IMPORTANT")
CALLS = notes("Please call back soon", "back from the call", "Call them", "call-back on Monday",
              "recall, backlog", "Callback")
PUNCTUATION = notes("follow-up on Friday", "follow up", "follow upward", "up, follow",
                    "Follow... UP!", "follow the up")
MONEY = notes("a $3,000 suit", "3 000 suits", "3.0001 exactly", "300 suits", "000 3")
WILD = notes("important", "airport", "reimports", "opportune", "repeated", "re opened",
             "redo", "retired man")
SCRIPTS = notes("Straße 5", "STRASSE 6", "ＡＢＣ Ltd", "ﬁnance team", "Cafe\u0301 au lait",
                "Café noir", "日本語のメモ", "Большой заказ", "a_b test", "x² and y",
                "हिन्दी नोट", "Ⅳ quarter")
EMPTY = rows("id note", ("a", None), ("b", MISSING), ("c", ""), ("d", "!!"), ("e", " "),
             ("f", "text"))

CASES: tuple[Case, ...] = (
    words("an unquoted word is a prefix of a word", IMPORTANT, "import", "a b g",
          "important, Importer and IMPORTANT begin with it; reimport and unimportant do not"),
    words("the middle of a word does not match", IMPORTANT, "portant", ""),
    words("the case of the request does not matter", IMPORTANT, "ImPoRtAnT", "a g"),
    words("several words are several conditions, in any order", CALLS, "back call", "a b d",
          "f has one word, callback: nothing in it begins with back"),
    words("more spaces between words change nothing", CALLS, "  call   them ", "c"),
    phrase("a phrase is whole words next to each other", CALLS, "call back", "a d",
           "b has the words apart and in the other order; a hyphen only separates words"),
    phrase("a phrase does not match prefixes", CALLS, "call bac", ""),
    phrase("a phrase of one word is that whole word", CALLS, "call", "a b c d"),
    phrase("punctuation in a phrase does not count", PUNCTUATION, "follow, UP", "a b e"),
    words("a word with punctuation is its words in order, the last a prefix", PUNCTUATION,
          "follow-up", "a b c e", "in c 'upward' begins with 'up'; d is in the wrong order"),
    words("an amount in a text is its words in order", MONEY, "$3,000", "a b c",
          "$3,000 is the words 3 and 000; in c 0001 begins with 000"),
    words("an apostrophe separates words", notes("Gob's ready", "gob said", "gobs of it"),
          "gob's", "a b", "gob, then a word that begins with s: 's ready' and 'said'"),
    words("a wildcard on both sides", WILD, "*port*", "a b c d"),
    words("a wildcard at the start binds the end of the word", WILD, "*port", "b"),
    words("a wildcard at the end is a prefix", WILD, "re*", "c e f g h"),
    words("a wildcard inside one word", WILD, "re*ed", "e h",
          "repeated and retired; 're opened' is two words"),
    words("a wildcard next to an ordinary word", WILD, "*tired ma", "h"),
    words("ß folds to ss", SCRIPTS, "strasse", "a b"),
    words("SS finds ß", SCRIPTS, "straße", "a b"),
    words("full-width letters are the plain ones", SCRIPTS, "abc", "c"),
    words("a ligature is its letters", SCRIPTS, "finance", "d"),
    words("accents, composed or not, are the same", SCRIPTS, "café", "e f"),
    words("without its accent a word is another word", SCRIPTS, "cafe", ""),
    words("a prefix in Japanese", SCRIPTS, "日本", "g"),
    words("Cyrillic in another case", SCRIPTS, "ЗАКАЗ", "h"),
    words("an underscore belongs to the word", SCRIPTS, "b", ""),
    words("a prefix up to an underscore", SCRIPTS, "a_", "i"),
    words("a superscript two is a two", SCRIPTS, "x2", "j"),
    words("marks belong to the word", SCRIPTS, "हिन्दी", "k"),
    words("a Roman numeral is its letters", SCRIPTS, "iv", "l"),
    selects("note= is null or empty, nothing else", EMPTY, {"note": ""}, ask(("null", "note")),
            why="'!!' and a space have no words, but they are neither null nor empty", ids="a b c"),
    selects("a note of punctuation holds no word", EMPTY, {"note": "t"},
            ask(("words", "note", ("t",))), ids="f"),
    selects("two text fields are both meant",
            rows("id lead_name note", ("a", "Bluth Company", "call"), ("b", "Bluth", "mail"),
                 ("c", "Wayne", "call")),
            {"lead_name": "bluth", "note": "call"},
            ask(("words", "lead_name", ("bluth",)), ("words", "note", ("call",))), ids="a"),
    selects("range-like and money-like texts are texts", notes("from a..b", "a then b", "ab"),
            {"note": "a..b"}, ask(("words", "note", ("a..b",))),
            why="the words a and b next to each other", ids="a"),
    selects("true is a word in a text", notes("true love", "yes"), {"note": "true"},
            ask(("words", "note", ("true",))), ids="a"),
    selects("a phrase with an escaped quote", notes('the "big" one', "the big one", "big"),
            {"note": '"the \\"big\\" one"'}, ask(("phrase", "note", 'the "big" one')), ids="a b"),
)
