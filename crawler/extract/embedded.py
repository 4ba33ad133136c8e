"""Articles that a JavaScript page carries as JSON inside its scripts.

What is found is written as plain HTML, so that the same reader reads it as any other page.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from lxml import etree

from crawler.extract.metadata import load_json, names_in
from crawler.extract.richtext import html_of
from crawler.extract.scriptdata import SHORTEST, data_of
from crawler.extract.text import fold

_TEXT = (
    "content", "body", "articleBody", "contentHtml", "content_html", "bodyHtml", "body_html",
    "html", "detail", "fullText", "full_text", "text", "noiDung", "noi_dung", "articleContent",
    "blocks",
)  # fmt: skip
_TITLE = ("title", "headline", "name", "tieuDe", "tieu_de", "subject")
_LEAD = (
    "description", "summary", "sapo", "lead", "excerpt", "intro", "shortDescription", "subTitle",
)  # fmt: skip
_DATE = (
    "publishDate", "publishedAt", "published_at", "datePublished", "publishTime", "publish_time",
    "publishedDate", "published", "createdAt", "created_at", "createdDate", "date",
    "publishDt", "deployDt", "regDt", "regDate", "registDate", "createDt", "postedAt", "postDate",
    "ngayDang", "ngay_dang", "ngayXuatBan", "publish_date",
)  # fmt: skip
_CHANGED = ("updatedAt", "updated_at", "dateModified", "modifiedAt", "modified")
_SECTION = (
    "category", "articleSection", "section", "chuyenMuc", "zone", "categoryName", "sectionName",
)  # fmt: skip
_AUTHOR = (
    "author", "authors", "tacGia", "byline", "byLines", "bylines", "writers", "writer", "reporters",
    "creator", "authorName", "writerName",
)  # fmt: skip
_NAMED = (
    "name",
    "fullName",
    "displayName",
    "writerName",
    "authorName",
    "reporterName",
    "tag",
    "title",
)
"""Keys under which the object of a person, a section or a tag holds its name."""
_TAGS = ("tags", "keywords")
_SLOT = re.compile(r"(?:\$\$\w{1,40}\$\$|\{\{[^{}<>]{1,40}\}\})")
"""What the site's own script replaces by an advertisement or a box."""
_OTHERS = re.compile(
    r"(?:related|similar|suggest|recommend|popular|trending|most_?(?:read|view)|tin_?lien_?quan|doc_?nhieu)",
    re.I,
)
"""How keys begin under which other articles stand than that of the page."""
_MARKUP = re.compile(r"<[^>]{1,500}>")
_MOST = 200_000
"""Values of one page that are looked through."""


def find_embedded(
    root: etree._Element, url: str, titles: Sequence[str], shown: str | None = None
) -> bytes | None:
    """The article that the page's scripts hold, as an HTML page (UTF-8); None where none is sure.

    `titles`: what the page's metadata call it. One object whose title they name, or whose slug or
    id stands in `url`, wins; else a single one that has a date, an author or a slug, or one twice
    as long as any other such. `shown`: the headline under which the page prints a text; what has
    another is another article.
    """
    found = sorted(
        ((len(_plain(text)), entry, text) for entry, text in _candidates(root)),
        key=lambda candidate: -candidate[0],
    )
    keys = {fold(title) for title in (*titles, shown or "")}
    sure = [c for c in found if _is_named(c[1], url, keys)]
    found = [c for c in found if sure or _is_published(c[1])]
    if not (sure or shown) and found and (len(found) == 1 or found[0][0] > 2 * found[1][0]):
        sure = found[:1]
    return _as_page(root, sure[0][1], sure[0][2]).encode("utf-8", "replace") if sure else None


def _is_named(entry: dict[str, Any], url: str, titles: set[str]) -> bool:
    title = _first(entry, _TITLE)
    if title and fold(title) in titles:
        return True
    return any(
        isinstance(value, str | int) and len(str(value)) > 5 and str(value) in url
        for value in (entry.get("slug"), entry.get("id"), entry.get("_id"))
    )


def _is_published(entry: dict[str, Any]) -> bool:
    """True where an entry has what a notice about cookies, or a form, has not."""
    dated = _first(entry, _DATE) or _number(entry, _DATE) or _first(entry, _AUTHOR)
    return bool(dated or _first(entry, ("slug",)))


def _candidates(root: etree._Element) -> Iterator[tuple[dict[str, Any], str]]:
    left = _MOST
    for data in data_of(root):
        stack: list[Any] = [data]
        while stack and left:
            left -= 1
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value))
            elif isinstance(value, str):
                if len(value) >= SHORTEST and value[0] in "{[":  # JSON as a string inside JSON
                    stack.append(load_json(value))
            elif isinstance(value, dict):
                own = [part for key, part in value.items() if not _OTHERS.match(key)]
                stack.extend(reversed(own))
                texts = (html_of(value.get(key)) for key in _TEXT)
                text = next((text for text in texts if len(text) > 60), "")
                if len(text) >= SHORTEST and _first(value, _TITLE):
                    if len(_plain(text)) >= SHORTEST:
                        yield value, text


def _first(entry: dict[str, Any], keys: Sequence[str]) -> str | None:
    for key in keys:
        for name in _names(entry.get(key)):
            if name:
                return name
    return None


def _names(value: Any) -> list[str]:
    """The names in a value: strings, objects with a name, lists of either."""
    if isinstance(value, list):
        return [name for part in value for name in _names(part)]
    if isinstance(value, dict) and not value.get("name"):
        return next((names for key in _NAMED if (names := names_in(value.get(key)))), [])
    return names_in(value)


def _plain(text: str) -> str:
    return _MARKUP.sub(" ", text)


def _as_page(root: etree._Element, entry: dict[str, Any], text: str) -> str:
    title, lead = _first(entry, _TITLE) or "", _first(entry, _LEAD)
    stated: dict[str, Any] = {"@type": "NewsArticle", "headline": title}
    for name, keys in (
        ("datePublished", _DATE), ("dateModified", _CHANGED), ("articleSection", _SECTION),
    ):  # fmt: skip
        stated[name] = _first(entry, keys) or _number(entry, keys)
    people = (_names(entry.get(key)) for key in _AUTHOR)
    stated["author"] = next((names for names in people if names), None)
    text = _SLOT.sub("", text)
    body = text if _MARKUP.search(text) else "".join(
        f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()
    )  # fmt: skip
    tags = [f'<a rel="tag">{escape(tag)}</a>' for key in _TAGS for tag in _names(entry.get(key))]
    head = "".join(
        etree.tostring(element, encoding="unicode", with_tail=False)
        for element in root.iter("base", "meta")
    )
    script = json.dumps(stated, ensure_ascii=False).replace("</", "<\\/")
    sapo = f'<p class="sapo">{escape(lead)}</p>' if lead else ""
    return (
        f'<html lang="{escape(root.get("lang") or "")}"><head>{head}<title>{escape(title)}</title>'
        f'<script type="application/ld+json">{script}</script></head><body><article>'
        f"<h1>{escape(title)}</h1>{sapo}<div>{body}</div>"
        f'<div class="tags">{"".join(tags)}</div></article></body></html>'
    )


def _number(entry: dict[str, Any], keys: Sequence[str]) -> str | None:
    """A date that is given as a number of seconds or milliseconds."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value > 10**8:
            return str(value)
    return None
