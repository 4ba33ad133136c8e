"""Ban Tuyên giáo và Dân vận Trung ương. Pages are drawn by the reader's browser out of JSON."""

import re
from datetime import date
from functools import cached_property
from urllib.parse import urljoin

from crawler.pages import ListingPage
from crawler.site import Cms, Site
from crawler.spider import BulletinSpider

_SLUG = re.compile(
    r'\\?"blog\\?"\s*:\s*\{(?:[^{}]*?)\\?"slug\\?"\s*:\s*\\?"([a-z0-9-]+)\\?"([^{}]*)'
)
_DRAFT = re.compile(r'\\?"status\\?"\s*:\s*\\?"(?!approved)')


class TuyengiaodanvanListing(ListingPage):
    """Links stand only in objects called `blog`, plain or escaped (public code, January 2026)."""

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """`/vn/blogs/<slug>` of each approved object; else what any page's links say."""
        scripts = (script.text or "" for script in self.root.iter("script"))
        found = [blog for text in scripts for blog in _SLUG.finditer(text)]
        slugs = dict.fromkeys(blog[1] for blog in found if not _DRAFT.search(blog[0]))
        return tuple(urljoin(self.url, f"/vn/blogs/{s}") for s in slugs) or super().articles


TUYENGIAODANVAN = Cms(name="tuyengiaodanvan", listing_page=TuyengiaodanvanListing)


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
