"""Ban Tuyên giáo và Dân vận Trung ương. Pages are drawn by the reader's browser out of JSON."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.document import parse_html
from crawler.pages import ArticlePage, ListingPage
from crawler.site import Cms, Site
from crawler.spider import BulletinSpider

_BLOG = re.compile(r'"blog"\s*:\s*(?=\{)')
_DECODER = json.JSONDecoder(strict=False)


def find_blogs(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The objects called `blog` in the page's scripts, whether plain JSON or JSON in a string.

    As public code of January 2026 finds them: title, description, publishDate or createdAt, slug,
    status; the text is the longest of the strings.
    """
    for script in root.iter("script"):
        text = script.text or ""
        if '\\"blog\\"' in text:
            text = text.replace('\\\\"', "\\u0022").replace('\\"', '"').replace("\\\\", "\\")
        for place in _BLOG.finditer(text):
            try:
                blog, _ = _DECODER.raw_decode(text, place.end())
            except ValueError:
                continue
            if blog.get("title") and blog.get("status", "approved") == "approved":
                yield blog


def draw(blog: dict[str, Any]) -> bytes:
    """The page that a reader's browser would show."""
    named = {
        key: value.get("name") if isinstance(value, dict) else value for key, value in blog.items()
    }
    metas = {
        "article:published_time": named.get("publishDate") or named.get("createdAt"),
        "author": named.get("author"),
        "article:section": named.get("category"),
    }
    head = "".join(
        f'<meta property="{name}" content="{escape(str(value))}">'
        for name, value in metas.items()
        if value
    )
    text = max((value for value in blog.values() if isinstance(value, str)), key=len)
    title, lead = escape(blog["title"]), escape(blog.get("description") or "")
    return (
        f'<html lang="vi"><head><meta charset="utf-8">{head}</head><body><article>'
        f'<h1>{title}</h1><div class="sapo">{lead}</div><div>{text}</div></article></body></html>'
    ).encode()


class TuyengiaodanvanArticle(ArticlePage):
    def __init__(self, root: etree._Element, url: str) -> None:
        blog = next(find_blogs(root), None)
        super().__init__(root if blog is None else parse_html(draw(blog)), url)


class TuyengiaodanvanListing(ListingPage):
    @cached_property
    def articles(self) -> tuple[str, ...]:
        slugs = dict.fromkeys(blog.get("slug") for blog in find_blogs(self.root))
        links = tuple(urljoin(self.url, f"/vn/blogs/{slug}") for slug in slugs if slug)
        return links or super().articles


TUYENGIAODANVAN = Cms(
    name="tuyengiaodanvan",
    article_page=TuyengiaodanvanArticle,
    listing_page=TuyengiaodanvanListing,
)


class TuyengiaodanvanSpider(BulletinSpider):
    name = "tuyengiaodanvan"
    sites = (
        Site(
            host="tuyengiaodanvan.vn",
            start=("/vn", "/vn/bao-ve-nen-tang-tu-tuong-cua-dang"),
            cms=TUYENGIAODANVAN,
            owner="Ban Tuyên giáo và Dân vận Trung ương",
            verified=date(2026, 11, 24),
            verified_by="reconstructed",
        ),
    )
