"""A daily budget of requests for each host, whatever the number of runs and spiders."""

import logging
from collections import Counter
from datetime import date, datetime

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from sqlalchemy.exc import SQLAlchemyError

from crawler.extract.dates import VIETNAM
from crawler.ledger import SPENT
from crawler.memory.budget import Budget
from crawler.run import Run

logger = logging.getLogger(__name__)

NOTED_EVERY = 50
"""Requests of a host after which the database learns of them: what a killed run forgets."""


class DailyBudget:
    """Downloader middleware next to the downloader: counts robots.txt, retries and redirects too.

    What is asked for because it is due gets what is left of the first half of the budget.
    A trial neither reads nor writes the count, but keeps to the budget by itself.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.most = crawler.settings.getint("REQUESTS_PER_HOST_AND_DAY")
        if not self.most:
            raise NotConfigured
        self.spared = frozenset(crawler.settings.getdict("DOWNLOAD_SLOTS"))
        trial = Run.of(crawler).trial
        self.budget = None if trial else Budget(crawler.settings["MEMORY_URL"])
        self.spent: dict[tuple[str, date], int] = {}
        self.unnoted: Counter[tuple[str, date]] = Counter()
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DailyBudget":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Count the request, or refuse it: another day is another budget."""
        host = request.meta.get("download_slot", "")
        if host in self.spared:
            return
        key = (host, datetime.now(VIETNAM).date())
        if key not in self.spent:
            self.spent[key] = self.budget.spent(*key) if self.budget else 0
        share = self.most / 2 if "due" in request.meta else self.most
        if self.spent[key] >= share:  # what was forgotten must not cost the day's news
            raise IgnoreRequest(SPENT)
        self.spent[key] += 1
        self.unnoted[key] += 1
        if self.unnoted[key] >= NOTED_EVERY:
            self._note(key)

    def spider_closed(self) -> None:
        """Note what has not been noted yet."""
        for key in list(self.unnoted):
            self._note(key)
        if self.budget:
            self.budget.close()

    def _note(self, key: tuple[str, date]) -> None:
        count = self.unnoted.pop(key)
        try:
            if self.budget:
                self.budget.spend(*key, count)
        except SQLAlchemyError as error:  # politeness by guess is better than a lost article
            logger.warning("%d requests to %s could not be noted: %s", count, key[0], error)
