"""Lines of Chinese pages: who wrote, who edited, whence it comes."""

import pytest

from crawler.extract.bylines import Byline, parse_byline
from crawler.extract.captions import split_credit
from crawler.extract.chinese import is_outlet, parse_roles
from crawler.extract.sources import parse_source, source_beside
from crawler.reader import read_article

TEXT = (
    "3月5日上午，平明乡党委召开民运工作小结会议，各支部代表出席会议并听取了第一季度的工作汇报。",
    "报告指出，今年第一季度，各民运小组深入每家每户，倾听群众意见，耐心解释，并认真记录下来。",
    "会议一致同意立即着手三项工作，其中包括在十天之内以书面形式答复群众提出的所有建议和意见。",
)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("记者 阮文安", ("阮文安",)),
        ("越通社记者 阮文安", ("阮文安",)),
        ("（本报记者 黎氏兰、陈明）", ("黎氏兰", "陈明")),
        ("本报通讯员 黎氏兰 陈明", ("黎氏兰", "陈明")),
        ("采写：河内报记者 阮文安", ("阮文安",)),
        ("【文/专栏作者 陈明】", ("陈明",)),
        ("文｜陈明".replace("｜", "|"), ("陈明",)),
        ("【责任编辑：阮秋】", ()),
        ("（编辑：阮秋 陈明）", ()),
        ("编辑 阮秋 校对 陈明", ()),
        ("责编|阮秋", ()),
        ("特約記者 阮文安", ("阮文安",)),
        ("【責任編輯：阮秋】", ()),
        ("撰文/陳明 攝影/黎蘭", ("陳明",)),
        ("作者：陈明 责任编辑：HN12", ("陈明",)),
        ("作者：未知 责任编辑：阮秋", ()),
    ],
)
def test_a_line_of_roles_names_the_authors_alone(line: str, authors: tuple[str, ...]) -> None:
    assert parse_roles(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "记者 从国家卫生健康委获悉",
        "编辑 部门负责人表示，工作进展顺利",
        "记者3日从省政府获悉",
        "作者：认为这项工作非常重要的专家",
        "平明乡党委召开民运工作会议",
        "新闻发言人 武平",
    ],
)
def test_a_line_that_only_begins_so_is_none(line: str) -> None:
    assert parse_roles(line) is None


def test_outlets_are_told_from_people_by_their_ending() -> None:
    assert all(map(is_outlet, ("西贡解放报", "参考消息", "越南之声广播电台", "新华网-文化频道")))
    assert not any(map(is_outlet, ("阮文安", "黎氏兰", "陈明")))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2025-03-05 10:42:00 来源: 越通社 举报", "越通社"),
        ("2025-03-05 10:42来源：人民报网作者：陈明", "人民报网"),
        ("2025-03-05 10:42 來源：西貢解放報", "西貢解放報"),
        ("2025-03-05 10:42 聯合報網", "聯合報網"),
        ("发布日期：2025-03-05 浏览次数： 信息来源：省民运部", "省民运部"),
        ("05/03/2025 10:12 | Nguồn: TTXVN", "TTXVN"),
        ("Cập nhật: 05/03/2025 | Nguồn: Báo Nhân Dân | Lượt xem: 12", "Báo Nhân Dân"),
        ("05/03/2025 Nguồn: Cổng TTĐT Chính phủ Lượt xem: 12", "Cổng TTĐT Chính phủ"),
        ("2025年03月05日 18:57 西贡解放报", "西贡解放报"),
        ("原创 人民报网 2025-03-05 18:57:12", "人民报网"),
        ("2025-03-05 18:57 阮文安", None),
        ("2025-03-05 来源：网络", None),
        ("来源: | 发布时间: 2025-03-05 | 浏览次数: 21", None),
        ("2025-03-05 来源：本站原创", None),
        ("05/03/2025 - Nguồn: sưu tầm", None),
        ("05/03/2025 10:12", None),
    ],
)
def test_a_source_stands_beside_the_date(line: str, source: str | None) -> None:
    assert source_beside(line) == source


def test_a_source_that_is_none_in_particular_is_no_text_either() -> None:
    assert parse_byline("来源：网络") == parse_byline("来源：本站原创") == Byline()


def test_a_line_of_editors_leaves_the_text_wherever_it_stands() -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in TEXT)
    inside = "<p>责编：阮秋</p><p>校对：陈明</p>"
    html = f"<html lang=zh><body><h1>平明乡党委召开民运工作会议</h1><div>{first}{inside}{''.join(rest)}</div></body></html>"
    assert read_article(html.encode(), "https://cn.example.vn/tin-12345.html").body == "\n\n".join(
        TEXT
    )


def test_a_line_of_source_and_editors_names_the_source_alone() -> None:
    assert parse_source("本文来源：西贡解放报 责任编辑：阮秋_N12") == "西贡解放报"
    assert parse_source("来源: | 发布时间: 2025-03-05") is None


def test_what_a_chinese_page_says_about_an_article_is_no_text_of_it() -> None:
    head = "<meta name=author content=新闻网><h1>平明乡党委召开民运工作会议</h1>"
    dated = "<div>2025-03-05 10:42 来源：越通社</div>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    before = "<p>（原标题：平明乡党委开会，各支部代表出席）</p>"
    after = "<p>越通社记者 阮文安</p><p>声明：转载须注明出处。</p><p>【责任编辑：阮秋】</p>"
    html = f"<html lang=zh><body><div>{head}{dated}<div>{before}{text}{after}</div></div></body></html>"
    article = read_article(html.encode(), "https://cn.example.vn/thoi-su/tin-12345.html")
    assert article.body == "\n\n".join(TEXT)
    assert (article.authors, article.source) == (("阮文安",), "越通社")
    assert article.published and article.published.isoformat() == "2025-03-05T10:42:00+07:00"


def test_an_editor_who_is_stated_as_the_author_is_none() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    html = f"<head><meta name=author content=阮秋></head><h1>平明乡党委召开民运工作会议</h1>{text}<p>（编辑：阮秋 陈明）</p>"
    assert read_article(html.encode(), "https://cn.example.vn/tin-12345.html").authors == ()


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("会议现场。越通社记者 阮文安 摄", "越通社记者 阮文安"),
        ("3月5日，代表们在会上发言。 通讯员陈明 摄", "通讯员陈明"),
        ("图为会议现场。（黎兰摄）", "黎兰"),
        ("会议现场。平明乡党委供图", "平明乡党委"),
        ("會議現場。記者陳明攝", "記者陳明"),
        ("会议现场", None),
        ("他们喜欢摄影和供图", None),
    ],
)
def test_the_credit_of_a_chinese_caption_needs_no_mark(caption: str, credit: str | None) -> None:
    assert split_credit(caption) == credit


@pytest.mark.parametrize("line", ["会议现场。陈明 摄", "▲会议现场。", "资料图"])
def test_a_line_under_a_picture_that_speaks_of_it_is_its_caption(line: str) -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in TEXT)
    picture = f"<p><img src='/anh.jpg'></p><p>{line}</p>"
    html = f"<html lang=zh><body><h1>平明乡党委召开民运工作会议</h1><div>{first}{picture}{''.join(rest)}</div></body></html>"
    article = read_article(html.encode(), "https://cn.example.vn/tin-12345.html")
    assert ([image.caption for image in article.images], article.body) == (
        [line],
        "\n\n".join(TEXT),
    )
