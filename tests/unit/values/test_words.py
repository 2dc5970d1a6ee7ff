"""Words found the fast way are those that the definition finds (spec §5.2)."""

from typing import Any

import pytest
from asking import faults, ids
from hypothesis import given
from hypothesis import strategies as st

from oppquery.plan import Fit, FittedWord, Words
from oppquery.planning.text_literals import read_phrase, read_word, text_tests, unquoted
from oppquery.scan.word_tests import compile_pattern, compile_words
from oppquery.values.words import words_of, words_of_each

ALPHABET = "aAbsS_1 -.,'ßéİıΣς\u0301ﬁⅣ²の字\n"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=12)


def fits(word: FittedWord, other: str) -> bool:
    match word.fit:
        case Fit.WHOLE:
            return other == word.text
        case Fit.PREFIX:
            return other.startswith(word.text)
        case _:
            return like(word.text, other)


def like(pattern: str, text: str) -> bool:
    """`*` stands for anything: the definition, in exponential time."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return like(pattern[1:], text) or (text != "" and like(pattern, text[1:]))
    return text[:1] == pattern[0] and like(pattern[1:], text[1:])


def has(words: Words, text: str) -> bool:
    """Whether the words stand somewhere in a text, next to each other."""
    found, wanted = words_of(text), words.words
    places = range(len(found) - len(wanted) + 1)
    return any(all(map(fits, wanted, found[place:])) for place in places)


def readable(texts: st.SearchStrategy[str], read: Any) -> st.SearchStrategy[Words]:
    def words(text: str) -> Words | None:
        try:
            found: Words = read(text)
        except ValueError:
            return None
        return found

    return texts.map(words).filter(lambda each: each is not None)


@given(readable(TEXTS, read_word), TEXTS)
def test_a_word_is_found_where_the_definition_finds_it(words: Words, text: str) -> None:
    assert compile_words(words)(text) == has(words, text)


@given(readable(TEXTS, read_phrase), TEXTS)
def test_a_phrase_is_found_where_the_definition_finds_it(words: Words, text: str) -> None:
    assert compile_words(words)(text) == has(words, text)


@given(
    readable(st.text(st.sampled_from("ab*-"), max_size=6), read_word), st.text("ab-", max_size=8)
)
def test_wildcards_in_words(words: Words, text: str) -> None:
    assert compile_words(words)(text) == has(words, text)


@given(st.lists(st.text("ab", max_size=3), min_size=2).map("*".join), st.text("ab", max_size=9))
def test_a_pattern_fits_the_whole_text(pattern: str, text: str) -> None:
    assert compile_pattern(tuple(pattern.split("*")))(text) == like(pattern, text)


@given(st.text(max_size=30))
def test_words_of_ascii_are_cut_like_all_others(text: str) -> None:
    assert words_of(f"{text} é") == [*words_of(text), "é"]


@given(TEXTS)
def test_a_text_has_its_own_words(text: str) -> None:
    for word in words_of(text):
        assert compile_words(read_phrase(word))(text)
        assert compile_words(read_word(word[:1]))(text) or not words_of(word[:1])


# --- values of parameters


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        ('"call back"', "call back"),
        ('""', ""),
        (r'"say \"hi\""', 'say "hi"'),
        (r'"back\\slash"', "back\\slash"),
        (r'"C:\temp"', r"C:\temp"),
        ('"', None),
        ('"open', None),
        ('open"', None),
        ('"call" "back"', None),
        (r'"unclosed\"', None),
        ("call", None),
        ("", None),
    ],
)
def test_double_quotes_make_a_phrase_when_they_hold_everything(
    value: str, inside: str | None
) -> None:
    assert unquoted(value) == inside


def test_several_quoted_parts_are_words() -> None:
    rows = [{"id": "a", "note": "backs the caller"}, {"id": "b", "note": "call"}]
    assert ids(rows, {"note": '"call" "back"'}) == "a"


def test_words_with_a_wildcard_beside_others() -> None:
    rows = [{"id": "a", "note": "follow-up"}, {"id": "b", "note": "follow it up"}]
    assert ids(rows, {"note": "follow-*p"}) == "a"
    assert ids(rows, {"note": "f*w-u"}) == "a"
    assert ids(rows, {"note": "follow *p"}) == "a b"


def test_a_lone_star_is_any_text() -> None:
    rows = [
        {"id": "a", "note": "x"},
        {"id": "b", "note": ""},
        {"id": "c"},
        {"id": "d", "note": "!"},
    ]
    assert ids(rows, {"note": "*"}) == "a d"
    assert ids(rows, {"note": "* x"}) == "a"
    assert ids(rows, {"note": ""}) == "b c"


@pytest.mark.parametrize("value", ["!!", "a !!", "**", "-", '"?"', " ", '""', "\u0001"])
def test_values_without_a_word(value: str) -> None:
    assert faults({"note": value}) == [("note", "bad_text")]


def test_each_word_is_a_condition() -> None:
    assert len(text_tests("call me *")) == 3
    assert len(text_tests('"call me"')) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [("20", "n t m"), ('"20"', "n t m"), ("*..*", "n t d m"), ("*", "n t d m"), ("2024", "d m")],
)
def test_undeclared_fields(value: str, expected: str) -> None:
    rows = [
        {"id": "n", "custom.cf_x": 20},
        {"id": "t", "custom.cf_x": "20 seats"},
        {"id": "d", "custom.cf_x": "2024-05-17"},
        {"id": "m", "custom.cf_x": [20, "2024-01-01"]},
        {"id": "e", "custom.cf_x": []},
    ]
    assert ids(rows, {"custom.cf_x": value}) == expected


def test_many_wildcards_side_by_side_take_one_pass() -> None:
    """Each word of the text meets each different word of the pattern once, not at every place."""
    test = compile_words(read_word("-".join(["a*"] * 900)))
    assert not test("ab " * 899)
    assert test("x " + "ab " * 900)
    assert compile_words(read_word("a*-b*-a*"))("az ay bx aw")
    assert not compile_words(read_word("a*-b*-a*"))("az bx by aw")


@given(st.lists(st.text(st.sampled_from("aB_9 \0\n-é")), max_size=5))
def test_texts_are_cut_together_as_each_alone(texts: list[str]) -> None:
    assert list(words_of_each(texts)) == list(map(words_of, texts))
