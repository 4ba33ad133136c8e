"""Date lines in scripts that our table of months does not know, by dateparser."""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from crawler.extract.timestamps import VIETNAM, PublishedDate

_FOREIGN = re.compile(r"(?:\w+,? )?\d{1,2}[.,]? ([^\W\d]{2,14})[.,]? \d{4}\b")
_TWO_NAMES = re.compile(r"[^\W\d]{2,14} ?/ ?([^\W\d]{2,14})(?= \d{4}\b)")
"""A month by its name in the east of the Arab world and in the west: `04 آب/أغسطس 2013`."""
_LONGEST = 60
"""Characters of the longest line that is a date."""
_LANGUAGES = ["ar", "fa", "hi", "bn", "he", "ka", "hy"]
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "TIMEZONE": "Asia/Ho_Chi_Minh",
    "RETURN_AS_TIMEZONE_AWARE": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": datetime(2000, 1, 1),
}


def parse_rare_script(text: str) -> PublishedDate | None:
    """Day, month name and year in such a script, and the time right behind them."""
    if len(text) > _LONGEST:
        return None
    text = _TWO_NAMES.sub(r"\1", text.replace("،", ","))
    found = _FOREIGN.match(text)
    if not found or found[1] < "\u0530":
        return None
    rest = text[found.end() :].lstrip(" ,-|")
    return _rare(text if rest[:1].isdigit() else found[0])


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
