"""Articles that a page holds in its scripts alone, as the frameworks write them there."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest

from crawler.extract.richtext import html_of
from crawler.items import Article
from crawler.reader import NotAnArticle, read_article

URL = "https://songlam.gov.vn/tin-tuc/so-ket-cong-tac-dan-van-4711.html"
TITLE = "Đảng bộ xã Bình Minh sơ kết công tác dân vận"
SAPO = "Sáng 12/7, Đảng ủy xã Bình Minh tổ chức hội nghị sơ kết công tác dân vận sáu tháng đầu năm."
TEXT = (
    "Theo báo cáo, các tổ dân vận đã đến từng nhà để lắng nghe, giải thích & ghi lại ý kiến.",
    "Hội nghị thống nhất ba việc cần làm ngay, trong đó có việc trả lời mọi kiến nghị.",
)
PLACE = "https://songlam.gov.vn/1.jpg"
HTML = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in TEXT)
ARTICLE = {
    "title": TITLE,
    "sapo": SAPO,
    "content": HTML,
    "publishedAt": "2024-07-12T08:15:00+07:00",
    "author": {"name": "Thu Hà"},
}
DEVALUED: list[Any] = [
    ["ShallowReactive", 1], {"data": 2}, ["Reactive", 3], [4, 13], {"title": 5, "sapo": 6, "content": 7,
    "publishedAt": 8, "author": 10, "self": 4, "none": -1, "far": 99}, TITLE, SAPO, HTML,
    ["Date", 9], "2024-07-12T01:15:00.000Z", {"name": 11}, "Thu Hà", 12, {"name": 11},
]  # fmt: skip
DEVALUED[8] = ["Date", DEVALUED[9]]


def written(value: Any) -> str:
    """`value` as JavaScript, with bare keys and a comma behind each last part."""
    if isinstance(value, dict):
        return "{" + "".join(f"{key}:{written(part)}," for key, part in value.items()) + "}"
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003C").replace("/", "\\u002F")
    return text.replace("'", "\\'").replace('"', "'") if "\\" not in text else text


CALLED = (
    "(function(a,b,c,d){d.title=a;d.content=b;d.author={name:'Thu Hà',avatar:c};d.sapo='SAPO';"
    "d.publishedAt=new Date(1720746900000);return {layout:'default',data:[{article:d}],fetch:{},"
    "error:c,state:{auth:{loggedIn:!1,user:c},posts:Array(2)},serverRendered:!0}}(TITLE,HTML,null,{}));"
)
for name, value in {"SAPO": SAPO, "TITLE": written(TITLE), "HTML": written(HTML)}.items():
    CALLED = CALLED.replace(name, value)


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def angular(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    for meant, written in (("&", "&a;"), ('"', "&q;"), ("'", "&s;"), ("<", "&l;"), (">", "&g;")):
        text = text.replace(meant, written)
    return text


def read(script: str) -> Article:
    html = f"""<html><head><title>{TITLE}</title></head><body><app-root></app-root>
        <noscript>Cần bật JavaScript để xem trang này.</noscript>{script}</body></html>"""
    return read_article(html.encode(), URL)


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{dumped({"props": ARTICLE})}</script>',
        f"<script>window.__STATE__ = {dumped({'post': ARTICLE})};</script>",
        f'<script id="ng-state" type="application/json">{dumped({"body": ARTICLE})}</script>',
        f'<script id="app-state" type="application/json">{angular({"body": ARTICLE})}</script>',
        f'<script id="__NUXT_DATA__" type="application/json">{dumped(DEVALUED)}</script>',
        '<script id="__NEXT_DATA__" type="application/json">'
        f"{dumped({'state': json.dumps({'post': ARTICLE}, ensure_ascii=False)})}</script>",
        f"<script>window.__INITIAL_STATE__={written({'route': {'name': 'tin'}, 'post': ARTICLE})};(function(){{}}());</script>",
        f"<script>window.__NUXT__={CALLED}</script>",
        f"<script>var post = JSON.parse({json.dumps(json.dumps(ARTICLE))});</script>",
        f"<script>var post = JSON.parse('{json.dumps(ARTICLE, ensure_ascii=False)}');</script>",
        f'<script>var post = JSON.parse(decodeURIComponent("{quote(json.dumps(ARTICLE))}"));</script>',
        f"<script>window.__NUXT__={CALLED.replace('(function', 'function', 1).replace('));', ');')}</script>",
    ],
)
def test_an_article_is_found_in_the_state_of_a_framework(script: str) -> None:
    item = read(script)
    assert (item.title, item.lead, item.body) == (TITLE, SAPO, "\n\n".join(TEXT))
    assert item.authors == ("Thu Hà",)
    assert item.published == datetime.fromisoformat("2024-07-12T08:15:00+07:00")


@pytest.mark.parametrize(
    "nodes",
    [
        [{"type": "paragraph", "data": {"text": text}} for text in TEXT],
        [{"type": "paragraph", "children": [{"text": text[:20]}, {"text": text[20:]}]} for text in TEXT],
        {"root": {"children": [{"type": "paragraph", "children": [{"text": t}]} for t in TEXT]}},
        {"type": "doc", "content": [{"type": "paragraph", "content": [{"text": t}]} for t in TEXT]},
        [{"type": "list", "data": {"items": list(TEXT)}}],
    ],
)  # fmt: skip
def test_the_nodes_of_an_editor_are_paragraphs(nodes: Any) -> None:
    state = {"article": {"title": TITLE, "sapo": SAPO, "body": nodes}}
    item = read(f'<script type="application/json">{dumped(state)}</script>')
    assert (item.title, item.lead, item.body) == (TITLE, SAPO, "\n\n".join(TEXT))


def test_a_node_says_what_it_is() -> None:
    assert html_of(
        [
            {"type": "header", "data": {"text": "Kết quả"}},
            {"type": "image", "data": {"file": {"url": PLACE}, "caption": "Toàn cảnh <hội nghị>"}},
            {"type": "quote", "data": {"text": "Dễ trăm lần không dân cũng chịu"}},
        ]
    ) == (
        f'<h2>Kết quả</h2><figure><img src="{PLACE}"><figcaption>Toàn cảnh &lt;hội nghị&gt;'
        "</figcaption></figure><blockquote>Dễ trăm lần không dân cũng chịu</blockquote>"
    )


def test_a_list_of_articles_is_no_text() -> None:
    cards = [{"title": f"{text[:30]}...", "text": (text * 3)[:200]} for text in TEXT]
    with pytest.raises(NotAnArticle):
        read(f'<script type="application/json">{dumped({"title": TITLE, "body": cards})}</script>')


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900])
def test_no_nesting_raises(deep: str) -> None:
    state = f'{{"title": "{TITLE}", "body": [{{"type": "p", "children": {deep}}}]}}'
    places = dumped([[n + 1] for n in range(5_000)])
    for script in (
        f'<script type="application/json">{state}</script>',
        f'<script type="application/json" id="__NUXT_DATA__">{places}</script>',
    ):
        with pytest.raises(NotAnArticle):
            read(script)


NOTICE = (
    "<p>Trang này dùng cookie để nhớ lựa chọn của bạn và đếm lượt đọc từng trang.</p>"
    "<p>Bạn có thể từ chối bất cứ lúc nào, việc đọc tin không bị ảnh hưởng.</p>"
    "<p>Mọi thắc mắc xin gửi về bộ phận kỹ thuật, chúng tôi trả lời trong ba ngày.</p>"
)
SETTINGS = f"window.consent = {{id: 7, title: 'Chính sách cookie', text: '{NOTICE}', buttons: ['Đồng ý',],}};"


def test_settings_of_a_script_are_no_article() -> None:
    with pytest.raises(NotAnArticle):
        read(f"<script>{SETTINGS}</script>")
    item = read(f"<script>{SETTINGS} var post = {written(ARTICLE)};</script>")
    assert item.title == TITLE


def test_another_article_in_a_script_is_not_that_of_a_page_with_its_own() -> None:
    own = f"<h1>Xã Bình Minh họp dân</h1><p>{TEXT[1]}</p>"
    script = f"<script>window.__NUXT__={{data:[{written(ARTICLE)}]}}</script>"
    html = (
        f"<html lang=vi><meta charset=utf-8><title>Họp dân</title><body>{own}{script}</body></html>"
    )
    item = read_article(html.encode(), URL)
    assert (item.title, item.body) == ("Xã Bình Minh họp dân", TEXT[1])


@pytest.mark.parametrize("key", ["relatedPosts", "most_read", "tinLienQuan"])
def test_what_a_script_recommends_is_not_the_article(key: str) -> None:
    other = {**ARTICLE, "title": "Bài khác", "content": HTML * 9, "author": {"name": "Lê An"}}
    script = f"<script>var page = {written({'post': ARTICLE, key: [other]})};</script>"
    html = f"<html><head><meta charset=utf-8><title>Trang tin</title></head><body>{script}</body></html>"
    item = read_article(html.encode(), "https://songlam.gov.vn/tin-tuc/so-ket")
    assert (item.title, item.authors) == (TITLE, ("Thu Hà",))
