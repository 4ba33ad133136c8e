"""A challenge is a failed fetch: recognised before anybody retries it, never solved or evaded."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.extract.refusals import is_challenge

HEADERS = ("cf-mitigated",)


class Refusals:
    """Downloader middleware between decompression and retries: flags challenge pages."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Refusals":
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response, flagged `challenge` where it is one."""
        headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in HEADERS}
        if is_challenge(response.status, headers, response.body):
            response.flags.append("challenge")
            request.meta["dont_retry"] = True
        return response
