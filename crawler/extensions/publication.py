"""The manifest beside the run's feed; `latest` moves, or the summary says why it stays."""

import json
import logging

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.manifest import code_version, publish_manifest
from crawler.revisit import Revisits
from crawler.run import Run

logger = logging.getLogger(__name__)


class Publication:
    """Works after the report, whose verdicts decide."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Publication":
        extension = cls(crawler)
        crawler.signals.connect(extension.engine_stopped, signal=signals.engine_stopped)
        return extension

    def engine_stopped(self) -> None:
        """Feed and report are written: write the manifest."""
        if self.run.trial or not self.run.feed.exists():
            return
        version = code_version(self.crawler.settings["VERSION"])
        try:
            report = json.loads(self.run.report.read_bytes())
            whole = Revisits.of(self.crawler).whole
            told = publish_manifest(self.run.feed, report, version, whole)
        except OSError:
            logger.exception("the manifest of %s could not be written", self.run.feed)
            assert self.crawler.stats
            self.crawler.stats.inc_value("storage/manifest_failed")
            return
        print(*told, sep="\n", end="\n" if told else "")
