"""How the sample site looks: three layouts, and the furniture of a real bulletin around them."""

import unicodedata
from html import escape

from sample.content import SECTIONS, Story

PER_PAGE = 6

_NAV = "".join(f'<li><a href="/{key}">{name}</a></li>' for key, name in SECTIONS.items())
_HEAD = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title} - Bản tin Sông Lam</title>
<meta property="og:site_name" content="Bản tin Sông Lam">{meta}
<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body>
<header><div class="top"><span class="clock">{clock}</span><a href="/dang-nhap">Đăng nhập</a></div>
<div class="logo"><a href="/">Bản tin Sông Lam</a></div><nav><ul><li><a href="/">Trang chủ</a></li>{nav}</ul></nav></header>"""
_FOOT = """<div class="footer"><p>Cơ quan chủ quản: Đảng ủy xã Sông Lam</p><p>Chịu trách nhiệm nội dung: Ban biên tập Bản tin Sông Lam</p>
<p>Giấy phép số 12/GP-TTĐT do Sở Văn hóa cấp ngày 02/01/2026. Điện thoại: 000 - Fax: 000</p></div></body></html>"""


def _head(title: str, clock: str, meta: str = "") -> str:
    return _HEAD.format(title=escape(title), clock=clock, nav=_NAV, meta=meta)


def _links(stories: list[Story]) -> str:
    return "".join(f'<li><a href="{s.path}">{escape(s.title)}</a></li>' for s in stories)


def _tail(others: list[Story]) -> str:
    return f"""<div class="x9"><h3>Có thể bạn quan tâm</h3><ul>{_links(others[:4])}</ul></div>
<div class="x9"><h3>Phản hồi</h3><h4>Thông tin người gửi phản hồi</h4><form action="/gui"><input name="ten"><textarea></textarea></form></div>
<div class="x9"><h3>Các tin khác</h3><ul>{_links(others[4:8])}</ul></div>
<div class="x9"><h3>Mới nhất</h3></div><div class="x9"><h3>Liên kết website</h3></div>
<div class="x9"><h3>Xem nhiều nhất</h3><ul>{_links(others[8:12])}</ul></div>"""


def _lead(story: Story) -> str:
    if not story.lead:
        return ""
    return f"({story.dateline}) - {story.lead}" if story.dateline else story.lead


def _byline(story: Story) -> str:
    if story.source:
        return f"Theo {story.source}"
    return " - ".join(story.authors)


def _picture(story: Story, index: int) -> str:
    """One picture in the manner of the layout, its caption repeated as sites repeat it."""
    caption, src = escape(story.captions[index]), f"/anh/{story.id}-{index}.jpg"
    if story.layout == "semantic":
        return (
            f'<figure><figcaption><figure><img src="{src}" alt="{caption}"><figcaption>{caption}</figcaption>'
            f"</figure></figcaption></figure>"
        )
    if story.layout == "plain":
        return (
            f'<div class="x4"><img src="data:image/gif;base64,R0lGOD" data-src="{src}" alt="{caption}">'
            f'<div class="imgcaption">{caption}</div></div><div class="pswp"><div class="pswp-content__caption">{caption}</div></div>'
        )
    return f'<table align="center"><tr><td><img src="{src}"></td></tr><tr><td align="center">{caption}</td></tr></table>'


def _date_line(story: Story) -> str:
    if not story.published:
        return ""
    day, _, hour = story.published.partition("T")
    year, month, date = day.split("-")
    return f"{date}/{month}/{year} {hour[:5]}"


def article(story: Story, others: list[Story], clock: str, part: int = 1) -> bytes:
    """The page of `story`; `part` 2 is the second page of an article over two pages."""
    paragraphs, captions = story.paragraphs, range(len(story.captions))
    rel = ""
    if story.quirk == "two-pages":
        half = len(paragraphs) // 2
        paragraphs = paragraphs[:half] if part == 1 else paragraphs[half:]
        captions = captions if part == 1 else range(0)
        rel = f'<link rel="next" href="{story.path}?page=2">' if part == 1 else ""
    meta = f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:type" content="article">{rel}'
    body = {"semantic": _semantic, "plain": _plain, "breaks": _breaks}[story.layout](
        story, paragraphs, list(captions), others, part == 1
    )
    html = _head(story.title, clock, meta) + body + _FOOT
    if story.quirk == "nfd":
        html = unicodedata.normalize("NFD", html)
    return html.encode()


def _semantic(
    story: Story, paragraphs: list[str], captions: list[int], others: list[Story], first: bool
) -> str:
    lead = f'<p class="sapo">{escape(_lead(story))}</p>' if first and story.lead else ""
    flow = []
    for index, text in enumerate(paragraphs):
        flow.append(f"<p>{escape(text)}</p>")
        if index < len(captions):
            flow.append(_picture(story, captions[index]))
        if index == 1:
            flow.append(
                f'<div class="related-news"><h4>Tin liên quan</h4><ul>{_links(others[12:14])}</ul></div>'
            )
    flow += [_picture(story, index) for index in captions[len(paragraphs) :]]
    if story.kind == "document":
        flow.append(f'<p><a href="/tai-lieu/{story.id}.pdf">Tải toàn văn hướng dẫn (PDF)</a></p>')
    end = f'<p class="author">{escape(_byline(story))}</p>' if _byline(story) else ""
    tags = "".join(
        f'<a rel="tag" href="/tag/{i}">{escape(tag)}</a>' for i, tag in enumerate(story.tags)
    )
    return f"""<main><div class="breadcrumb"><a href="/">Trang chủ</a> <a href="/{story.section}">{SECTIONS[story.section]}</a></div>
<article><h1>{escape(story.title)}</h1><time class="date">{_date_line(story)}</time>
<div class="share-tools">Chia sẻ | Bản in</div>{lead}<div class="content">{"".join(flow)}</div>{end}
<div class="tags">{tags}</div></article>{_tail(others)}</main>"""


def _plain(
    story: Story, paragraphs: list[str], captions: list[int], others: list[Story], first: bool
) -> str:
    parts = [f'<div class="c1"><b>{escape(_lead(story))}</b></div>'] if first and story.lead else []
    for index, text in enumerate(paragraphs):
        parts.append(f'<div class="c2">{escape(text)}</div>')
        if index == 2:
            parts.append(
                f'<div class="c2"><a href="{others[13].path}">&gt;&gt; Xem thêm: {escape(others[13].title)}</a></div>'
            )
        if index < len(captions):
            parts.append(_picture(story, captions[index]))
    return f"""<div class="c7"><div class="c8"><h1>{escape(story.title)}</h1><div class="c9 date">{_date_line(story)}</div>
<div class="c10">{"".join(parts)}<div class="c11"><b>{escape(_byline(story))}</b></div></div></div>{_tail(others)}</div>"""


def _breaks(
    story: Story, paragraphs: list[str], captions: list[int], others: list[Story], first: bool
) -> str:
    pictures = [_picture(story, index) for index in captions]
    lead = f"<b>{escape(_lead(story))}</b><br><br>" if first and story.lead else ""
    text = lead + (pictures[0] if pictures else "")
    text += "<br><br>".join(map(escape, paragraphs)) + "<br><br>" + "".join(pictures[1:])
    return f"""<table width="100%"><tr><td class="k1"><h1>{escape(story.title)}</h1><span class="ngay-dang">Cập nhật: {_date_line(story)}</span>
<div class="k2">{text}<br><b>{escape(_byline(story))}</b></div></td></tr><tr><td>{_tail(others)}</td></tr></table>"""


def listing(section: str | None, stories: list[Story], page: int, clock: str) -> bytes:
    """Page `page` (from 1) of a section, or the front page."""
    shown = stories[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = "".join(
        f'<div class="item"><h3><a href="{s.path}">{escape(s.title)}</a></h3>'
        f"<span>{_date_line(s)}</span><p>{escape(s.lead or '')}</p></div>"
        for s in shown
    )
    last = -(-len(stories) // PER_PAGE)
    base = f"/{section}" if section else "/"
    pages = "".join(f'<a href="{base}?page={n}">{n}</a> ' for n in range(1, last + 1))
    following = (
        f'<a class="next" href="{base}?page={page + 1}">Trang sau</a>' if page < last else ""
    )
    name = SECTIONS.get(section or "", "Trang chủ")
    extra = '<div class="item"><h3><a href="/lien-he-gop-y-cho-ban-bien-tap-ban-tin-10001.html">Liên hệ, góp ý cho Ban biên tập Bản tin Sông Lam</a></h3></div>' if page == 1 else ""  # fmt: skip
    html = (
        _head(name, clock)
        + f"<main><h2>{name}</h2>{rows}{extra}<div class='pager'>{pages}{following}</div></main>"
        + _FOOT
    )
    return html.encode()


def contact(clock: str) -> bytes:
    """A page that is linked like an article and is none: a form and nothing to read."""
    html = _head("Liên hệ", clock)
    html += '<main><form action="/gui"><input name="ten"><textarea name="noi-dung"></textarea></form></main>'
    return (html + _FOOT).encode()
