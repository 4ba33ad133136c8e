"""The settings that scrapy.cfg names: those of this checkout, whatever else is installed.

The `scrapy` script puts the project behind site-packages, where any package called `crawler`,
`spiders` or `pipelines` would be found first, in silence.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from crawler.settings import *  # noqa: F403
