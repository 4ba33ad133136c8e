"""The queue of what is to be requested, small enough for the sitemap of a whole archive."""

from collections import deque

from scrapy import Request
from scrapy.crawler import Crawler


class SlimQueue:
    """First in, first out; an article's request waits as its address and identity.

    A request takes 1.7 kB, a sitemap may name 50,000. What all articles of a page share is kept
    once; any other request is kept as it is.
    """

    def __init__(self) -> None:
        self._queue: deque[Request | tuple[str, str, Request]] = deque()
        self._like: Request | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, key: str) -> "SlimQueue":
        return cls()

    def push(self, request: Request) -> None:
        """Add `request`."""
        self._queue.append(self._slim(request) if _is_plain(request) else request)

    def pop(self) -> Request | None:
        """The oldest request."""
        return _whole(self._queue.popleft()) if self._queue else None

    def peek(self) -> Request | None:
        """The oldest request, which stays."""
        return _whole(self._queue[0]) if self._queue else None

    def close(self) -> None:
        """Nothing is kept between runs."""

    def __len__(self) -> int:
        return len(self._queue)

    def _slim(self, request: Request) -> tuple[str, str, Request]:
        like = self._like
        if like is None or not _is_alike(like, request):
            self._like = like = request
        return request.url, request.cb_kwargs["identity"], like


def _is_plain(request: Request) -> bool:
    return "identity" in request.cb_kwargs and not request.meta and not request.headers


def _is_alike(like: Request, request: Request) -> bool:
    """True where two requests differ in address and identity alone."""
    mine, others = request.cb_kwargs, like.cb_kwargs
    return (
        (request.callback, request.errback) == (like.callback, like.errback)
        and (request.priority, request.dont_filter) == (like.priority, like.dont_filter)
        and mine.keys() == others.keys()
        and all(others[name] is value for name, value in mine.items() if name != "identity")
    )


def _whole(kept: Request | tuple[str, str, Request]) -> Request:
    if isinstance(kept, Request):
        return kept
    url, identity, like = kept
    return Request(
        url,
        like.callback,
        cb_kwargs={**like.cb_kwargs, "identity": identity},
        priority=like.priority,
        dont_filter=like.dont_filter,
        errback=like.errback,
    )
