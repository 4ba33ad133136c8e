"""`python -m sample [--port N]` serves the sample site and prints its address."""

import argparse

from sample.server import SampleSite

if __name__ == "__main__":
    ask = argparse.ArgumentParser(prog="python -m sample", description=__doc__)
    ask.add_argument("--port", type=int, default=0)
    site = SampleSite(ask.parse_args().port)
    print(site.url, flush=True)
    try:
        site.server.serve_forever()
    except KeyboardInterrupt:
        site.server.server_close()
