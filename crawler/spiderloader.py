"""Finds spiders; one module that cannot be imported costs only itself."""

import importlib
import pkgutil
import sys
from collections.abc import Iterable

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader


class BulletinSpiderLoader(SpiderLoader):
    """Scrapy's loader, module by module; `broken` names what could not be loaded and why."""

    broken: dict[str, str]

    def __init__(self, settings: BaseSettings) -> None:
        self.broken = {}
        super().__init__(settings)

    def _load_all_spiders(self) -> None:
        for package in self.spider_modules:
            self._load_package(importlib.import_module(package).__path__, package)
        for name, reason in self.broken.items():
            print(f"{name} cannot be loaded and is left out: {reason}", file=sys.stderr)
        self._check_name_duplicates()

    def _load_package(self, path: Iterable[str], package: str) -> None:
        for info in pkgutil.iter_modules(path, f"{package}."):
            try:
                module = importlib.import_module(info.name)
                self._load_spiders(module)
            except Exception as error:  # whatever a module raises is its own fault
                self.broken[info.name] = f"{type(error).__name__}: {error}"
                continue
            if info.ispkg:
                self._load_package(module.__path__, info.name)
