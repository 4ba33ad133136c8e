"""Spiders over the site that the environment names, each with its own fault."""

import os
import signal
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from crawler.site import Site
from crawler.spider import BulletinSpider


class _Spider(BulletinSpider):
    def __init__(self, *args: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        host = urlsplit(os.environ["TEST_SITE"]).netloc
        self.sites = (Site(host=host, scheme="http", id_host="mau"),)


class Whole(_Spider):
    name = "whole"


class Dead(_Spider):
    name = "dead"

    def __init__(self, *args: str, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        self.sites = (Site(host="127.0.0.1:9", scheme="http"),)


class BreaksInCallback(_Spider):
    name = "callback"

    def parse_article(self, response: Any, **arguments: Any) -> Any:
        raise RuntimeError("the callback breaks")


class BreaksInStart(_Spider):
    name = "start"

    async def start(self) -> AsyncIterator[Any]:
        raise RuntimeError("start breaks")
        yield


class Killed(_Spider):
    name = "killed"

    def parse_article(self, response: Any, **arguments: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)
