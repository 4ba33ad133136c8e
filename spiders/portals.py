"""Provincial portals: one row of portals.csv each. `-a host=` crawls one of them."""

import csv
from pathlib import Path

from crawler.cms import CMSS
from crawler.site import Site
from crawler.spider import ArgumentError, BulletinSpider

TABLE = Path(__file__).with_name("portals.csv")
BY_NAME = {cms.name: cms for cms in CMSS}
COLUMNS = ["host", "province", "kind", "cms", "start", "status", "source"]


def read_portals(table: Path) -> tuple[Site, ...]:
    """The sites of a table; every wrong row is named at once, with its line."""
    sites: dict[str, Site] = {}
    wrong: list[str] = []
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        if rows.fieldnames != COLUMNS:
            raise ArgumentError(f"{table.name}: line 1: the columns are {','.join(COLUMNS)}")
        for row in rows:
            try:
                site = _site(row)
                if site.host in sites:
                    raise ValueError(f"{site.host} stands here twice")
                sites[site.host] = site
            except ValueError as error:
                wrong.append(f"{table.name}: line {rows.line_num}: {error}")
    if wrong:
        raise ArgumentError("\n".join(wrong))
    return tuple(sites.values())


def _site(row: dict[str, str]) -> Site:
    if None in row or None in row.values():
        raise ValueError(f"{len(COLUMNS)} fields are needed")
    if row["cms"] and row["cms"] not in BY_NAME:
        raise ValueError(f"cms {row['cms']!r} is none of {', '.join(sorted(BY_NAME))}")
    return Site(
        host=row["host"],
        start=tuple(row["start"].split()),
        cms=BY_NAME[row["cms"]] if row["cms"] else None,
        owner=f"{row['kind']}, {row['province']}",
        status=row["status"],
        status_basis=row["source"],
    )


class PortalsSpider(BulletinSpider):
    name = "portals"

    def __init__(self, *args: str, host: str | None = None, **kwargs: str) -> None:
        super().__init__(*args, **kwargs)
        self.sites = read_portals(TABLE)
        if host is not None:
            self.sites = tuple(site for site in self.sites if site.host == host)
            if not self.sites:
                raise ArgumentError(f"host={host}: portals.csv has no such row")
