"""Questions said in members of an `Enum`: a `str` subclass is its text everywhere (spec §2).

What a text is spelled as depends on the question alone, so that a failing example stays one: some
questions are left as they are, in some every third text is a member, in some all are.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any
from zlib import crc32

from spec.tagged_values import Text

Spell = Callable[[str], str]
Ask = Callable[..., Any]
EVERY = (0, 1, 3)
"""Of so many texts one is a member, of none where it is 0."""


def spelling(params: Any) -> Spell | None:
    """How the texts of a question with some parameters are spelled; `None` leaves it alone."""
    every = EVERY[crc32(repr(params).encode(errors="surrogatepass")) % len(EVERY)]
    numbers = count()
    return (lambda text: text if next(numbers) % every else Text(text)) if every else None


def spelled(value: Any, spell: Spell) -> Any:
    """The same with other texts; keys of objects, and what is neither JSON nor text, stay."""
    match value:
        case str():
            return spell(value)
        case dict():
            return {name: spelled(held, spell) for name, held in value.items()}
        case list():
            return [spelled(held, spell) for held in value]
        case tuple():
            return tuple(spelled(held, spell) for held in value)
        case _:
            return value


def spelled_params(params: Any, spell: Spell) -> Any:
    """Parameters whose names are spelled so, too."""
    if isinstance(params, dict):
        return {spell(name): spelled(value, spell) for name, value in params.items()}
    return spelled(params, spell)


def spelled_options(options: Mapping[str, Any], spell: Spell) -> dict[str, Any]:
    """Keyword arguments; names that a mapping gives to kinds, fields and views are values here."""
    named = ("related", "saved_searches", "custom_fields")
    return {
        name: spelled_params(value, spell) if name in named else spelled(value, spell)
        for name, value in options.items()
    }


def in_other_spellings(ask: Ask) -> Ask:
    """Asks the question in another spelling; objects that are answered are those of the caller."""

    def asked(objects: Iterable[Any], params: Any = (), **options: Any) -> Any:
        spell = spelling(params)
        if spell is None:
            return ask(objects, params, **options)
        given = list(objects)
        others = [spelled(each, spell) for each in given]
        known = {id(other): own for other, own in zip(others, given)}
        params, options = spelled_params(params, spell), spelled_options(options, spell)
        answer = ask(others, params, **options)
        if isinstance(answer, list):
            return [known.get(id(each), each) for each in answer]
        return answer

    return asked
