"""How conditions are put together: precedence, negation, groups, operator words, spaces."""

# Tables, laid out by hand:
# fmt: off
from .trees import ALL, STAR, Tree, bare_phrase, both, either, no, number, query, term, terms, where
from .vocabulary import Case, Row, rows

WORDS = rows("id note", ("a", "red"), ("b", "big"), ("c", "new"), ("d", "red big"),
             ("e", "red new"), ("f", "big new"), ("g", "red big new"), ("h", None))
OPERATOR_WORDS = rows("id note", ("a", "Andy"), ("b", "an order"), ("c", "notes of ours"),
                      ("d", "this or that"), ("e", "you and me"), ("f", "why not"),
                      ("g", "android"), ("h", "come in"))
AMOUNTS = rows("id value note", ("a", -5, "-5"), ("b", 5, "5"), ("c", 500, "on - off"),
               ("d", None, None))
RED, BIG, NEW = term("red"), term("big"), term("new")
EVERY = "a b c d e f g h"


def note(raw: str) -> Tree:
    return where("note", raw)


def words(text: str, tree: Tree, ids: str, why: str | None = None,
          objects: list[Row] = WORDS, name: str | None = None) -> Case:
    return query(objects, text, tree, ids, why, name=name)


PRECEDENCE = (
    words("red big", both(RED, BIG), "d g", "side by side means and"),
    words("red and big", both(RED, BIG), "d g"),
    words("red AND big", both(RED, BIG), "d g", "operator words in any case"),
    words("red And big aNd new", both(RED, BIG, NEW), "g"),
    words("red or big", either(RED, BIG), "a b d e f g"),
    words("red OR big", either(RED, BIG), "a b d e f g"),
    words("red or big new", either(RED, both(BIG, NEW)), "a d e f g",
          "or binds looser: red, or both big and new; b has big alone"),
    words("red big or new", either(both(RED, BIG), NEW), "c d e f g"),
    words("red or big and new", either(RED, both(BIG, NEW)), "a d e f g",
          "a written and is the same as none"),
    words("red and big or new", either(both(RED, BIG), NEW), "c d e f g"),
    words("red or big or new", either(RED, BIG, NEW), "a b c d e f g"),
    words("red or big new or big", either(RED, both(BIG, NEW), BIG), "a b d e f g"),
    words("(red or big) new", both(either(RED, BIG), NEW), "e f g",
          "parentheses group: new, and one of the others"),
    words("new (red or big)", both(NEW, either(RED, BIG)), "e f g",
          "a space before the parenthesis: a word and a group, no scope"),
    words("(red)(big)", both(RED, BIG), "d g"),
    words("(red) or (big)", either(RED, BIG), "a b d e f g"),
    words("(((red)))", RED, "a d e g"),
    words("( red )", RED, "a d e g"),
    words("(red big) or (big new)", either(both(RED, BIG), both(BIG, NEW)), "d f g"),
    words("(red or big) (big or new)", both(either(RED, BIG), either(BIG, NEW)), "b d e f g",
          "e has red for the first and new for the second group"),
)

NEGATION = (
    words("not red", no(RED), "b c f h", "h has no note at all: red is not in it"),
    words("NOT red", no(RED), "b c f h"),
    words("-red", no(RED), "b c f h", "a leading dash is not"),
    words("red -big", both(RED, no(BIG)), "a e"),
    words("red-big", term("red-big"), "d g",
          "a dash inside a word only separates: red, then big next to it"),
    words("-red-big", no(term("red-big")), "a b c e f h"),
    words("not red big", both(no(RED), BIG), "b f", "not takes the one condition that follows"),
    words("not red or big", either(no(RED), BIG), "b c d f g h"),
    words("red or not big new", either(RED, both(no(BIG), NEW)), "a c d e g",
          "red, or both no big and new"),
    words("red and not big", both(RED, no(BIG)), "a e"),
    words("red and -big", both(RED, no(BIG)), "a e"),
    words("red or -big", either(RED, no(BIG)), "a c d e g h"),
    words("not (red big)", no(both(RED, BIG)), "a b c e f h"),
    words("-(red or big)", no(either(RED, BIG)), "c h"),
    words("not(red)", no(RED), "b c f h", "not( is the operator, no scope of that name"),
    words("NOT(red or big)", no(either(RED, BIG)), "c h"),
    words("red and(big or new)", both(RED, either(BIG, NEW)), "d e g"),
    words("red or(big new)", either(RED, both(BIG, NEW)), "a d e f g"),
    words("red and not(big)", both(RED, no(BIG)), "a e"),
    words("not not red", no(no(RED)), "a d e g"),
    words("--red", no(no(RED)), "a d e g"),
    words("not -red", no(no(RED)), "a d e g"),
    words("-not red", no(no(RED)), "a d e g"),
    words("not note:red", no(note("red")), "b c f h"),
    words("-note:red", no(note("red")), "b c f h"),
    words('-"red big"', no(bare_phrase("red big")), "a b c e f h"),
    words("not note != red", no(no(note("red"))), "a d e g"),
    words("-note!=red", no(no(note("red"))), "a d e g"),
    words("note != red", no(note("red")), "b c f h",
          "f != v is not f:v, so it is true of the missing note"),
    words("note!=red note!=big", both(no(note("red")), no(note("big"))), "c h"),
    words("not (not red or not big)", no(either(no(RED), no(BIG))), "d g",
          "by De Morgan the same as red big"),
)

EVERYTHING = (
    words(" ", ALL, EVERY, "a text of spaces is empty, and empty text matches everything",
          name="spaces"),
    words("*", ALL, EVERY),
    words("* red", both(ALL, RED), "a d e g"),
    words("red or *", either(RED, ALL), EVERY),
    words("not *", no(ALL), ""),
    words("-*", no(ALL), ""),
    words("(*)", ALL, EVERY),
    words("* * *", both(ALL, ALL, ALL), EVERY),
    words("note:*", where("note", STAR), "a b c d e f g", "h has no note"),
)

OPERATORS_AS_WORDS = (
    words("ANDY", term("ANDY"), "a", "Andy begins with and, it is a word", OPERATOR_WORDS),
    words("andr", term("andr"), "g", None, OPERATOR_WORDS),
    words("order", term("order"), "b", None, OPERATOR_WORDS),
    words("an order", terms("an order"), "b", "after a word, too, order is one", OPERATOR_WORDS),
    words("this ORthat", terms("this ORthat"), "", None, OPERATOR_WORDS),
    words("this andthat", terms("this andthat"), "", None, OPERATOR_WORDS),
    words("why nothing", terms("why nothing"), "", None, OPERATOR_WORDS),
    words("notes or order", either(term("notes"), term("order")), "b c", None, OPERATOR_WORDS),
    words("note:or", note("or"), "b d", "right after a colon every word is a value: order, or",
          OPERATOR_WORDS),
    words("note:and", note("and"), "a e g", None, OPERATOR_WORDS),
    words("note:NOT", note("not"), "c f", "notes and not begin with it", OPERATOR_WORDS),
    words("note: or", note("or"), "b d", None, OPERATOR_WORDS),
    words("note = not", note("not"), "c f", None, OPERATOR_WORDS),
    words("note:or that", both(note("or"), term("that")), "d",
          "the value is or; that is the next condition", OPERATOR_WORDS),
    words("note:or or note:and", either(note("or"), note("and")), "a b d e g", None,
          OPERATOR_WORDS),
    words("note:not or note:in", either(note("not"), note("in")), "c f h", None, OPERATOR_WORDS),
    words('"or"', bare_phrase("or"), "d", "in quotes it is the word, and a whole one",
          OPERATOR_WORDS),
    words('"you and me"', bare_phrase("you and me"), "e", None, OPERATOR_WORDS),
    words("come in", terms("come in"), "h", "in is an operator only between a field and a list",
          OPERATOR_WORDS),
    words("note:in", note("in"), "h", None, OPERATOR_WORDS),
    words("in", term("in"), "h", None, OPERATOR_WORDS),
    words("order and andr", both(term("order"), term("andr")), "", None, OPERATOR_WORDS),
    words("(come) in (come or up)",
          both(term("come"), term("in"), either(term("come"), term("up"))), "h",
          "a parenthesis ends before in: it is a word, and a group follows", OPERATOR_WORDS),
    words("note = in (come or up)", both(note("in"), either(term("come"), term("up"))), "h",
          "after = it is a value, where :in would begin a list", OPERATOR_WORDS),
    words("not note = in (come or up)", both(no(note("in")), either(term("come"), term("up"))),
          "", None, OPERATOR_WORDS),
    words("(come) (in) (note:in) (come or up)",
          both(term("come"), term("in"), note("in"), either(term("come"), term("up"))), "h", None,
          OPERATOR_WORDS),
)

SPACES = (
    *(words(text, note("red"), "a d e g", name=f"{text}, spaces round the operator are free")
      for text in ("note:red", "note: red", "note :red", "note : red", "note=red", "note = red")),
    words("  red   big ", both(RED, BIG), "d g"),
    words("red\tbig\nor new", either(both(RED, BIG), NEW), "c d e f g",
          "any whitespace separates", name="tabs and new lines"),
    words("red\u00a0big", both(RED, BIG), "d g", "pasted text is full of them",
          name="a no-break space"),
    words("(red)big", both(RED, BIG), "d g"),
    words('red"big"', both(RED, bare_phrase("big")), "d g", "a bare word ends at a quote"),
    words("note:red(big or new)", both(note("red"), either(BIG, NEW)), "d e g",
          "a value ends at a parenthesis"),
    words('note:red"big"', both(note("red"), bare_phrase("big")), "d g",
          "a value ends at a quote"),
    words("note:red note:big", both(note("red"), note("big")), "d g"),
)

DASHES = (
    words("value >= -5", where("value", number(-5), ">="), "a b c",
          "after an operator a dash belongs to the value", AMOUNTS),
    words("value>=-5", where("value", number(-5), ">="), "a b c", None, AMOUNTS),
    words("value:-5", where("value", number(-5)), "a", None, AMOUNTS),
    words("-value:-5", no(where("value", number(-5))), "b c d", None, AMOUNTS),
    words("note:-5", note("-5"), "a b", "on a text the value -5 is the word 5, no negation",
          AMOUNTS),
    words("-5", no(term("5")), "c d", "where a condition may stand, a leading dash negates",
          AMOUNTS),
    *(words(f"value{operator}5", where("value", number(5), meaning), ids, None, AMOUNTS)
      for operator, meaning, ids in (
          (":>", ">", "c"), (":>=", ">=", "b c"), (":<", "<", "a"), (":<=", "<=", "a b"),
          (":", ":", "b"), ("=", ":", "b"), (">", ">", "c"), (">=", ">=", "b c"),
          ("<", "<", "a"), ("<=", "<=", "a b"), (" :> ", ">", "c"), (" <= ", "<=", "a b"),
      )),
    words("value!=5", no(where("value", number(5))), "a c d", "d has no value: not 5 either",
          AMOUNTS),
    words("value != 5 value:*", both(no(where("value", number(5))), where("value", STAR)), "a c",
          None, AMOUNTS),
)

LINKS = rows("id note", ("a", "see https://x.com/a"), ("b", "https://x.com/b"),
             ("c", "at 10:30 sharp"), ("d", "10 to 30"))

COLONS = (
    query(LINKS, "note:https://x.com/a", note("https://x.com/a"), "a",
          "a value may contain colons: the words https, x, com, a in order"),
    query(LINKS, "note:10:30", note("10:30"), "c"),
)

CASES = (
    *PRECEDENCE, *NEGATION, *EVERYTHING, *OPERATORS_AS_WORDS, *SPACES, *DASHES, *COLONS,
)
