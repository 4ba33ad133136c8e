"""What users give, `-a` arguments and settings, and what of it cannot be meant."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import SplitResult, urlsplit


class ArgumentError(ValueError):
    """An argument or a setting that cannot be meant."""


def parse_day(name: str, text: str | None) -> date | None:
    """The day that `-a <name>=2024-12-31` means. No text is none; an empty one, as an unset
    variable of the shell leaves it, cannot be meant."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(f"{name}={text}: a day such as 2024-12-31 is needed") from error


def parse_count(name: str, text: str | None) -> int | None:
    """The positive number that `-a <name>=20` means."""
    if text is None:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentError(f"{name}={text}: a positive number is needed")
    return int(text)


def parse_host(name: str, text: str | None) -> str | None:
    """The host that `--<name>=www.mau.vn` or an address there means: lower case, no `www.`."""
    if text is None:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or re.search(r"[\s,*?]", host):
        raise ArgumentError(f"{name}={text}: a host such as baobacninh.vn is needed")
    return host.removeprefix("www.") + (f":{port}" if port else "")


def parse_address(name: str, text: str, schemes: Sequence[str] = ("http", "https")) -> SplitResult:
    """The address that `-a <name>=https://...` means, in its parts."""
    try:
        parts = urlsplit(text)
        if parts.scheme in schemes and parts.hostname:
            return parts
    except ValueError:  # such as a bracket that is not closed
        pass
    raise ArgumentError(f"{name}={text}: an address that begins with {schemes[-1]}:// is needed")


def check_settings(settings: Mapping[str, Any]) -> None:
    """Raises ArgumentError for the first setting that cannot be meant; one that is None is not
    there."""
    for needed, fits, names in _SETTINGS:
        for name in names.split():
            value = settings.get(name)
            if value is not None and not fits(value):
                raise ArgumentError(f"{name}={value}: {needed}")


def _number(least: float, kind: type = int, most: float = 2**63 - 1) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        try:
            return bool(least <= kind(value) <= most)
        except (ValueError, TypeError, OverflowError):
            return False

    return fits


def _each(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Of a tuple, a list or a text with commas; all may be empty."""
    return lambda value: all(
        map(fits, value.split(",") if value and isinstance(value, str) else value)
    )


def _is_level(value: Any) -> bool:
    return str(value).isdecimal() or str(value).upper() in logging.getLevelNamesMapping()


def _like(pattern: str) -> Callable[[Any], bool]:
    return lambda value: bool(re.fullmatch(pattern, str(value)))


_DAYS = 36_500
_HOURS = 24 * _DAYS
_SECONDS = 365 * 86_400
"""Longer ones no clock adds to a moment, and nobody means."""
_SETTINGS: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("0 or 1 is needed", _like("0|1|[Tt]rue|[Ff]alse"), "ARCHIVE MEDIA_TEXT"),
    (
        "a positive number is needed",
        _number(1),
        "ARCHIVE_SIZE MEDIA_MAXSIZE MEDIA_PER_ARTICLE PAGES_PER_SECTION PARTS_PER_ARTICLE"
        " BACKOFF_GIVE_UP_AFTER",
    ),
    (
        "a number, 0 or more, is needed",
        _number(0),
        "SINK_FILES_BATCH_LINES SINK_FILES_BATCH_BYTES DISK_RESERVE LOOKS_PER_RUN"
        " DOWNLOAD_MAXSIZE RETRY_TIMES REDIRECT_MAX_TIMES REQUESTS_PER_HOST_AND_DAY",
    ),
    (f"a number of days from 0 to {_DAYS} is needed", _number(0, most=_DAYS), "RECENT_DAYS"),
    (
        f"a number of hours from 0 to {_HOURS} is needed",
        _number(0, float, _HOURS),
        "LISTING_TRUST_HOURS",
    ),
    (
        f"a number of seconds from 0 to {_SECONDS} is needed",
        _number(0, float, _SECONDS),
        "BACKOFF_FIRST_PAUSE BACKOFF_LONGEST_PAUSE DOWNLOAD_DELAY DOWNLOAD_TIMEOUT"
        " AUTOTHROTTLE_START_DELAY AUTOTHROTTLE_MAX_DELAY",
    ),
    (
        f"numbers of seconds up to {_SECONDS} with commas between them are needed",
        _each(_number(0, float, _SECONDS)),
        "SINK_PAUSES",
    ),
    (
        f"numbers of hours up to {_HOURS} with commas between them are needed",
        _each(_number(0, float, _HOURS)),
        "SECOND_LOOKS_HOURS",
    ),
    ("gz, zst or nothing is needed", _like("|gz|zst"), "SINK_FILES_COMPRESSION"),
    (
        "postgresql://user@host/database is needed",
        _like(r"|postgres(?:ql)?(?:\+psycopg)?://.*|(?:\w+\s*=.*)"),
        "SINK_POSTGRES",
    ),
    (
        "sqlite:///file or postgresql://user@host/database is needed",
        _like(r"sqlite:///.*|postgres(?:ql)?(?:\+psycopg)?://.*"),
        "MEMORY_URL",
    ),
    ("DEBUG, INFO, WARNING, ERROR or CRITICAL is needed", _is_level, "LOG_LEVEL"),
    ("s3://bucket/folder is needed", _like("|s3://[^/]+.*"), "SINK_S3"),
    ("an address with https:// is needed", _like("|https?://.+"), "SINK_SYNDICATION_URL"),
)
"""What is needed, what tells whether it is given, names of settings."""
