"""What is written for readers leads somewhere, in both languages alike."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def examples(page: str) -> list[str]:
    """The lines set as code, without their remarks, which are translated."""
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    code = [line.partition("#")[0].strip() for line in lines if line.startswith("    ")]
    return [line for line in code if line]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_finds_it(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).is_file()]
    assert missing == []


def test_the_vietnamese_readme_shows_the_same_commands() -> None:
    assert examples("README.vi.md") == examples("README.md")
    assert "make crawl" in examples("README.md")


def test_the_readmes_name_each_other_and_the_same_documents() -> None:
    english, vietnamese = (
        (ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "README.vi.md")
    )
    assert "README.vi.md" in english and "README.md" in vietnamese
    assert set(LINK.findall(english)) - {"README.vi.md"} <= set(LINK.findall(vietnamese))
