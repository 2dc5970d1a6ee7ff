"""Money as text: literals with a currency, and amounts as the API formats them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel.core import Locale

Print = Callable[[int], str]
"""Prints an amount in hundredths."""

_THOUSAND: Final = tuple(f",{number:03}" for number in range(1_000))
_FRACTION: Final = ("", *(f".{cents:02}" for cents in range(1, 100)))
"""The last three digits of an amount, and its cents: to look them up is faster than a format."""
_PRINTED_AS_INT: Final = 10**1_000
_CURRENCIES: Final = 1_000
_CODE: Final = re.compile(r"[A-Z]{3}")


def format_money(cents: int, currency: str) -> str:
    """An amount in hundredths as text, without decimals when whole (spec §7.3).

    >>> format_money(-50_050, "CAD")
    '-CA$500.50'
    """
    return money_printer(currency)(cents)


@lru_cache(_CURRENCIES)
def money_printer(currency: str) -> Print:
    """What prints amounts of a currency as `format_money` does.

    >>> [money_printer("EUR")(cents) for cents in (50_050, 123_400)]
    ['€500.50', '€1,234']
    """
    symbol: str = _locale().currency_symbols.get(currency, currency)

    def printed(cents: int) -> str:
        if cents < 0:
            return f"-{printed(-cents)}"
        whole, fraction = cents // 100, _FRACTION[cents % 100]
        if whole < 1_000:
            return f"{symbol}{whole}{fraction}"
        last = _THOUSAND[whole % 1_000]
        if whole < 1_000_000:
            return f"{symbol}{whole // 1_000}{last}{fraction}"
        return f"{symbol}{_grouped(whole // 1_000)}{last}{fraction}"

    return printed


def _grouped(whole: int) -> str:
    """The digits with thousands separated; a Decimal prints more of them than an int may."""
    return f"{whole:,}" if whole < _PRINTED_AS_INT else f"{Decimal(whole):,f}"


def is_currency(sign: str) -> bool:
    """Whether a text is the sign or the ISO 4217 code of a currency."""
    known = _locale()
    if _CODE.fullmatch(sign):
        return sign in known.currencies
    if len(sign) == 1 and unicodedata.category(sign) == "Sc":
        return True
    return sign in known.currency_symbols.values()


@cache
def _locale() -> Locale:
    from babel.core import Locale

    return Locale.parse("en_US")
