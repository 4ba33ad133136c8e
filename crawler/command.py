"""What the commands of the project share."""

import argparse
from collections.abc import Iterator
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from crawler.arguments import ArgumentError, check_settings
from crawler.settings import USER_AGENT, user_agent


class ProjectCommand(ScrapyCommand):
    """A command of this project. Options that it does not know are refused: Scrapy hands them over
    among the arguments, where they pass for the name of a spider or a file. So are empty ones: an
    unset variable of the shell must not widen what is forgotten or read."""

    requires_project = True

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "scrapy"  # and not the __main__.py of `python -m scrapy`
        super().add_options(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if self.requires_crawler_process:
            load_downloader()
        assert self.settings is not None
        for fault in (*wrong_options(args, opts), *wrong_settings(self.settings)):
            raise UsageError(fault, print_help=False)
        if self.settings["USER_AGENT"] == USER_AGENT:  # else somebody has written one of his own
            self.settings.set("USER_AGENT", user_agent(self.settings["CONTACT"]), "cmdline")


def load_downloader() -> None:
    """Import what connects to servers, each module by itself.

    As they load, Scrapy's aliases for old names look at the source of every function that is
    running (`inspect.stack`): left to the engine, inside the reactor and four imports deep, that
    are three times as many as here, and a twelfth of the time that a small crawl takes.
    """
    import scrapy.core.downloader.tls  # noqa: I001
    import scrapy.core.downloader.contextfactory  # noqa: F401


def wrong_options(args: list[str], opts: argparse.Namespace) -> Iterator[str]:
    """What is wrong with a command line."""
    yield from (f"there is no option {one}" for one in args if one.startswith("-"))
    for name, value in vars(opts).items():
        if value == "" or (isinstance(value, list) and "" in value):
            option = name.strip("_").replace("_", "-")
            yield f"--{option} is empty: give it a value, or leave it out"


def wrong_settings(settings: BaseSettings) -> Iterator[str]:
    """What is wrong with the settings."""
    if settings.getpriority("DATA") == SETTINGS_PRIORITIES["cmdline"]:
        data = settings["DATA"]
        yield f"DATA={data} moves a part of the data: BANTIN_DATA={data} in the environment moves all"
    try:
        check_settings(settings)
    except ArgumentError as error:
        yield str(error)


class OfflineCommand(ProjectCommand):
    """A command that crawls nothing."""

    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}


def at_least_one(text: str) -> int:
    """The value of `--jobs`. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text}: a positive number is needed")
    return int(text)
