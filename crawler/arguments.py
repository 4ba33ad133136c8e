"""What users give, `-a` arguments and settings, and what of it cannot be meant."""

import logging
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit


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


def check_settings(settings: Mapping[str, Any]) -> None:
    """Raises ArgumentError for the first setting that cannot be meant; one that is None or empty
    is switched off."""
    for needed, fits, names in _SETTINGS:
        for name in names.split():
            value = settings.get(name)
            if value not in (None, "") and not fits(value):
                raise ArgumentError(f"{name}={value}: {needed}")


def _number(least: float, kind: type = int) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        try:
            return bool(least <= kind(value) < 2**63)
        except (ValueError, TypeError):
            return False

    return fits


def _each(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Of a tuple, a list or a text with commas."""
    return lambda value: all(map(fits, value.split(",") if isinstance(value, str) else value))


def _is_level(value: Any) -> bool:
    return str(value).isdecimal() or str(value).upper() in logging.getLevelNamesMapping()


def _like(pattern: str) -> Callable[[Any], bool]:
    return lambda value: bool(re.fullmatch(pattern, str(value)))


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
        "SINK_FILES_BATCH_LINES SINK_FILES_BATCH_BYTES DISK_RESERVE RECENT_DAYS LOOKS_PER_RUN"
        " DOWNLOAD_MAXSIZE RETRY_TIMES REDIRECT_MAX_TIMES REQUESTS_PER_HOST_AND_DAY",
    ),
    (
        "a number, 0 or more, is needed",
        _number(0, float),
        "LISTING_TRUST_HOURS BACKOFF_FIRST_PAUSE BACKOFF_LONGEST_PAUSE DOWNLOAD_DELAY"
        " DOWNLOAD_TIMEOUT AUTOTHROTTLE_START_DELAY AUTOTHROTTLE_MAX_DELAY",
    ),
    (
        "numbers with commas between them are needed",
        _each(_number(0, float)),
        "SINK_PAUSES SECOND_LOOKS_HOURS",
    ),
    ("gz, zst or nothing is needed", _like("gz|zst"), "SINK_FILES_COMPRESSION"),
    (
        "postgresql://user@host/database is needed",
        _like(r"postgres(?:ql)?(?:\+psycopg)?://.*|(?:\w+\s*=.*)"),
        "SINK_POSTGRES",
    ),
    (
        "sqlite:///file or postgresql://user@host/database is needed",
        _like(r"sqlite:///.*|postgres(?:ql)?(?:\+psycopg)?://.*"),
        "MEMORY_URL",
    ),
    ("DEBUG, INFO, WARNING, ERROR or CRITICAL is needed", _is_level, "LOG_LEVEL"),
    ("s3://bucket/folder is needed", _like("s3://[^/]+.*"), "SINK_S3"),
    ("an address with https:// is needed", _like("https?://.+"), "SINK_SYNDICATION_URL"),
)
"""What is needed, what tells whether it is given, names of settings."""
