"""The run's report: a JSON file for machines, a summary for the person at the terminal."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.ledger import Ledger
from crawler.memory import EXPORTED, FAILED, SETTLED
from crawler.outcome import VERDICTS, verdict_of
from crawler.run import Run


class Report:
    """Writes data/reports/<spider>/<start>.json and prints the summary when all is stored."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = Run.of(crawler)
        self.ledger = Ledger.of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Report":
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(extension.engine_stopped, signal=signals.engine_stopped)
        return extension

    def spider_opened(self) -> None:
        """Say at the start what an operator ought to mend."""
        if self._lacks_contact():
            print("No CONTACT is set: the sites cannot tell whom to ask (CONTACT=you@example.vn)")

    def spider_closed(self, reason: str) -> None:
        """A sample that is full leaves the rest to another run."""
        if reason == "closespider_itemcount":
            self.ledger.leave_out_the_rest("sample is full")

    def engine_stopped(self) -> None:
        """Everything is stored: tell."""
        report = self.report()
        if not self.run.trial:
            self.run.report.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(report, ensure_ascii=False, indent=1)
            self.run.report.write_text(text + "\n", encoding="utf-8")
        print("\n".join(self.summary(report)))

    def report(self) -> dict[str, Any]:
        """The report, as in docs/."""
        hosts = [site.host for site in getattr(self.crawler.spider, "sites", ())]
        verdicts = {host: verdict_of(host, self.ledger) for host in hosts}
        assert self.crawler.stats
        return {
            "spider": self.run.spider,
            "started": self.run.started.isoformat(),
            "finished": datetime.now(UTC).replace(microsecond=0).isoformat(),
            "finish_reason": self.crawler.stats.get_value("finish_reason"),
            "feed": str(self.run.feed) if self.run.feed.exists() else None,
            "verdicts": verdicts,
            "sections": self.ledger.sections(),
            "dropped": self.ledger.reasons(SETTLED),
            "failed": self.ledger.reasons(FAILED),
            "listings_failed": {host: reasons for host, reasons in self.ledger.broken.items()},
        }

    def summary(self, report: Mapping[str, Any]) -> list[str]:
        """The report in the lines that a person reads."""
        rows = report["sections"]
        exported = sum(row[EXPORTED] for row in rows)
        sections = sum(1 for row in rows if row[EXPORTED])
        seconds = (datetime.now(UTC) - self.run.started).total_seconds()
        if exported:
            lines = [f"{exported} articles from {sections} sections in {seconds:.0f} s"]
        else:
            lines = [f"Nothing new in {seconds:.0f} s"]
        lines += self._where(report)
        for state in ("dropped", "failed"):
            lines += [f"  {state}: {count} {reason}" for reason, count in report[state].items()]
        worst = sorted(report["verdicts"].items(), key=lambda pair: list(VERDICTS).index(pair[1]))
        lines += [f"  {host}: {verdict}" for host, verdict in worst]
        if self._lacks_contact():
            lines.append("  no CONTACT is set: please set one before crawling live sites")
        return lines

    def _where(self, report: Mapping[str, Any]) -> list[str]:
        if self.run.trial:
            name = {"name": self.run.spider, "stamp": self.run.stamp}
            written = [str(uri) % name for uri in self.crawler.settings["FEEDS"]]
            return [f"  a trial, not remembered: {', '.join(written)}"]
        if report["feed"]:
            return [f"  feed: {_shown(self.run.feed)}", *_first_article(self.run.feed)]
        feeds = sorted(self.run.feed.parent.glob("*.jsonl"))
        return [f"  the last feed: {_shown(feeds[-1])}"] if feeds else []

    def _lacks_contact(self) -> bool:
        sites = getattr(self.crawler.spider, "sites", ())
        live = any(not site.host.startswith(("127.", "localhost")) for site in sites)
        return live and not self.crawler.settings["CONTACT"]


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _first_article(feed: Path) -> list[str]:
    with feed.open(encoding="utf-8") as file:
        article = json.loads(file.readline())
    text = article.get("lead") or article.get("body") or ""
    paragraph = text.partition("\n")[0]
    lines = [
        article["title"],
        article["url"],
        (article.get("published") or "undated") + "  " + ", ".join(article.get("authors") or ()),
        paragraph if len(paragraph) < 160 else paragraph[:159] + "…",
    ]
    return ["", *(f"    {line}" for line in lines if line), ""]
