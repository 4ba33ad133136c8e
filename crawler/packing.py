"""An archive packed as WACZ 1.1.1: one file that a browser can play back."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.http import TextResponse

from crawler.archive.index import Index, fill
from crawler.archive.reading import read_response
from crawler.archive.records import Capture, warc_date
from crawler.feedfile import written_whole
from crawler.offline import Refused, decoded

_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}


def pack(files: Iterable[Path], target: Path, title: str) -> int:
    """Pack WARC files into `target`; the number of pages that it lists.

    Raises ImportError where wacz is not installed, ValueError where two files have one name.
    """
    from wacz.main import main as wacz

    files = sorted(path.absolute() for path in files)
    doubles = [name for name, n in Counter(path.name for path in files).items() if n > 1]
    if doubles:
        raise ValueError(f"two files are called {doubles[0]}: a WACZ has one folder for all")
    said = StringIO()
    with TemporaryDirectory() as folder, fill(Index(), files) as index:
        pages = Path(folder) / "pages.jsonl"
        count = _write_pages(index, pages)
        with written_whole(target.absolute()) as part, redirect_stdout(said):
            options = ("-o", part, "-p", pages, "--copy-pages", "--title", title)
            if wacz(["create", *map(str, (*options, *files))]):
                raise ValueError(said.getvalue().strip())
    return count


def _write_pages(index: Index, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in (_HEAD, *_pages(index)):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count - 1


def _pages(index: Index) -> Iterator[dict[str, str]]:
    for capture in index:
        if capture.kind == "response" and capture.status == 200:
            title = _title(capture)
            if title is not None and capture.role in ("article", None):
                moment = warc_date(capture.date)
                yield {"id": capture.record, "url": capture.url, "ts": moment, "title": title}


def _title(capture: Capture) -> str | None:
    """The title of a page, its address where it has none; None for what is no page."""
    try:
        page = decoded(read_response(capture))
    except Refused:
        return None
    if not isinstance(page, TextResponse) or b"html" not in (
        page.headers.get("Content-Type") or b""
    ):
        return None
    return " ".join((page.xpath("string(//title)").get() or "").split()) or capture.url
