"""No request leaves the site, http(s) or the public network; all of a site shares one slot."""

from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.extract.hosts import is_private
from crawler.site import Site


class StayOnSite:
    """Downloader middleware, before robots.txt is asked: refuses what leads off the site.

    A crawl of a site on loopback may stay there. Names that resolve to private addresses are
    refused where they are resolved (`crawler.resolver`).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.met: dict[str, Site] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StayOnSite":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a redirect or link that points off the site; choose slot and cookie jar."""
        host = urlsplit(request.url).hostname or ""
        site: Site | None = request.cb_kwargs.get("site") or self._site_of(request.url)
        if site is None:
            raise self._refusal("off the site")
        if is_private(host):
            request.meta["autothrottle_dont_adjust_delay"] = True
            if not site.owns(request.url):
                raise self._refusal("private address")
        if not may_visit(site, request.url):
            raise self._refusal("off the site")
        self.met[site.host] = site
        request.meta["download_slot"] = slot_of(site, request.url)
        request.meta["dont_merge_cookies"] = not site.cookies

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse a redirect to a scheme that RedirectMiddleware does not follow."""
        if 300 <= response.status < 400 and "Location" in response.headers:
            place = (response.headers["Location"] or b"").decode("latin-1")
            if urlsplit(urljoin(request.url, place)).scheme not in ("http", "https"):
                raise self._refusal("another scheme")
        return response

    def _site_of(self, url: str) -> Site | None:
        """Whose robots.txt `url` is: a site's, or that of a host with pictures and files."""
        sites = getattr(self.crawler.spider, "sites", ())
        met = self.met.get(urlsplit(url).netloc.removeprefix("www."))
        return next((site for site in sites if may_visit(site, url)), met)

    def _refusal(self, reason: str) -> IgnoreRequest:
        assert self.crawler.stats
        self.crawler.stats.inc_value(f"refused/{reason.replace(' ', '_')}")
        return IgnoreRequest(reason)


def may_visit(site: Site, url: str) -> bool:
    """True for an address of `site` or of the host that it is known to have moved to."""
    if site.owns(url):
        return True
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return parts.scheme in ("http", "https") and host == site.moved_to


def slot_of(site: Site, url: str) -> str:
    """The downloader slot of a request: one for all of a site's own names."""
    own = site.host if site.owns(url) else urlsplit(url).netloc
    return (urlsplit(f"//{own}").hostname or "").removeprefix("www.")
