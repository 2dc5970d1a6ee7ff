"""The inverted index of a text field: the words of a segment, and the rows that have each word."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, Final, assert_never

from oppquery.data.readers import reader
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.index.structures.transpose import TOGETHER
from oppquery.index.structures.type_traits import NULL, STRINGS
from oppquery.plan import Fit, FittedWord, Words
from oppquery.scan.word_tests import compile_pattern, compile_words
from oppquery.schema.fields import Field
from oppquery.values.words import WILDCARD, words_of, words_of_each

_REPEATED: Final = 4
"""Texts of a field repeat if fewer than one row in 4 has a text of its own."""
_SAMPLE: Final = 1_000
"""Texts, from the first on, by which it is guessed whether texts repeat."""
_LAST: Final = chr(0x10FFFF)
"""The greatest character: a word that begins with a prefix sorts before the prefix and this."""


class WordIndex:
    """The rows of each word of a field's strings: its value, or the strings in its list.

    A rare word has its rows in an array (a posting list), a frequent one in a bitmap. Prefixes
    are found by binary search in the sorted vocabulary, patterns by testing each word of it. One
    word is answered exactly; of several words, which must stand next to each other, the index
    gives the candidate rows, and then their texts are read.
    """

    def __init__(self, raws: Sequence[Any]) -> None:
        self._raws = raws
        self._size = len(raws)
        postings = _postings(raws)
        self._words = sorted(postings)
        self._rows = {word: _stored(postings[word], self._size) for word in self._words}

    def rows(self, words: Words, within: int) -> int:
        """The rows among `within` of which a text has these words in a row."""
        found = within
        for word in words.words:
            found &= self._rows_of(word)
            if not found:
                return 0
        if len(words.words) == 1:
            return found
        test, raws = compile_words(words), self._raws
        texts = strings_of
        passed = [row for row in bitmap.positions(found) if any(map(test, texts(raws[row])))]
        return bitmap.from_positions(passed, self._size)

    def _rows_of(self, word: FittedWord) -> int:
        match word.fit:
            case Fit.WHOLE:
                return self._joined((word.text,) if word.text in self._rows else ())
            case Fit.PREFIX:
                return self._joined(self._beginning_with(word.text))
            case Fit.PATTERN:
                fits = compile_pattern(tuple(word.text.split(WILDCARD)))
                return self._joined(filter(fits, self._words))
            case _:
                assert_never(word.fit)

    def _beginning_with(self, prefix: str) -> Sequence[str]:
        start = bisect_left(self._words, prefix)
        end = start
        words = self._words
        if start < len(words) and words[start].startswith(prefix):
            end = bisect_left(words, prefix + _LAST, start)
            while end < len(words) and words[end].startswith(prefix):
                end += 1
        return words[start:end]

    def _joined(self, words: Iterable[str]) -> int:
        rows = 0
        few: list[int] = []
        for word in words:
            known = self._rows[word]
            if isinstance(known, int):
                rows |= known
            else:
                few.extend(known)
        return rows | bitmap.from_positions(few, self._size) if few else rows

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes, without the texts themselves."""
        words = sum(map(str.__sizeof__, self._words)) + self._rows.__sizeof__()
        return words + sum(each.__sizeof__() for each in self._rows.values())


def _postings(raws: Sequence[Any]) -> dict[str, array[int]]:
    """The rows of each word, ascending; a row is listed once for each time it has the word."""
    postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for row, words in enumerate(_words_of_rows(raws)):
        for word in words:
            postings[word].append(row)
    return postings


def _words_of_rows(raws: Sequence[Any]) -> Iterator[Iterable[str]]:
    for start in range(0, len(raws), TOGETHER):
        some = raws[start : start + TOGETHER]
        if set(map(type, some)) <= STRINGS:
            yield from words_of_each([text or "" for text in some])
        else:
            for raw in some:
                yield chain.from_iterable(map(words_of, strings_of(raw)))


def strings_of(raw: Any) -> Iterator[str]:
    """The strings of a raw value: itself, or those in its list."""
    values = raw if isinstance(raw, list | tuple) else (raw,)
    return (each for each in values if isinstance(each, str))


def _stored(rows: array[int], size: int) -> int | array[int]:
    if bitmap.is_sparse(len(rows), size):
        return rows[:]
    return bitmap.from_many_positions(rows, size)


class RepeatedTexts:
    """The inverted index of a field whose texts repeat: over the distinct texts, not the rows."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._distinct = WordIndex(column.values)
        self._every = bitmap.full(len(column.values))

    def rows(self, words: Words, within: int) -> int:
        """The rows among `within` of which the text has these words in a row."""
        codes = bitmap.positions(self._distinct.rows(words, self._every))
        return self._column.rows_among(codes) & within

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes, without the column of the texts."""
        return self._distinct.nbytes


def build_word_index(
    field: Field, raws: Sequence[Any], column: Callable[[], Column], kind: type | None = None
) -> WordIndex | RepeatedTexts:
    """The inverted index of a field's raw values; raises `BadValue` for a value that is no text.

    `column` gives the column of these values, which is used if they repeat. `kind` is the Python
    type of all of them, if it is known.
    """
    if kind is NULL:
        return RepeatedTexts(Column((), bytes(len(raws))))
    if kind not in STRINGS and not set(map(type, raws)) <= STRINGS:
        _check_texts(field, raws)
    elif _repeat(raws[:_SAMPLE]) and _repeat(raws):
        return RepeatedTexts(column())
    return WordIndex(raws)


def _repeat(raws: Sequence[Any]) -> bool:
    return len(set(raws)) * _REPEATED < len(raws)


def _check_texts(field: Field, raws: Sequence[Any]) -> None:
    read = reader(field)
    for raw in raws:
        if raw is not None and not field.may_be_list:
            read(raw)
