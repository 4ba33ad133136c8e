"""Articles for sinks: any that the item classes allow, and many that look like a site's."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from scrapy.exporters import JsonLinesItemExporter

from crawler.items import Article, Attachment, Image

NASTY = (
    "Đảng bộ", "NFD: Đa\u0309ng ủy", "\u2028dòng\u2029đoạn\x85", "</script>&amp;<![CDATA[]]>",
    "\\N", "\\", '"', "'", "\t\n\r", "NULL", "a\u0300\u0301\u0323" * 3, "\U0001f1fb\U0001f1f3", "\U0010ffff",
    "\ufffe", "\ufdd0", "ᄀᆨ", "العربية", "%s {} $1", "0", "[]", "null", "\x7f\x80\x9f", "ﬁ ½ Ⅷ ſ ı İ ß",
)  # fmt: skip
"""What has broken exporters, SQL, CSV, XML and databases."""
# The contract excludes control characters, and no feed can be encoded with a lone surrogate.
_CONTROLS = "".join(map(chr, (*range(9), *range(14, 32))))
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters=_CONTROLS),
        min_size=1,
        max_size=60,
    ),
)
MOMENTS = st.datetimes(
    datetime(1900, 1, 1),
    datetime(2100, 1, 1),
    timezones=st.one_of(
        st.just(UTC),
        st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
        st.just(timezone(timedelta(hours=7, minutes=6, seconds=30))),  # Saigon before 1911
    ),
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that a field of this type may hold."""
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*map(values, get_args(hint)))
    if hint is type(None):
        return st.none()
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(TEXTS, values(get_args(hint)[1]), max_size=3)
    if is_dataclass(hint):
        return objects(hint)
    plain = {
        str: TEXTS,
        int: st.integers(-(2**53), 2**53),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        datetime: MOMENTS,
    }
    return plain[hint]


def objects(item_class: Any, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Instances of a dataclass."""
    hints = get_type_hints(item_class)
    chosen = {each.name: values(hints[each.name]) for each in fields(item_class)} | fixed
    return st.builds(item_class, **chosen)


ARTICLES = st.lists(
    objects(Article, id=TEXTS, site=st.none() | TEXTS),
    max_size=5,
    unique_by=lambda article: (article.id, getattr(article, "revision", 0)),
)


def write_feed(path: Path, articles: Iterable[Article]) -> Path:
    """A feed as the crawl's own exporter writes it."""
    file = BytesIO()
    exporter = JsonLinesItemExporter(file, encoding="utf-8")
    for article in articles:
        exporter.export_item(article)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.getvalue())
    return path


_WORDS = (
    "hội nghị", "Đảng bộ", "quán triệt", "nghị quyết", "Trung ương", "chi bộ", "đồng chí", "tỉnh ủy", "cán bộ",
    "đảng viên", "kiểm tra", "giám sát", "xây dựng", "chỉnh đốn", "nhiệm kỳ", "đại hội", "phong trào", "thi đua",
    "nông thôn mới", "chuyển đổi số", "tuyên truyền", "học tập", "làm theo", "tư tưởng", "phát triển", "kinh tế",
)  # fmt: skip
_VIETNAM = timezone(timedelta(hours=7))


def many(count: int, first: int = 0) -> Iterator[Article]:
    """Articles of ten sites over two years, about 4 kB each, all different, always the same."""
    return map(article, range(first, first + count))


def article(number: int) -> Article:
    """One of `many`."""
    step = number % 5 + 1
    words = [_WORDS[(number * 7 + place * step) % len(_WORDS)] for place in range(280)]
    body = "\n\n".join(
        f"Đoạn {part} của bài {number}: {' '.join(words[part * 28 : part * 28 + 28])}."
        for part in range(10)
    )
    site = f"tinh{number % 10}.example.vn"
    hours, minutes = number * 17 % (730 * 24), number % 60
    published = datetime(2025, 1, 1, tzinfo=_VIETNAM) + timedelta(hours=hours, minutes=minutes)
    paper = Attachment(f"https://{site}/vb/{number}.pdf", "Nghị quyết")
    return Article(
        id=f"{site}:{number}",
        url=f"https://{site}/thoi-su/bai-{number}.html",
        site=site,
        section="Thời sự",
        title=f"Hội nghị lần thứ {number} của Đảng bộ xã",
        lead=f"Bài {number}: {' '.join(words[:20])}.",
        body=body,
        images=(Image(f"https://{site}/anh/{number}.jpg", "Quang cảnh. Ảnh: TTXVN", "TTXVN", 0),),
        authors=("Thu Hằng",),
        published=published,
        published_precision="minute",
        published_raw=published.strftime("%d/%m/%Y %H:%M"),
        tags=("Đảng bộ", "hội nghị"),
        language="vi",
        attachments=(paper,) if number % 10 == 0 else (),
        provenance={"title": "general", "published": "meta"},
        fetched=datetime(2026, 11, 24, 5, 0, tzinfo=UTC) + timedelta(seconds=number),
        content_hash=f"{number:032x}",
    )
