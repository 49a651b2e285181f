"""Long texts in lines, as charts do not wrap them."""


def folded(text: str, width: int) -> str:
    """Return `text` in lines of at most `width` letters where words allow, joined by `<br>`.

    >>> folded("Still work remotely", 12)
    'Still work<br>remotely'
    """
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
