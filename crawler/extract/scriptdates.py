"""Date lines in scripts that our table of months does not know, by dateparser."""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from crawler.extract.timestamps import VIETNAM, PublishedDate

_FOREIGN = re.compile(r"(?:\w+,? )?\d{1,2}[.,]? ([^\W\d]{2,14})[.,]? \d{4}\b")
_LANGUAGES = ["ar", "fa", "hi", "bn", "he", "ka", "hy"]
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "TIMEZONE": "Asia/Ho_Chi_Minh",
    "RETURN_AS_TIMEZONE_AWARE": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": datetime(2000, 1, 1),
}


def parse_rare_script(text: str, line: str) -> PublishedDate | None:
    """Day, month name and year in such a script; `line`: `text` in lower case without tones."""
    found = _FOREIGN.match(line) if len(text) <= 50 else None
    return _rare(text) if found and found[1] > "\u0530" else None


@lru_cache(maxsize=1_000)
def _rare(text: str) -> PublishedDate | None:
    import dateparser  # type: ignore[import-untyped]  # a slow import that most pages never need

    value = dateparser.parse(text, languages=_LANGUAGES, settings=_SETTINGS)
    if value is None:
        return None
    value = value if value.tzinfo else value.replace(tzinfo=VIETNAM)
    if re.search(r"\d{1,2}[:h.]\d{2}", text):
        return PublishedDate(value, "minute")
    midnight = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return PublishedDate(value - midnight, "day")
