"""Three small sites on loopback, in layouts that no CMS of the registry has; eight articles each.

Their texts are of our own making.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.serving import serving

TITLES = (
    "Xã Bình Minh đưa nghị quyết vào từng ngõ nhỏ",
    "Đảng bộ phường Sông Trà kết nạp hai mươi đảng viên trẻ",
    "Hội thi bí thư chi bộ giỏi thu hút đông đảo khán giả",
    "Vùng chè Tân Sơn giữ rừng nhờ tổ tự quản",
    "Cựu chiến binh Hòa An hiến đất mở đường liên thôn",
    "Lớp học số buổi tối của những cán bộ thôn cao tuổi",
    "Ngày hội đại đoàn kết ở khu dân cư ven biển Hải Thịnh",
    "Công đoàn khu công nghiệp chăm lo bữa ăn ca cho thợ trẻ",
)
NAMES = ("Trần Thu Hà", "Lê Minh Quân", "Phạm Ngọc Lan", "Đỗ Văn Hùng")
WHO = "Chi bộ thôn Đoài|Bà con trong bản|Tổ công nghệ số|Đoàn công tác của huyện|Ban công tác mặt trận|Các hộ trồng chè|Lãnh đạo phường|Nhóm đảng viên trẻ|Hội phụ nữ cơ sở|Thầy giáo làng".split("|")  # fmt: skip
DID = "đã bàn kỹ|vừa hoàn thành|đang nhân rộng|quyết tâm giữ vững|cùng nhau góp sức cho|kiên trì vận động|tổ chức lấy ý kiến về|báo cáo kết quả bước đầu của|đề nghị bổ sung kinh phí cho|chia sẻ kinh nghiệm về".split("|")  # fmt: skip
WHAT = "con đường hoa dài ba cây số|quỹ khuyến học mang tên cụ Nguyễn|mô hình sinh hoạt theo chuyên đề|vườn ươm năm nghìn cây giống|nhà văn hóa vừa sửa mái|bộ quy ước mới của khu dân cư|lớp dạy nghề cho thanh niên|đội bóng chuyền hơi của người cao tuổi|kế hoạch chuyển đổi mùa vụ|tủ sách cơ sở ở nhà sinh hoạt".split("|")  # fmt: skip
WHEN = "trong quý ba|ngay sau vụ gặt|trước mùa mưa bão|nhân dịp Quốc khánh|suốt hai năm qua|từ đầu tháng tám|theo góp ý của cử tri|với sự giúp đỡ của bộ đội|dù kinh phí còn eo hẹp|để kịp đón năm học mới".split("|")  # fmt: skip


@dataclass(frozen=True)
class Story:
    """An article, whatever its layout."""

    number: int
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    author: str
    caption: str
    day: int


def _sentence(chance: random.Random) -> str:
    who, did, what, when = (chance.choice(words) for words in (WHO, DID, WHAT, WHEN))
    return f"{who} {did} {what} {when}."


def stories(seed: int) -> list[Story]:
    """Eight stories, other ones for each seed."""
    chance = random.Random(seed)
    found = []
    for number, title in enumerate(TITLES):
        texts = tuple(" ".join(_sentence(chance) for _ in range(4)) for _ in range(5))
        lead = f"{_sentence(chance)[:-1]}, đó là cách làm được nhiều địa phương tìm về học hỏi."
        caption = f"Một buổi sinh hoạt ở cơ sở số {number + 3}, {chance.choice(WHEN)}."
        author = NAMES[number % 4]
        found.append(Story(number, title, lead, texts, author, caption, 20 - number))
    return found


SLUGS = (
    "xa-binh-minh-dua-nghi-quyet-vao-tung-ngo-nho",
    "dang-bo-phuong-song-tra-ket-nap-hai-muoi-dang-vien-tre",
    "hoi-thi-bi-thu-chi-bo-gioi-thu-hut-dong-dao-khan-gia",
    "vung-che-tan-son-giu-rung-nho-to-tu-quan",
    "cuu-chien-binh-hoa-an-hien-dat-mo-duong-lien-thon",
    "lop-hoc-so-buoi-toi-cua-nhung-can-bo-thon-cao-tuoi",
    "ngay-hoi-dai-doan-ket-o-khu-dan-cu-ven-bien-hai-thinh",
    "cong-doan-khu-cong-nghiep-cham-lo-bua-an-ca-cho-tho-tre",
)
Pages = dict[str, str]


def modern(seed: int, base: str) -> Pages:
    """HTML5, OpenGraph, an announced feed, two sections with pages of two."""
    every = stories(seed)
    sections = {"/xay-dung": every[:4], "/doi-song-moi": every[4:]}
    path = {s.number: f"/doc/{SLUGS[s.number]}-{770100 + s.number * 7}.tin" for s in every}
    menu = '<nav class="thanh-dau"><a href="/">Trang chủ</a><a href="/xay-dung">Xây dựng Đảng</a><a href="/doi-song-moi">Đời sống mới</a><a href="/lien-he">Liên hệ</a></nav>'  # fmt: skip
    head = '<meta charset="utf-8"><meta property="og:site_name" content="Bản tin Sông Trà"><link rel="alternate" type="application/rss+xml" href="/nguon/moi.rss">'  # fmt: skip
    foot = '<footer class="chan">Cơ quan chủ quản: Đảng ủy Sông Trà. Điện thoại: 0255 000 111.</footer>'  # fmt: skip

    def cards(listed: list[Story]) -> str:
        return "".join(
            f'<section class="o-tin"><a href="{path[s.number]}"><img src="/anh/{s.number}.jpg" alt=""></a>'
            f'<h2><a href="{path[s.number]}">{s.title}</a></h2><p>{s.lead}</p></section>'
            for s in listed
        )

    def page(inner: str, title: str) -> str:
        return f'<!doctype html><html lang="vi"><head>{head}<title>{title}</title></head><body>{menu}{inner}{foot}</body></html>'  # fmt: skip

    pages = {"/": page(f"<main>{cards(every[:1] + every[4:5])}</main>", "Bản tin Sông Trà")}
    for place, listed in sections.items():
        turn = f'<div class="doi-trang"><a href="{place}?trang=2">Trang sau</a></div>'
        pages[place] = page(f"<main>{cards(listed[:2])}{turn}</main>", "Chuyên mục")
        pages[f"{place}?trang=2"] = page(f"<main>{cards(listed[2:])}</main>", "Chuyên mục")
    for s in every:
        inner = (
            f'<main><article class="khung-doc"><h1>{s.title}</h1><div class="gio">{s.day:02}/10/2026 08:1{s.number}</div>'
            f'<p class="tom-luoc"><strong>{s.lead}</strong></p>'
            + "".join(f"<p>{text}</p>" for text in s.paragraphs[:2])
            + f'<figure><img src="/anh/{s.number}.jpg" width="600" height="400"><figcaption>{s.caption}</figcaption></figure>'
            + "".join(f"<p>{text}</p>" for text in s.paragraphs[2:])
            + f'<p class="nguoi-viet" style="text-align:right"><strong>{s.author}</strong></p></article>'
            f"<aside><h3>Tin liên quan</h3>{cards([other for other in every if other is not s][:3])}</aside></main>"
        )
        extra = f'<meta property="og:type" content="article"><meta property="og:title" content="{s.title}"><meta property="og:description" content="{s.lead}">'  # fmt: skip
        pages[path[s.number]] = page(inner, s.title).replace("</head>", f"{extra}</head>")
    items = "".join(
        f"<item><title>{s.title}</title><link>{base}{path[s.number]}</link></item>"
        for s in every[:3]
    )
    pages["/nguon/moi.rss"] = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'  # fmt: skip
    return pages


def tables(seed: int, base: str) -> Pages:
    """Tables, no metadata, ids in the query, a sitemap that robots.txt names."""
    every = stories(seed)
    path = {s.number: f"/xem.do?muc=1&bv={5001 + s.number * 3}" for s in every}
    menu = '<table class="bang-menu" width="100%"><tr><td id="menu-trai"><ul class="menu"><li><a href="/">Trang nhất</a></li><li><a href="/ds.do?muc=1">Tin hoạt động</a></li></ul></td></tr></table>'  # fmt: skip

    def page(inner: str) -> str:
        return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Trang tin Đảng bộ Tân Sơn</title></head><body>{menu}<table width="900"><tr><td>{inner}</td></tr></table><div id="footer">Bản quyền thuộc Đảng bộ huyện Tân Sơn</div></body></html>'  # fmt: skip

    def rows(listed: list[Story]) -> str:
        return "<table>" + "".join(
            f'<tr><td><a class="ten" href="{path[s.number].replace("&", "&amp;")}"><b>{s.title}</b></a><br>{s.lead}</td></tr>'
            for s in listed
        ) + "</table>"  # fmt: skip

    turn = '<p align="center"><b>1</b> <a href="/ds.do?muc=1&amp;trang=2">2</a> <a href="/ds.do?muc=1&amp;trang=2">&raquo;</a></p>'  # fmt: skip
    back = '<p align="center"><a href="/ds.do?muc=1">1</a> <b>2</b></p>'
    pages = {
        "/": page(rows(every[:4])),
        "/ds.do?muc=1": page(rows(every[:5]) + turn),
        "/ds.do?muc=1&trang=2": page(rows(every[5:]) + back),
        "/robots.txt": f"User-agent: *\nDisallow: /quan-tri\nSitemap: {base}/so-do-tin.xml\n",
    }
    for s in every:
        pages[path[s.number]] = page(
            f'<table width="100%"><tr><td class="td-tieu-de"><h2>{s.title}</h2></td></tr>'
            f"<tr><td>Ngày đăng: {s.day:02}/10/2026, 0{s.number + 1}:30</td></tr>"
            f"<tr><td><b>{s.lead}</b></td></tr><tr><td>"
            + "".join(f"<p>{text}</p>" for text in s.paragraphs[:3])
            + f'<table align="center"><tr><td><img src="/anh/lon-{s.number}.jpg" width="500" height="350"></td></tr><tr><td align="center"><i>{s.caption}</i></td></tr></table>'
            + "".join(f"<p>{text}</p>" for text in s.paragraphs[3:])
            + f'<p align="right"><b>{s.author}</b></p></td></tr></table>'
        )
    places = "".join(
        f"<url><loc>{base}{p.replace('&', '&amp;')}</loc></url>" for p in path.values()
    )
    pages["/so-do-tin.xml"] = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'  # fmt: skip
    return pages


def bare(seed: int, base: str) -> Pages:
    """Divs and spans, neither feed nor sitemap, one listing with numbered pages."""
    every = stories(seed)
    path = {s.number: f"/vi/n{318 + s.number * 5}/{SLUGS[s.number]}" for s in every}
    head = '<div class="dau"><div class="top-menu"><a href="/">Trang chủ</a> <a href="/vi/ban-tin">Bản tin</a> <a href="/vi/gioi-thieu">Giới thiệu</a></div></div>'  # fmt: skip

    def page(inner: str, title: str) -> str:
        return f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>{head}<div class="than">{inner}</div><div class="cuoi">Địa chỉ: số 1 đường Lê Lợi. Email: bantin@mau.vn</div></body></html>'  # fmt: skip

    def items(listed: list[Story]) -> str:
        return "".join(
            f'<div class="muc"><div class="muc-ten"><a href="{path[s.number]}">{s.title}</a></div><div class="muc-gioi">{s.lead[:90]}...</div></div>'
            for s in listed
        )

    def numbers(here: int) -> str:
        links = (
            f'<a class="so" href="/vi/ban-tin/trang-{n}">{n}</a>'
            if n != here
            else f"<span>{n}</span>"
            for n in (1, 2, 3)
        )
        return f'<div class="cac-trang">{"".join(links)}</div>'

    pages = {
        "/": page(items(every[:3]), "Hội Cựu chiến binh Hòa An"),
        "/vi/ban-tin": page(items(every[:3]) + numbers(1), "Bản tin"),
        "/vi/ban-tin/trang-1": page(items(every[:3]) + numbers(1), "Bản tin"),
        "/vi/ban-tin/trang-2": page(items(every[3:6]) + numbers(2), "Bản tin"),
        "/vi/ban-tin/trang-3": page(items(every[6:]) + numbers(3), "Bản tin"),
    }
    for s in every:
        more = items([other for other in every if other is not s][:2])
        pages[path[s.number]] = page(
            f'<div class="bai"><div class="ten-bai"><h1>{s.title}</h1></div>'
            f'<div class="luc">Thứ hai, ngày {s.day} tháng 10 năm 2026</div><div class="dan">{s.lead}</div><div class="chu">'
            f'<div class="hinh"><img src="/h/{s.number}.png"><div class="chu-thich">{s.caption}</div></div>'
            + "".join(f"<div>{text}</div>" for text in s.paragraphs)
            + f'</div><div class="ky">Tác giả: {s.author}</div></div><div class="tin-khac"><div>Tin khác</div>{more}</div>',
            f"{s.title} - Hội Cựu chiến binh Hòa An",
        )
    return pages


LAYOUTS: dict[str, Callable[[int, str], Pages]] = {
    "modern": modern, "tables": tables, "bare": bare,
}  # fmt: skip


class NewSite(ThreadingHTTPServer):
    """Serves the pages of a layout and counts what is asked for."""

    daemon_threads = True

    def __init__(self, layout: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.layout = layout
        self.stories = stories(len(layout))
        self.pages = LAYOUTS[layout](len(layout), self.url)
        self.asked: Counter[str] = Counter()


class _Handler(BaseHTTPRequestHandler):
    server: NewSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        text = self.server.pages.get(self.path)
        data = (text or "không có").encode()
        kind = "text/html; charset=utf-8"
        if text and text.startswith("<?xml"):
            kind = "application/xml"
        elif self.path == "/robots.txt":
            kind = "text/plain"
        self.send_response(404 if text is None else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@contextmanager
def new_site(layout: str) -> Iterator[NewSite]:
    """A running site."""
    with serving(NewSite(layout)) as site:
        yield site
