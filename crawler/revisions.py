"""An article against what is known of it: its next revision, or its tombstone."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from itemadapter import ItemAdapter
from scrapy.utils.serialize import ScrapyJSONEncoder

from crawler.items import Article
from crawler.memory import Known
from crawler.memory.lines import changed_fields
from crawler.memory.policy import FORGOTTEN


def tombstone(known: Known, reason: str, moment: datetime) -> Article:
    """The line that says that an article of the feed has vanished from its site."""
    stone = Article(
        id=known.id,
        url=known.url or "",
        site=known.site,
        provenance={"deleted": reason},
        deleted=moment.astimezone(UTC),
    )
    return following(stone, known)


def following(article: Article, known: Known) -> Article:
    """The article as the revision that follows what is known of it."""
    before = known.content_hash or known.id
    return replace(article, revision=known.revision + 1, revision_of=before)


def revised(article: Article, known: Known) -> Article | None:
    """The article as the next revision, with the fields that differ where each is known; None
    where nothing has changed."""
    same = article.content_hash == known.content_hash and known.reason != FORGOTTEN
    changed = () if same else _changes(known, article)
    if not changed:
        return None
    return following(replace(article, changed=changed if known.digests else ()), known)


def _changes(known: Known, article: Article) -> tuple[str, ...]:
    line = json.loads(ScrapyJSONEncoder().encode(ItemAdapter(article).asdict()))
    return changed_fields(known.digests, line)
