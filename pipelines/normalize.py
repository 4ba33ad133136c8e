"""Normalize: any item that itemadapter knows becomes an `Article` with clean texts and an id."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from itemadapter import ItemAdapter

from crawler.exceptions import InvalidArticle
from crawler.extract.captions import split_credit
from crawler.extract.dates import VIETNAM, parse_date
from crawler.extract.identity import article_id
from crawler.extract.legacy import repair
from crawler.extract.text import clean, clean_lines, guess_language
from crawler.extract.urls import canonical_url, host_of
from crawler.items import Article, Attachment, Image

_FIELDS = frozenset(field.name for field in fields(Article))
_LINES = ("title", "lead", "dateline", "section", "source", "published_raw", "language")
_MOMENTS = ("published", "modified", "fetched", "deleted")


class Normalize:
    """Answers an `Article`. A text may be a list of paragraphs, a name alone, a date as printed,
    a picture its address. Raises InvalidArticle for what cannot be meant, by field."""

    def process_item(self, item: Any) -> Article:
        if isinstance(item, Article) and item.provenance:
            return item  # the reader has made it right
        if not ItemAdapter.is_item(item):
            raise InvalidArticle(f"{type(item).__name__} is no item")
        values = ItemAdapter(item).asdict()
        unknown = sorted(set(values) - _FIELDS)
        if unknown:
            raise InvalidArticle(f"{values.get('url')}: unknown fields: {', '.join(unknown)}")
        try:
            return _with_identity(Article(**_clean_values(values)))
        except (TypeError, ValueError) as error:
            raise InvalidArticle(f"{values.get('url')}: {error}") from error


def _clean_values(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for name in _LINES:
        found[name] = _line(name, found.get(name))
    found["body"] = clean_lines("\n".join(map(repair, _texts("body", found.get("body"))))) or None
    for name in ("authors", "tags"):
        found[name] = tuple(filter(None, map(clean, _texts(name, found.get(name)))))
    found["images"] = tuple(map(_image, found.get("images") or ()))
    found["attachments"] = tuple(map(_attachment, found.get("attachments") or ()))
    if isinstance(found.get("published"), str):
        found["published_raw"] = found["published_raw"] or clean(found["published"])
    for name in _MOMENTS:
        found[name], precision = _moment(name, found.get(name))
        if name == "published":
            found["published_precision"] = found.get("published_precision") or precision
    return found


def _line(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text: {value!r:.60}")
    return clean(repair(value)) or None


def _texts(name: str, value: Any) -> tuple[str, ...]:
    texts = (value,) if isinstance(value, str) else tuple(value or ())
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{name} holds what is no text: {value!r:.60}")
    return texts


def _image(value: Any) -> Image:
    image = Image(url=value) if isinstance(value, str) else _value(Image, value)
    caption = _line("caption", image.caption)
    credit = _line("credit", image.credit) or (split_credit(caption) if caption else None)
    return replace(image, url=image.url or None, caption=caption, credit=credit)


def _attachment(value: Any) -> Attachment:
    file = Attachment(url=value) if isinstance(value, str) else _value(Attachment, value)
    return replace(file, name=_line("name", file.name))


def _value(kind: type, value: Any) -> Any:
    return value if isinstance(value, kind) else kind(**ItemAdapter(value).asdict())


def _moment(name: str, value: Any) -> tuple[datetime | None, str | None]:
    """An aware moment and how much of it is stated; a text that states no full day is null."""
    if isinstance(value, str):
        found = parse_date(value)
        return (found.value, found.precision) if found else (None, None)
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=VIETNAM)
        return aware, "second" if any(value.timetuple()[3:6]) else "day"
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=VIETNAM), "day"
    if value is not None:
        raise TypeError(f"{name} is no date: {value!r:.60}")
    return None, None


def _with_identity(article: Article) -> Article:
    if not isinstance(article.url, str):
        raise TypeError(f"url is no text: {article.url!r:.60}")
    url = canonical_url(article.url)
    text = f"{article.title or ''} {article.body or ''}"[:2000]
    return replace(
        article,
        url=url,
        id=article.id or article_id(url),
        site=article.site or host_of(url),
        language=article.language or guess_language(text),
    )
