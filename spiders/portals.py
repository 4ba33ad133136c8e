"""Portals and papers without a file of their own: one row of portals.csv each.

`-a host=` crawls one of them, `-a province=` those of a province, `-a shard=1/8` an eighth, always
the same one: a host stays in its shard while the table grows.
"""

import csv
import re
import sys
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path

from crawler.arguments import ArgumentError
from crawler.cms import CMSS
from crawler.site import Site
from crawler.spider import BulletinSpider

TABLE = Path(__file__).with_name("portals.csv")
BY_NAME = {cms.name: cms for cms in CMSS}
COLUMNS = ["host", "province", "kind", "cms", "start", "status", "source"]


@dataclass(frozen=True)
class Portal:
    """A row."""

    site: Site
    province: str
    """Of the publisher, as it was called when the row was written; `Trung ương` for the nation."""
    kind: str


def parse_table(table: Path) -> tuple[list[Portal], list[str]]:
    """(portals, what is wrong with the other rows, each with its line)."""
    portals: dict[str, Portal] = {}
    wrong: list[str] = []
    # a byte that is no UTF-8 becomes half a character, which costs its row alone
    with table.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        if rows.fieldnames != COLUMNS:
            return [], [f"{table.name}: line 1: the columns are {','.join(COLUMNS)}"]
        try:
            for row in rows:
                try:
                    portal = _portal(row)
                    if portal.site.host in portals:
                        raise ValueError(f"{portal.site.host} stands here twice")
                    portals[portal.site.host] = portal
                except ValueError as error:
                    wrong.append(f"{table.name}: line {rows.line_num}: {error}")
        except csv.Error as error:  # nothing behind it can be read
            wrong.append(f"{table.name}: line {rows.line_num + 1}: {error}")
    return list(portals.values()), wrong


def _portal(row: dict[str, str]) -> Portal:
    if None in row or None in row.values():
        raise ValueError(f"{len(COLUMNS)} fields are needed")
    if any("\udc80" <= char <= "\udcff" for value in row.values() for char in value):
        raise ValueError("a byte of it is no UTF-8")
    empty = [name for name in ("province", "kind", "source") if not row[name].strip()]
    if empty:
        raise ValueError(f"{', '.join(empty)} may not be empty")
    if row["cms"] and row["cms"] not in BY_NAME:
        raise ValueError(f"cms {row['cms']!r} is none of {', '.join(sorted(BY_NAME))}")
    status, _, moved_to = row["status"].partition(" to ")
    site = Site(
        host=row["host"],
        start=tuple(row["start"].split()),
        cms=BY_NAME[row["cms"]] if row["cms"] else None,
        owner=f"{row['kind']}, {row['province']}",
        language=None,
        status=status,
        status_basis=row["source"],
        moved_to=moved_to or None,
    )
    return Portal(site, row["province"], row["kind"])


def _key(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def in_shard(host: str, shard: str) -> bool:
    """True where `host` belongs to `shard`, such as 3/8. Raises ArgumentError for no shard."""
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", shard)
    if not found or int(found[1]) > int(found[2]):
        raise ArgumentError(f"shard={shard}: a part such as 1/8 is needed")
    return zlib.crc32(host.encode()) % int(found[2]) == int(found[1]) - 1


class PortalsSpider(BulletinSpider):
    name = "portals"
    table = TABLE

    def __init__(
        self,
        *args: str,
        host: str | None = None,
        province: str | None = None,
        shard: str | None = None,
        **kwargs: str,
    ) -> None:
        super().__init__(*args, **kwargs)
        portals, wrong = parse_table(self.table)
        if wrong:
            raise ArgumentError("\n".join(wrong))
        if host is not None:
            portals = [portal for portal in portals if portal.site.owns(f"https://{host}/")]
            self._need(portals, f"host={host}: portals.csv has no such row")
        if province is not None:
            known = sorted({portal.province for portal in portals})
            portals = [portal for portal in portals if _key(portal.province) == _key(province)]
            self._need(portals, f"province={province}: portals.csv knows {', '.join(known)}")
        if shard is not None:
            portals = [portal for portal in portals if in_shard(portal.site.host, shard)]
        self.sites = tuple(portal.site for portal in portals)

    @staticmethod
    def _need(portals: list[Portal], complaint: str) -> None:
        if not portals:
            raise ArgumentError(complaint)

    @classmethod
    def described_sites(cls) -> tuple[Site, ...]:
        """The sites of the good rows, for the catalogue; a wrong one is named and costs itself."""
        portals, wrong = parse_table(cls.table)
        for fault in wrong:
            print(f"{fault}; left out", file=sys.stderr)
        return tuple(portal.site for portal in portals)
