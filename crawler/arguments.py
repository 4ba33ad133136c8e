"""What `-a` arguments mean."""

from datetime import date


class ArgumentError(ValueError):
    """A `-a` argument that cannot be meant."""


def parse_day(name: str, text: str | None) -> date | None:
    """The day that `-a <name>=2024-12-31` means."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ArgumentError(f"{name}={text}: a day such as 2024-12-31 is needed") from error


def parse_count(name: str, text: str | None) -> int | None:
    """The positive number that `-a <name>=20` means."""
    if text is None:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentError(f"{name}={text}: a positive number is needed")
    return int(text)
