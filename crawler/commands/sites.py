"""`scrapy sites`: the catalogue as a table or JSON."""

import argparse
import json
import os
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.catalogue import Described, described
from crawler.command import OfflineCommand

LOOKED_AT = 100
"""Reports of a spider: a run may be about one host or shard of many."""


class Command(OfflineCommand):
    """List the sites that the project describes."""

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "List every site: name, host, level, CMS, status, proof, verdict of its last run"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one array of objects")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args:
            raise UsageError("all sites are listed; no name is needed", print_help=False)
        reports = Path(self.settings["DATA"]) / "reports"
        verdicts: dict[str, dict[str, str]] = {}
        rows = []
        for one in described():
            if one.spider not in verdicts:
                verdicts[one.spider] = last_verdicts(reports / one.spider)
            rows.append(row_of(one) | {"verdict": verdicts[one.spider].get(one.site.host)})
        if opts.json:
            print(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            print("\n".join(table(rows)))


def row_of(one: Described) -> dict[str, str | None]:
    """What the catalogue says of a site."""
    site = one.site
    proof = f"{site.verified_by} {site.verified}" if site.verified else site.verified_by
    status = f"moved to {site.moved_to}" if site.moved_to else site.status
    return {
        "name": one.spider,
        "host": site.host,
        "level": one.level,
        "cms": site.cms.name if site.cms else None,
        "status": status,
        "verified": proof,
    }


def last_verdicts(folder: Path) -> dict[str, str]:
    """Host -> verdict in the newest of the last reports under `folder` that tells of it."""
    verdicts: dict[str, str] = {}
    names = os.listdir(folder) if folder.is_dir() else ()
    for name in sorted(name for name in names if name.endswith(".json"))[-LOOKED_AT:]:
        try:
            told = json.loads((folder / name).read_bytes())["verdicts"]
        except (ValueError, KeyError, TypeError):  # cut off by a full disk: others tell
            continue
        verdicts |= {host: verdict["verdict"] for host, verdict in told.items()}
    return verdicts


def table(rows: list[dict[str, str | None]]) -> list[str]:
    """Lines in columns as wide as what they hold."""
    heads = list(rows[0]) if rows else []
    cells = [heads, *([row[head] or "-" for head in heads] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]
