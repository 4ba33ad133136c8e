"""docs/catalogue.md, made from the spiders: `python -m crawler.cataloguepage`."""

from pathlib import Path

from crawler.catalogue import Described, described
from crawler.commands.sites import row_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "catalogue.md"
LEVELS = {
    "central": "Organs of the Central Committee, and the Fatherland Front",
    "government": "Government and National Assembly",
    "press": "Newspapers and agencies",
    "provinces": "Provinces, districts, communes",
    "portals": "Rows of spiders/portals.csv (`scrapy crawl portals -a host=`)",
}
HEAD = """# The catalogue

Made by `make catalogue` from the spiders; `scrapy sites` prints the same with the verdict of each
site's last run. *Proof*: the kind of page that last showed the profile to be right, and when;
`reconstructed` is a page rebuilt after a description of the site, `template` its front end without
its texts, `never` that no page has been seen.
"""


def write_page() -> str:
    """The text of the page."""
    sites = [one for one in described() if one.level in LEVELS]
    parts = [HEAD]
    for level, title in LEVELS.items():
        rows = [one for one in sites if one.level == level]
        names = len({one.spider for one in rows})
        count = f"{len(rows)} sites" + (f", {names} spiders" if level != "portals" else "")
        parts.append(f"## {title}\n\n{count}.\n")
        parts.append(
            "| spider | host | publisher | CMS | status | proof |\n|---|---|---|---|---|---|"
        )
        parts += [_line(one) for one in rows]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _line(one: Described) -> str:
    row = row_of(one)
    status = row["status"] or ""
    basis = f": {one.site.status_basis}" if status != "active" and one.site.status_basis else ""
    cells = (row["name"], row["host"], one.site.owner, row["cms"], status + basis, row["verified"])
    return "| " + " | ".join((cell or "").replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
