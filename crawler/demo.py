"""`python -m crawler.demo`: crawls the bundled sample site with the real spider."""

import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Starts the sample site, crawls it, stops it; answers the crawl's exit code."""
    server = subprocess.Popen(
        [sys.executable, "-m", "sample"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        url = server.stdout.readline().strip() if server.stdout else ""
        if not url:
            print("The sample site did not start.", file=sys.stderr)
            return 1
        print(f"The sample site runs at {url}\n", flush=True)
        command = [sys.executable, "-m", "scrapy", "crawl", "sample", "-a", f"url={url}"]
        crawl = subprocess.Popen(command, cwd=ROOT)
        signal.signal(signal.SIGTERM, lambda *_: crawl.terminate())
        while True:
            try:
                return crawl.wait()
            except KeyboardInterrupt:
                continue  # the crawl has had it too, and is closing its feed
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout:
            server.stdout.close()


if __name__ == "__main__":
    sys.exit(main())
