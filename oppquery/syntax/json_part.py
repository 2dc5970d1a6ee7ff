"""The JSON of a Smart View, piece by piece: each knows its path and checks what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oppquery.errors.problems import InvalidValue
from oppquery.errors.wording import listed, named, shown, suggest
from oppquery.rows import plain_text


@dataclass(frozen=True, slots=True)
class JsonPart:
    """A value of the JSON and its path.

    Each method reads it as one type, and raises `InvalidValue` with the path if it is of another.
    `whole` is the path of the object in which this member is missing, which is then the one shown.
    """

    value: Any
    path: str
    whole: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether it is there and not null."""
        return self.value is not None

    def member(self, name: str) -> JsonPart:
        """A member of an object, null where it has none."""
        members = self.object()
        whole = None if name in members else self.path
        return JsonPart(members.get(name), f"{self.path}.{name}", whole)

    def type(self, known: Iterable[str]) -> str:
        """The type of an object, one of some."""
        return JsonPart(self.member("type").value, self.path).choice(known, "its type must be")

    def object(self) -> Mapping[str, Any]:
        """An object."""
        if isinstance(self.value, Mapping):
            return self.value
        raise self.bad("must be an object")

    def only(self, names: Iterable[str]) -> None:
        """An object with no other members than these."""
        known = tuple(names)
        for name in self.object():
            if name not in known:
                path = f"{self.path}.{named(name) if isinstance(name, str) else shown(name)}"
                near = suggest(name, known) if isinstance(name, str) else ()
                raise InvalidValue(
                    "bad_s_query",
                    f"there is no such member here: there are {listed(known, 'and')}",
                    expected=known,
                    suggestions=near,
                    span=path,
                )

    def items(self) -> Iterator[JsonPart]:
        """The items of a list."""
        if not isinstance(self.value, list | tuple):
            raise self.bad("must be a list")
        return (JsonPart(item, f"{self.path}[{place}]") for place, item in enumerate(self.value))

    def text(self) -> str:
        """A string."""
        if isinstance(self.value, str):
            return plain_text(self.value)
        raise self.bad("must be a string")

    def flag(self) -> bool:
        """True or false."""
        if isinstance(self.value, bool):
            return self.value
        raise self.bad("must be true or false")

    def choice(self, known: Iterable[str], reason: str = "must be") -> str:
        """One of some strings."""
        choices = tuple(known)
        text = plain_text(self.value) if isinstance(self.value, str) else None
        if text in choices:
            return text
        near = () if text is None else suggest(text, choices)
        raise self.bad(f"{reason} {listed(choices)}", expected=choices, suggestions=near)

    def bad(
        self, reason: str, *, expected: tuple[str, ...] = (), suggestions: tuple[str, ...] = ()
    ) -> InvalidValue:
        """What is wrong with it."""
        span = self.path
        if self.whole is None:
            reason = f"{reason}, not {shown(self.value)}"
        else:
            span = self.whole
            reason = f"{self.path.removeprefix(f'{span}.')} is missing, which {reason}"
        return InvalidValue(
            "bad_s_query", reason, expected=expected, suggestions=suggestions, span=span
        )
