"""Second looks: what is due is asked for again, and what has vanished gets its tombstone."""

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider

from crawler.items import Article
from crawler.ledger import Ledger
from crawler.memory import EXPORTED, GONE, UNCHANGED, Known, Memory
from crawler.memory.policy import is_another_day
from crawler.revisions import tombstone
from crawler.run import Run

VANISHED = frozenset({"HTTP 404", "HTTP 410"})


class SecondLooks:
    """Those of one crawl."""

    def __init__(self, crawler: Crawler, known: dict[str, Known]) -> None:
        """`known`: what has been looked up in this run; what is due is added."""
        self.crawler = crawler
        self.known = known
        self.run = Run.of(crawler)
        self.ledger = Ledger.of(crawler)
        self.early: list[tuple[Request, str]] = []
        """Those that found nothing before a listing was read, and why."""

    def requests(self, memory: Memory) -> Iterator[Request]:
        """A request for each article that is due; those of sites that are gone are let go."""
        sites = dict.fromkeys(site.identity for site in getattr(self.crawler.spider, "sites", ()))
        astray = []
        for known in memory.due(self.crawler.settings.getint("LOOKS_PER_RUN"), sites):
            if request := self._request(known):
                yield request
            else:
                astray.append(known.id)
        if astray:
            memory.let_go(astray)

    def _request(self, known: Known) -> Request | None:
        spider: Any = self.crawler.spider
        sites = (site for site in spider.sites if site.identity == known.site)
        site = next((site for site in sites if site.owns(known.url or "")), None)
        if site is None or not known.url:
            return None
        self.known[known.id] = known
        self.ledger.looks.add(known.id)
        request: Request = spider.look_again(known.url, site, known.section or "", known.id)
        request.meta["due"] = True
        if known.state == EXPORTED:
            request.meta["look"] = known
            request.headers.update(conditions(known.etag, known.last_modified))
        return request

    def holds(self, request: Request) -> bool:
        """True for a link to what this run asks for anyway, because it is due."""
        identity = request.cb_kwargs["identity"]
        if identity not in self.ledger.looks or request.meta.get("due"):
            return False
        self.ledger.named.add(identity)
        return True

    def answer(self, request: Request, reason: str) -> list[Article] | None:
        """Answer for a look that brought no page; None where `request` is none, or failed.

        Returns the tombstone of what has vanished for good. Where no listing has told yet how the
        site fares, the answer waits until all else is done.
        """
        known: Known | None = request.meta.get("look")
        if known is None:
            return None
        if reason == "HTTP 304":
            self.ledger.answer(known.id, UNCHANGED)
            return []
        if reason not in VANISHED:
            return None
        again = known.gone is not None and is_another_day(known.gone, self.run.started)
        if again and known.id not in self.ledger.named:
            if request.cb_kwargs["site"].host in self.ledger.read:
                return [tombstone(known, reason, self.run.started)]
            self.early.append((request, reason))
            return []
        self.ledger.answer(known.id, GONE, reason)
        return []

    def spider_idle(self) -> None:
        """All listings are read: what was missing before is asked for once more, or left alone."""
        assert self.crawler.engine
        early, self.early = self.early, []
        asked = False
        for request, reason in early:
            known = request.meta["look"]
            up = request.cb_kwargs["site"].host in self.ledger.read
            if up and known.id not in self.ledger.named:
                self.crawler.engine.crawl(request.replace(dont_filter=True))
                asked = True
            else:
                self.ledger.answer(known.id, GONE, reason)
        if asked:
            raise DontCloseSpider


def conditions(etag: str | None, modified: str | None) -> dict[str, str]:
    """Headers under which a page need not be sent again."""
    headers = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in headers.items() if value}
