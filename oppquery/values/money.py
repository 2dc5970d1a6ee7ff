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
"""Prints an amount given in hundredths."""

_THOUSAND: Final = tuple(f",{number:03}" for number in range(1_000))
_FRACTION: Final = ("", *(f".{cents:02}" for cents in range(1, 100)))
"""Texts of the last three digits of an amount and of its cents: a look-up beats an f-string."""
_PRINTED_AS_INT: Final = 10**1_000
"""Numbers below are printed as `int`s; Python refuses to print an `int` of over 4,300 digits."""
_CURRENCIES: Final = 1_000
"""Currencies whose printers are kept; the data may name any text as a currency."""
_CODE: Final = re.compile(r"[A-Z]{3}")


@lru_cache(_CURRENCIES)
def money_printer(currency: str) -> Print:
    """A function that prints amounts, in hundredths, of a currency (spec §7.3).

    `currency` is an ISO 4217 code in capitals; one without a symbol stands for itself. Whole
    amounts have no decimals. Babel's `format_currency` takes more than 20 times as long.

    >>> [money_printer("CAD")(cents) for cents in (-50_050, 123_400)]
    ['-CA$500.50', 'CA$1,234']
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
    """The digits with thousands separated by commas."""
    return f"{whole:,}" if whole < _PRINTED_AS_INT else f"{Decimal(whole):,f}"


def is_currency(sign: str) -> bool:
    """True for the ISO 4217 code (capitals) or a sign of a currency (`$`, `CA$`, `₿`)."""
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
