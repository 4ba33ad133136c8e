"""Normalize: any item that itemadapter knows becomes an `Article` with clean texts and an id."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from itemadapter import ItemAdapter

from crawler.exceptions import InvalidArticle
from crawler.extract.dates import VIETNAM
from crawler.extract.text import clean, clean_lines, guess_language
from crawler.extract.urls import article_id, canonical_url, host_of
from crawler.items import Article, Attachment, Image

_FIELDS = frozenset(field.name for field in fields(Article))
_LINES = ("title", "lead", "dateline", "section", "source")


class Normalize:
    """Answers an `Article`; raises InvalidArticle for a field that the feed does not know."""

    def process_item(self, item: Any) -> Article:
        if isinstance(item, Article) and item.provenance:
            return item  # the reader has made it right
        values = ItemAdapter(item).asdict()
        unknown = sorted(set(values) - _FIELDS)
        if unknown:
            raise InvalidArticle(f"unknown fields: {', '.join(unknown)}")
        return _with_identity(Article(**_clean_values(values)))


def _clean_values(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for name in _LINES:
        if isinstance(found.get(name), str):
            found[name] = clean(found[name]) or None
    if isinstance(found.get("body"), str):
        found["body"] = clean_lines(found["body"]) or None
    for name in ("authors", "tags"):
        texts = found.get(name) or ()
        texts = (texts,) if isinstance(texts, str) else texts
        found[name] = tuple(text for text in map(clean, texts) if text)
    found["images"] = tuple(_value(Image, value) for value in found.get("images") or ())
    found["attachments"] = tuple(
        _value(Attachment, value) for value in found.get("attachments") or ()
    )
    for name in ("published", "modified", "fetched"):
        moment = found.get(name)
        if isinstance(moment, datetime) and moment.tzinfo is None:
            found[name] = moment.replace(tzinfo=VIETNAM)
    if found.get("published") and not found.get("published_precision"):
        found["published_precision"] = "second"
    return found


def _value(kind: type, value: Any) -> Any:
    return value if isinstance(value, kind) else kind(**ItemAdapter(value).asdict())


def _with_identity(article: Article) -> Article:
    url = canonical_url(article.url)
    text = f"{article.title or ''} {article.body or ''}"[:2000]
    return replace(
        article,
        url=url,
        id=article.id or article_id(url),
        site=article.site or host_of(url),
        language=article.language or guess_language(text),
    )
