"""Pages that stand in the way: what a wall against robots or a login page looks like."""

import re
from collections.abc import Mapping
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from crawler.extract.tree import inner_text

_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|ddos protection|access denied"
    r"|verify you are human|enable javascript and cookies|vui lòng bật javascript|captcha"
    r"|kiểm tra trình duyệt",
    re.I,
)
_LOGIN = re.compile(r"(?:đăng nhập|log ?in|sign ?in)\b", re.I)
_LOGIN_PLACE = re.compile(r"/(?:dang-?nhap|log-?in|sign-?in)(?:\.\w+)?(?:/|\Z)", re.I)
# A part of a title by itself: `404 hộ dân có nước sạch` is news.
_404 = r"(?:\A|[-|–:]\s)\s*(?:lỗi\s*|error\s*)?404\s*(?:\Z|[-|–:!.]|trang |không )"
_MISSING = re.compile(
    rf"{_404}|\b404 (?:not|error|page)|not found|không tìm thấy trang|trang không tồn tại|\b403 forbidden"
    r"|\b50[0-4] (?:internal|bad|service|gateway)",
    re.I,
)
_GONE = re.compile(
    r"(?:(?:404|lỗi|error|oops|xin lỗi|rất tiếc)[\s,.:!-]*)*"
    r"(?:(?:trang|bài viết|nội dung|tin(?: bài)?|đường dẫn|liên kết|địa chỉ)"
    r"(?:[^.!?]{0,30}\b(?:bạn|quý|yêu cầu|truy cập)\b[^.!?]{0,40}| này)?"
    r"(?: hiện)? (?:không (?:còn )?tồn tại|không (?:được )?tìm thấy|đã bị (?:gỡ|x[óo][áa]))"
    r"|(?:the |this )?page (?:that )?(?:you[^.!?]{0,40} )?(?:does not|doesn't|could not|cannot|can't|no longer) )",
    re.I,
)
_CLOSED = re.compile(
    r"(?:website|trang|hệ thống|cổng)\b.{0,40} đang (?:được )?(?:bảo trì|nâng cấp)"
    r"|under (?:maintenance|construction)",
    re.I,
)
_FEW_LINKS = 12
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


def find_obstacle(root: etree._Element, url: str, head: str, text: str) -> str | None:
    """Why a page with so short a text is no article: `challenge`, `login`, `error page`; else None.

    `head`: what the page is called.
    """
    if _CHALLENGE.search(head):
        return "challenge"
    if any(field.get("type") == "password" for field in root.iter("input")):
        named = _LOGIN.search(head) or _LOGIN_PLACE.search(urlsplit(url).path)
        if named or (len(text) < 200 and _few_links(root)):  # others have a box for members
            return "login"
    if len(text) < 400:
        if _MISSING.search(head) or _GONE.match(text):
            return "error page"
        if any(_MISSING.match(inner_text(heading)) for heading in root.iter("h1", "h2")):
            return "error page"
        if _CLOSED.search(head) and _few_links(root):
            return "error page"
    return None


def _few_links(root: etree._Element) -> bool:
    return sum(1 for _ in islice(root.iter("a"), _FEW_LINKS)) < _FEW_LINKS
