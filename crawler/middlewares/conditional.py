"""A listing that has not changed is not sent again, and counts as read."""

import zlib

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from crawler.looks import conditions
from crawler.memory import StoredListing
from crawler.revisit import Revisits

BIGGEST_STORED = 1_000_000
"""Bytes of a packed listing; a bigger one is asked for unconditionally."""


class Conditional:
    """Downloader middleware nearest the engine: "not modified" counts as read.

    A listing is asked for by its validators; where it has not changed, its body comes from the
    memory. Once in `LISTING_TRUST_HOURS` it is asked for whole, lest a wrong validator hide news.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.revisits = Revisits.of(crawler)
        self.ledger = self.revisits.ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Conditional":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Add the conditions under which a listing need not be sent."""
        memory = self.revisits.memory
        if memory is None or "page" not in request.cb_kwargs:
            return
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)  # of the address that redirected here
        stored = memory.listing(request.url)
        if stored is None or stored.read is None or stored.read < self.revisits.trusted_since:
            return
        request.headers.update(conditions(stored.etag, stored.last_modified))

    def process_response(self, request: Request, response: Response) -> Response:
        """Note validators; answer an unchanged listing from the memory."""
        etag, modified = (_header(response, name) for name in ("ETag", "Last-Modified"))
        identity = request.cb_kwargs.get("identity")
        if identity is not None and not request.cb_kwargs.get("parts") and (etag or modified):
            self.ledger.validators[identity] = (etag, modified)
        memory = self.revisits.memory
        if memory is None or "page" not in request.cb_kwargs:
            return response
        if response.status == 304 and (stored := memory.listing(request.url)):
            return _restored(stored, request)
        if response.status == 200 and (etag or modified):
            packed = zlib.compress(response.body)
            if len(packed) <= BIGGEST_STORED:
                kind = _header(response, "Content-Type")
                self.revisits.keep(request.url, StoredListing(etag, modified, kind, packed))
        return response


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def _restored(stored: StoredListing, request: Request) -> Response:
    headers = Headers({"Content-Type": stored.content_type or ""})
    kind = responsetypes.from_args(headers=headers, url=request.url, body=stored.body[:5000])
    return kind(
        request.url, status=200, headers=headers, body=stored.body, request=request,
        flags=["unchanged"],
    )  # fmt: skip
