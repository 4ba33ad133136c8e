"""A whole crawl of ours beside a bare Scrapy spider and a CrawlSpider, on one local site.

`python -m benchmarks.crawl [--pages 20000] [--rounds 3]`: a server in a process of its own serves
pages of 60 kB with 238 links each; every contestant crawls them in a process of its own, eight
requests at a time and without a pause. Ours does all that it does on a live site: robots.txt,
ledger, pipelines, durable feed, memory; and it finds the site's sixty sections by itself, which
show what it knows already. The bare spider follows the same listings and takes ten fields by CSS;
the CrawlSpider follows what Scrapy's own LinkExtractor finds. What counts is CPU time of the
crawling process, its start included; beside other work on the machine it varies by a fifth, so
ours and the bare spider take turns, and the median of the rounds' ratios counts.
"""

import argparse
import asyncio
import ctypes
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SIZE = 60_000
LINKS = 238
PER_PAGE = 50
SENTENCE = (
    "Hội nghị lần thứ {n} đã thảo luận và thống nhất nhiều giải pháp quan trọng nhằm nâng cao chất "
    "lượng sinh hoạt chi bộ, phát triển đảng viên và củng cố tổ chức cơ sở đảng ở đoạn {p}. "
)


def path_of(number: int) -> str:
    return (
        f"/xay-dung-dang/hoi-nghi-lan-thu-{number}-cua-dang-bo-xa-binh-minh-{100000 + number}.html"
    )


def article(number: int, count: int) -> bytes:
    """An article of SIZE bytes with LINKS links, its text its own."""
    title = f"Hội nghị lần thứ {number} của Đảng bộ xã Bình Minh bàn về công tác cán bộ"
    text = "".join(
        f"<p>{SENTENCE.format(n=number, p=p) * 3}</p>"
        + (
            f'<figure><img src="/anh/{number}-{p}.jpg"><figcaption>Quang cảnh hội nghị thứ {number}. '
            f"Ảnh: TTXVN</figcaption></figure>"
            if p % 4 == 2
            else ""
        )
        for p in range(12)
    )
    main = (
        f'<article class="detail"><h1 class="detail-title">{title}</h1>'
        f'<div class="meta"><time datetime="2026-03-05T08:{number % 60:02}:00+07:00">05/03/2026 08:'
        f'{number % 60:02}</time></div><h2 class="sapo">Tóm tắt của bài số {number} trong kỳ này.</h2>'
        f'<div class="detail-content">{text}<p class="author">Nguyễn Văn An</p></div>'
        f'<div class="tags"><a rel="tag" href="/tag/can-bo">cán bộ</a></div></article>'
    )
    head = (
        f"<title>{title}</title>"
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
        f'<meta property="og:url" content="{path_of(number)}"><meta property="og:description" '
        f'content="Tóm tắt của bài số {number} trong kỳ này.">'
        f'<meta property="article:published_time" content="2026-03-05T08:{number % 60:02}:00+07:00">'
    )
    related = [(number * 7 + step * 13) % count for step in range(LINKS - 61)]
    return page(head, main, related)


def listing(number: int, count: int) -> bytes:
    """A section's page with PER_PAGE articles and the next page's link."""
    first = (number - 1) * PER_PAGE
    shown = range(first, min(first + PER_PAGE, count))
    more = (
        f'<a rel="next" href="/?page={number + 1}">Trang sau</a>' if shown[-1] + 1 < count else ""
    )
    main = f"<main>{''.join(map(story, shown))}{more}</main>"
    return page("<title>Xây dựng Đảng</title>", main, [])


def story(number: int) -> str:
    title = f"Hội nghị lần thứ {number} của Đảng bộ xã Bình Minh bàn về công tác cán bộ"
    return f'<div class="story"><h3><a href="{path_of(number)}">{title}</a></h3></div>'


def page(head: str, main: str, related: list[int]) -> bytes:
    """The frame that all pages of a site share, filled up to SIZE with a script."""
    nav = "".join(
        f'<li class="nav-item"><a href="/?muc={n}">Chuyên mục {n}</a></li>' for n in range(60)
    )
    aside = "".join(map(story, related))
    body = (
        f'<html lang="vi"><head><meta charset="utf-8">{head}</head><body><header><nav><ul>{nav}</ul>'
        f'</nav></header>{main}<aside class="tin-lien-quan"><h2>Tin liên quan</h2>{aside}</aside>'
        f"<footer>Cơ quan chủ quản: Đảng ủy xã Bình Minh</footer><script>var x = '%s';</script></body></html>"
    )
    return (body % ("d" * max(0, SIZE - len(body.encode())))).encode()


class Server(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, as little as a crawl needs."""

    count = 0
    served: "Synchronized[int]"

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        for request in data.split(b"\r\n\r\n")[:-1]:
            path = request.split(b" ", 2)[1].decode()
            status, body = self.answer(path)
            head = f"HTTP/1.1 {status} x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            self.transport.write(head.encode() + body)  # type: ignore[attr-defined]

    def answer(self, path: str) -> tuple[int, bytes]:
        found = re.search(r"-(\d+)\.html\Z", path)
        if found:
            self.served.value += 1
            return 200, article(int(found[1]) - 100000, self.count)
        if path == "/" or "?page=" in path:
            return 200, listing(int(path.partition("page=")[2] or 1), self.count)
        if path.startswith("/?muc="):
            return 200, listing(1, self.count)
        return 404, b""


def serve(count: int, served: "Synchronized[int]", port: "Synchronized[int]") -> None:
    """The server's process."""
    Server.count, Server.served = count, served

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
        port.value = server.sockets[0].getsockname()[1]
        await asyncio.Event().wait()

    asyncio.run(run())


# -- the contestants --------------------------------------------------------------------------


def peer(name: str, url: str, feed: str) -> None:
    """Crawl with one of the peers, in this process."""
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.linkextractors import LinkExtractor
    from scrapy.spiders import CrawlSpider, Rule

    def fields(response):
        return {
            "url": response.url,
            "title": response.css("h1.detail-title::text").get(),
            "lead": response.css("h2.sapo::text").get(),
            "published": response.css("time::attr(datetime)").get(),
            "author": response.css("p.author::text").get(),
            "body": "\n".join(response.css(".detail-content > p::text").getall()),
            "images": response.css("figure img::attr(src)").getall(),
            "captions": response.css("figcaption::text").getall(),
            "tags": response.css(".tags a::text").getall(),
            "section": response.css("meta[property='og:type']::attr(content)").get(),
            "address": response.css("meta[property='og:url']::attr(content)").get(),
        }

    class Bare(scrapy.Spider):
        name = "bare"
        start_urls = (url,)

        def parse(self, response):
            for href in response.css("main .story a::attr(href)").getall():
                yield response.follow(href, self.parse_article)
            following = response.css("a[rel=next]::attr(href)").get()
            if following:
                yield response.follow(following, self.parse)

        def parse_article(self, response):
            yield fields(response)

    class Following(CrawlSpider):
        name = "following"
        start_urls = (url,)
        rules = (Rule(LinkExtractor(), callback="parse_page", follow=True),)

        def parse_page(self, response):
            if response.url.endswith(".html"):
                yield fields(response)

    process = AsyncCrawlerProcess(
        {
            "FEEDS": {feed: {"format": "jsonlines"}},
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
        }
    )
    process.crawl(Bare if name == "bare" else Following)
    process.start()


@dataclass(frozen=True)
class Result:
    """What a crawl took."""

    pages: int
    cpu: float
    seconds: float
    peak: float
    growth: float
    """MiB of resident memory gained per 10,000 pages, after the first fifth."""


def race(command: list[str], env: dict[str, str], served: "Synchronized[int]") -> Result:
    """Run one contestant and watch it."""
    served.value = 0
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    points: list[tuple[int, float]] = []
    watch = threading.Thread(target=observe, args=(process.pid, served, points), daemon=True)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return Result(
        served.value,
        usage.ru_utime + usage.ru_stime,
        time.monotonic() - began,
        usage.ru_maxrss / 1024,
        slope([point for point in points if point[0] > served.value / 5]) * 10_000,
    )


def observe(pid: int, served: "Synchronized[int]", points: list[tuple[int, float]]) -> None:
    """Note pages served and MiB resident, five times a second."""
    status = Path(f"/proc/{pid}/statm")
    while True:
        try:
            resident = int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except (OSError, IndexError):
            return
        points.append((served.value, resident))
        time.sleep(0.2)


def slope(points: list[tuple[int, float]]) -> float:
    """Least squares; 0 for too few points."""
    if len(points) < 5:
        return 0.0
    middle = sum(x for x, _ in points) / len(points)
    level = sum(y for _, y in points) / len(points)
    spread = sum((x - middle) ** 2 for x, _ in points)
    return sum((x - middle) * (y - level) for x, y in points) / spread if spread else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=5000, help="articles of the site")
    parser.add_argument("--rounds", type=int, default=3, help="of ours and the bare spider")
    parser.add_argument("--only", choices=("ours", "bare", "following"))
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        peer(*arguments.peer)
        return
    served = multiprocessing.Value(ctypes.c_long, 0)
    port = multiprocessing.Value(ctypes.c_long, 0)
    server = multiprocessing.Process(
        target=serve, args=(arguments.pages, served, port), daemon=True
    )
    server.start()
    while not port.value:
        time.sleep(0.05)
    url = f"http://127.0.0.1:{port.value}/"
    speeds: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"BANTIN_DATA": f"{folder}/data", "BANTIN_MEMORY": "", "CONTACT": ""}
        commands = {
            "bare": [sys.executable, __file__, "--peer", "bare", url, f"{folder}/bare.jsonl"],
            "ours": [
                *(sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"url={url}"),
                # as many connections kept open as the peers have by default
                *("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8"),
            ],
            "following": [
                sys.executable,
                __file__,
                "--peer",
                "following",
                url,
                f"{folder}/f.jsonl",
            ],
        }
        print(f"{arguments.pages} articles of {len(article(1, arguments.pages)) / 1000:.0f} kB")
        rounds = [("bare", "ours")] * arguments.rounds + [("following",)]
        for name in (name for names in rounds for name in names):
            if arguments.only in (None, name):
                result = race(commands[name], env, served)
                shutil.rmtree(env["BANTIN_DATA"], ignore_errors=True)
                speeds[name].append(result.pages / result.cpu)
                print(
                    f"{name:10} {result.pages:6} pages {speeds[name][-1]:7.1f} pages/CPU-s "
                    f"{result.cpu:7.1f} CPU-s {result.seconds:6.1f} s  peak {result.peak:4.0f} MiB  "
                    f"growth {result.growth:5.1f} MiB/10,000 pages",
                    flush=True,
                )
    server.terminate()
    if len(speeds) == 3:
        pairs = zip(speeds["ours"], speeds["bare"], strict=True)
        ratios = [ours / bare for ours, bare in pairs]
        told = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"ours / bare spider:  {median(ratios):.2f} of {told} (goal 0.8)")
        faster = median(speeds["ours"]) / speeds["following"][0]
        print(f"ours / CrawlSpider:  {faster:.2f} (goal 4)")


if __name__ == "__main__":
    main()
