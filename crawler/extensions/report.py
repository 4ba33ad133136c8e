"""The run's report: a JSON file for machines, a summary for the person at the terminal."""

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from sqlalchemy.exc import SQLAlchemyError

from crawler.durable import write_whole
from crawler.feeds import addresses_of, names_of_feeds
from crawler.ledger import FULL, STOPPED, Ledger, Verdict
from crawler.memory import EXPORTED, FAILED, GONE, SETTLED, SKIPPED
from crawler.numbering import gaps_of
from crawler.outcome import judge, record_of, worst_first
from crawler.revisit import Revisits, open_memory
from crawler.run import Run
from crawler.wording import counted

logger = logging.getLogger(__name__)

REPORT_VERSION = 2
"""Version of the report's format, docs/report.schema.json."""


class Report:
    """Judges the sites, writes data/reports/<spider>/<start>.json and prints the summary."""

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
        """A run that ends early leaves the rest to another one."""
        if reason != "finished":
            full = reason == "closespider_itemcount"
            self.ledger.leave_out_the_rest(FULL if full else f"{STOPPED}{reason}")

    def engine_stopped(self) -> None:
        """Everything is stored: judge, and tell."""
        try:
            self._judge()
            report = self.report()
            if not self.run.trial:
                self.run.report.parent.mkdir(parents=True, exist_ok=True)
                text = json.dumps(report, ensure_ascii=False, indent=1)
                write_whole(self.run.report, text + "\n")
        except (OSError, SQLAlchemyError):
            logger.exception("the report could not be written")
            self._stats.inc_value("storage/report_failed")
            report = self.report()
        print("\n".join(self.summary(report)))

    def _judge(self) -> None:
        """A verdict on each site by its history, and the run's books for later ones."""
        books, sites = self.ledger.by_site(), getattr(self.crawler.spider, "sites", ())
        verdicts, started = self.ledger.verdicts, self.run.started
        if self.run.trial:
            for site in sites:
                verdicts[site.host] = judge(site.host, books[site.host], started)
            return
        with open_memory(self.run, self.crawler.settings) as memory:
            history = {site.host: memory.runs(site.identity) for site in sites}
            for site in sites:
                news = memory.news(site.identity)
                verdict = judge(site.host, books[site.host], started, history[site.host], news)
                verdicts[site.host] = verdict
            whole = Revisits.of(self.crawler).whole
            if whole and self._stats.get_value("finish_reason") == "finished":
                records = {
                    site.identity: record_of(
                        site.host,
                        books[site.host],
                        started,
                        verdicts[site.host].name,
                        history[site.host],
                    )
                    for site in sites
                }
                names = {site.host: site.identity for site in sites}
                cut = {**self.ledger.cut_before, **self.ledger.cut}
                ends = {(names[key[0]], key[1]): cut.get(key) for key in self.ledger.walked()}
                memory.remember_run(records, ends)

    @property
    def _stats(self) -> Any:
        assert self.crawler.stats
        return self.crawler.stats

    def report(self) -> dict[str, Any]:
        """The report as docs/report.schema.json describes it."""
        return {
            "report_version": REPORT_VERSION,
            "spider": self.run.spider,
            "started": self.run.started.isoformat(),
            "finished": datetime.now(UTC).replace(microsecond=0).isoformat(),
            "finish_reason": self._stats.get_value("finish_reason"),
            "feed": str(self.run.feed) if self.run.feed.exists() else None,
            "verdicts": {
                host: {"verdict": verdict.name, "why": verdict.why}
                for host, verdict in worst_first(self.ledger.verdicts)
            },
            "sections": self.ledger.sections(),
            "dropped": self.ledger.reasons(SETTLED),
            "failed": self.ledger.reasons(FAILED),
            "gone": sum(answer.state == GONE for answer in self.ledger.answers.values()),
            "given_up": [
                {"id": known.id, "url": known.url, "reason": known.reason}
                for known in self.ledger.given_up
            ],
            "listings_failed": {host: reasons for host, reasons in self.ledger.broken.items()},
            "cut": [{"site": site, "section": name} for site, name in sorted(self.ledger.cut)],
            "gaps": gaps_of(self.ledger.found),
            "stats": {
                key: value
                for key, value in sorted(self._stats.get_stats().items())
                if isinstance(value, int) and key.startswith(COUNTED)
            },
        }

    def summary(self, report: Mapping[str, Any]) -> list[str]:
        """The report in the lines that a person reads."""
        rows = report["sections"]
        exported = sum(row[EXPORTED] for row in rows)
        seconds = self._stats.get_value("elapsed_time_seconds") or 0
        if exported:
            articles = counted(exported, "article")
            lines = [f"{articles} from {_sources(rows)} in {seconds:.1f} s"]
        else:
            lines = [f"Nothing new in {seconds:.1f} s"]
        lines += self._where(report)
        lines += _by_section(rows)
        told = {**report, "skipped": self.ledger.reasons(SKIPPED)}
        for state in ("dropped", "failed", "skipped"):
            lines += [f"  {state}: {count} ({reason})" for reason, count in told[state].items()]
        for row in report["cut"]:
            lines.append(
                f"  {row['section']} has more pages than PAGES_PER_SECTION lets a run read: what "
                "stands on them is not fetched"
            )
        if report["given_up"]:
            lines.append(
                f"  given up: {counted(len(report['given_up']), 'page')} that failed too often"
            )
        lines += [_told(host, verdict) for host, verdict in worst_first(self.ledger.verdicts)]
        if self._lacks_contact():
            lines.append("  no CONTACT is set: please set one before crawling live sites")
        return lines

    def _where(self, report: Mapping[str, Any]) -> list[str]:
        if self.run.trial:
            written = ", ".join(addresses_of(self.run, self.crawler.settings))
            return [f"  a trial, not remembered: {written}"]
        if report["feed"]:
            return [f"  feed: {_shown(self.run.feed)}", *_first_article(self.run.feed)]
        folder = self.run.feed.parent
        return [f"  the last feed: {_shown(folder / name)}" for name in names_of_feeds(folder)[-1:]]

    def _lacks_contact(self) -> bool:
        sites = getattr(self.crawler.spider, "sites", ())
        live = any(not site.host.startswith(("127.", "localhost")) for site in sites)
        return live and not self.crawler.settings["CONTACT"]


MOST_SECTIONS = 12
KINDS = ("section", "feed", "sitemap", "other")
"""Of the report's rows, in the order in which the summary counts them."""
COUNTED = (
    "selectors/",
    "downloader/re",
    "downloader/request_bytes",
    "refused/",
    "backoff/",
    "storage/",
    "retry",
)
"""Beginnings of the statistics that the report keeps."""


def _sources(rows: Sequence[Mapping[str, Any]]) -> str:
    """Where articles were found: `2 sections, 1 feed and 1 sitemap`."""
    kinds = [row["kind"] for row in rows if row[EXPORTED]]
    counts = [counted(kinds.count(kind), kind) for kind in KINDS if kind in kinds]
    return " and ".join(filter(None, (", ".join(counts[:-1]), counts[-1])))


def _by_section(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Where the articles were found, the most fruitful sections first."""
    fruitful = sorted((row for row in rows if row[EXPORTED]), key=lambda row: -row[EXPORTED])
    several = len({row["site"] for row in rows}) > 1
    shown = [
        f"  {row[EXPORTED]:5}  {row['site'] if several else ''}{row['section']}"
        for row in fruitful[:MOST_SECTIONS]
    ]
    rest = len(fruitful) - len(shown)
    return shown + ([f"         and {rest} more"] if rest > 0 else [])


def _told(host: str, verdict: Verdict) -> str:
    return f"  {host}: {verdict.name}" + (f" ({verdict.why})" if verdict.why else "")


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _first_article(feed: Path) -> list[str]:
    with feed.open(encoding="utf-8") as file:
        article = json.loads(file.readline())
    if article["deleted"]:
        return []
    text = article.get("lead") or article.get("body") or ""
    paragraph = text.partition("\n")[0]
    lines = [
        article["title"],
        article["url"],
        (article.get("published") or "undated") + "  " + ", ".join(article.get("authors") or ()),
        paragraph if len(paragraph) < 160 else paragraph[:159] + "…",
    ]
    return ["", *(f"    {line}" for line in lines if line), ""]
