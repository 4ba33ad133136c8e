"""What is told to people, in words."""


def counted(number: int, thing: str) -> str:
    """`1 article`, `2 articles`; `thing` is a word that takes an s."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
