"""Pages outside a crawl: a stored response in, a finished article or the reason why not out."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DropItem, IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.utils.misc import build_from_crawler
from scrapy.utils.test import get_crawler

from crawler.catalogue import find_site
from crawler.extract.discovery import kind_of
from crawler.items import Article
from crawler.reader import NotAnArticle, OpenedArticle, join_articles, open_article
from crawler.site import Site
from pipelines.captions import Captions
from pipelines.furniture import Furniture
from pipelines.normalize import Normalize
from pipelines.validate import Validate

MOST_BYTES = 20 * 1024 * 1024
"""A page that unpacks to more is refused."""
MOST_PARTS = 20
"""Pages of one article."""
_PIPELINES = (Normalize(), Furniture(), Captions(), Validate())
"""What needs neither other items nor a crawl; the same verbs in the same order as in one."""

_NO_PAGE = re.compile(r"^(?:image|video|audio|font)/|css$|javascript$|json$")

Lookup = Callable[[str], Response | None]
"""The stored response for an address, still encoded; None where there is none."""


class Refused(Exception):
    """The page gives no line of a feed; the text is a reason that can be counted."""


def finish(
    response: Response,
    *,
    identity: str | None = None,
    fetched: datetime | None = None,
    record: str | None = None,
    lookup: Lookup = lambda url: None,
) -> Article:
    """The article of a stored page, through the pipelines. Raises Refused, and nothing else.

    `identity`: what stands before the colon of the site's ids, where no spider describes it.
    """
    try:
        site = find_site(response.url) or _undescribed(response.url, identity)
        parts = [page.to_item(fetched, record) for page in _pages(response, site, lookup)]
        article = join_articles(*parts)
        for pipeline in _PIPELINES:
            article = pipeline.process_item(article)
    except NotAnArticle as error:
        raise Refused(error.reason) from error
    except DropItem as error:
        raise Refused(type(error).__name__) from error
    except Refused:
        raise
    except Exception as error:  # ours, but it costs one page
        raise Refused(f"crash: {type(error).__name__}: {error}"[:200]) from error
    return article


def _undescribed(url: str, identity: str | None) -> Site | None:
    """The site of a crawl whose spider was told it by an argument."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    return Site(host=host, scheme=parts.scheme, id_host=identity) if identity else None


def _pages(response: Response, site: Site | None, lookup: Lookup) -> Iterator[OpenedArticle]:
    following: Response | None = response
    seen: set[str] = set()
    for _ in range(MOST_PARTS):
        if following is None:
            return
        if "truncated" in following.flags:
            raise Refused("truncated")
        page = decoded(following)
        media_type = _media_type(page)
        html = kind_of(page.body) == "html"
        coding = page.headers.get("Content-Encoding")  # some servers name a charset here
        if coding and not html:
            raise Refused(f"no codec for {coding.decode('latin-1')[:40]}")
        if not html or _NO_PAGE.search(media_type):
            raise Refused(f"no HTML: {media_type}")
        encoding = page._declared_encoding() if isinstance(page, TextResponse) else None
        opened = open_article(page.body, page.url, site=site, encoding=encoding)
        yield opened
        more = opened.next_part
        seen.add(page.url)
        wanted = more and more not in seen and (site is None or site.owns(more))
        following = lookup(more) if more and wanted else None


def decoded(response: Response) -> Response:
    """The response without its Content-Encoding. Raises Refused for what cannot be unpacked."""
    if "Content-Encoding" not in response.headers:
        return response
    try:
        decoded = _decompression().process_response(Request(response.url), response)
    except IgnoreRequest as error:
        raise Refused("too large") from error
    except Exception as error:  # what the libraries raise for broken data is not their contract
        raise Refused("broken encoding") from error
    assert isinstance(decoded, Response)
    return decoded


@lru_cache(maxsize=1)
def _decompression() -> HttpCompressionMiddleware:
    settings = {"DOWNLOAD_MAXSIZE": MOST_BYTES, "LOG_LEVEL": "WARNING"}
    crawler: Crawler = get_crawler(settings_dict=settings)
    return build_from_crawler(HttpCompressionMiddleware, crawler)


def _media_type(response: Response) -> str:
    header = response.headers.get("Content-Type") or b"unknown"
    return header.decode("latin-1").partition(";")[0].strip().lower()
