"""The words of a text field of one segment, and the rows in which each stands."""

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
from oppquery.index.structures.column import STRINGS, Column
from oppquery.plan import Fit, FittedWord, Words
from oppquery.scan.word_tests import compile_pattern, compile_words
from oppquery.schema.fields import Field
from oppquery.values.words import words_of, words_of_each

_SPARSE: Final = 32
"""A word that stands in less than one of so many rows has a posting, any other a bitmap."""
_TOGETHER: Final = 1_024
"""The texts of so many rows are cut into words together."""
_REPEATED: Final = 4
"""A text field repeats its texts when it has less than one in so many rows."""
_SAMPLED: Final = 1_000
_WILDCARD: Final = "*"
_LAST: Final = chr(0x10FFFF)


class WordIndex:
    """Rows by word, of the strings of a field: its value, or those in a list.

    A word alone is answered exactly; several must stand next to each other, which the texts
    of the rows that have them all tell.
    """

    def __init__(self, raws: Sequence[Any]) -> None:
        self._raws = raws
        self._size = len(raws)
        postings = _postings(raws)
        self._words = sorted(postings)
        self._rows = {word: _stored(postings[word], self._size) for word in self._words}

    def rows(self, words: Words, within: int) -> int:
        """The rows among `within` that have these words in a text."""
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
                fits = compile_pattern(tuple(word.text.split(_WILDCARD)))
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
        """About how many bytes of memory it takes, the texts themselves left aside."""
        words = sum(map(str.__sizeof__, self._words)) + self._rows.__sizeof__()
        return words + sum(each.__sizeof__() for each in self._rows.values())


def _postings(raws: Sequence[Any]) -> dict[str, array[int]]:
    """The rows of each word, ascending; a row is there as often as it has the word."""
    postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for row, words in enumerate(_words_of_rows(raws)):
        for word in words:
            postings[word].append(row)
    return postings


def _words_of_rows(raws: Sequence[Any]) -> Iterator[Iterable[str]]:
    for start in range(0, len(raws), _TOGETHER):
        some = raws[start : start + _TOGETHER]
        if set(map(type, some)) <= STRINGS:
            yield from words_of_each([text or "" for text in some])
        else:
            for raw in some:
                yield chain.from_iterable(map(words_of, strings_of(raw)))


def strings_of(raw: Any) -> Iterator[str]:
    """The strings that a raw value is or lists."""
    values = raw if isinstance(raw, list | tuple) else (raw,)
    return (each for each in values if isinstance(each, str))


def _stored(rows: array[int], size: int) -> int | array[int]:
    if len(rows) * _SPARSE < size:
        return rows[:]
    return bitmap.from_many_positions(rows, size)


class RepeatedTexts:
    """The words of a field whose texts repeat: those of each distinct text, and its rows."""

    def __init__(self, column: Column) -> None:
        self._column = column
        self._distinct = WordIndex(column.values)
        self._every = bitmap.full(len(column.values))

    def rows(self, words: Words, within: int) -> int:
        """The rows among `within` that have these words in a text."""
        codes = bitmap.positions(self._distinct.rows(words, self._every))
        return self._column.rows_among(codes) & within

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes, the column of the texts left aside."""
        return self._distinct.nbytes


def build_word_index(
    field: Field, raws: Sequence[Any], column: Callable[[], Column], kind: type | None = None
) -> WordIndex | RepeatedTexts:
    """The words of the raw values of a field, whose column there is; raises `BadValue`.

    `kind` is the Python type of all of these values, where that is known.
    """
    if kind is type(None):
        return RepeatedTexts(Column((), bytes(len(raws))))
    if kind not in STRINGS and not set(map(type, raws)) <= STRINGS:
        _check_texts(field, raws)
    elif _repeat(raws[:_SAMPLED]) and _repeat(raws):
        return RepeatedTexts(column())
    return WordIndex(raws)


def _repeat(raws: Sequence[Any]) -> bool:
    return len(set(raws)) * _REPEATED < len(raws)


def _check_texts(field: Field, raws: Sequence[Any]) -> None:
    read = reader(field)
    for raw in raws:
        if raw is not None and not field.may_be_list:
            read(raw)
