"""Captions: a caption printed twice, or beside its picture, goes from a raw body."""

from dataclasses import replace

from crawler.extract.captions import take_captions
from crawler.items import Article, Image


class Captions:
    """Takes lines that are certainly captions out of the body and keeps each once as an image."""

    def process_item(self, item: Article) -> Article:
        if item.provenance or not item.body:
            return item
        known = [image.caption for image in item.images if image.caption]
        lines, captions = take_captions(item.body.split("\n\n"), known)
        extra = tuple(Image(caption=text, after=after) for text, after in captions)
        return replace(item, body="\n\n".join(lines) or None, images=item.images + extra)
