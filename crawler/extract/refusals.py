"""Pages that stand in the way: what a wall against robots or a login page looks like."""

import re
from collections.abc import Mapping

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.I | re.S)
_WALL = re.compile(
    rb"just a moment|attention required|checking your browser|ddos protection|access denied"
    rb"|verify you are human|are you a robot|captcha|one moment, please",
    re.I,
)
_MARKS = re.compile(
    rb"cf-chl|cf_chl|challenge-platform|_incapsula_|sucuri_cloudproxy|jschl|g-recaptcha|h-captcha"
    rb"|cf-turnstile|enable javascript and cookies",
    re.I,
)
_COOKIE_SCRIPT = re.compile(
    rb"document\.cookie\s*=.{0,2000}?location\.?(?:reload|href|replace|\s*=)", re.I | re.S
)
_PASSWORD = re.compile(rb"<input[^>]+type\s*=\s*[\"']?password", re.I)


def is_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """True for a page that wants to see a browser before it shows anything.

    `headers`: lower-case names. Articles about such pages are longer than a wall is.
    """
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    if len(body) > 60_000:
        return False
    title = _TITLE.search(body[:20_000])
    named = bool(title and _WALL.search(title[1]))
    if named and (status in (401, 403, 429, 503) or _MARKS.search(body)):
        return True
    return len(body) < 8_000 and b"<p" not in body and bool(_COOKIE_SCRIPT.search(body))


def is_login(body: bytes) -> bool:
    """True for a short page with a field for a password."""
    return len(body) < 60_000 and bool(_PASSWORD.search(body))
