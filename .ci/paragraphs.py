#!/usr/bin/env python3
"""Checks that a PDF's text holds every paragraph of the manuscripts, in order within a story.

    paragraphs.py FILE.pdf ARTICLES

White space is left out, and marks are compared by their half-width twins, because the program
widens them.
"""
import pathlib
import re
import subprocess
import sys

TWINS = str.maketrans("，：；？！（）．", ",:;?!().")


def plain(text):
    return re.sub(r"[\s\u2060\u200b]", "", text).translate(TWINS)


def paragraphs(manuscript):
    body = manuscript.split("---\n", 2)[2]
    for block in re.split(r"\n\s*\n", body):
        block = re.sub(r"^#+ ", "", block.strip()).replace(" \\ ", "")
        if block:
            yield plain(block)


def main(pdf, articles):
    text = plain(subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout)
    checked = 0
    for path in sorted(pathlib.Path(articles).glob("*.md")):
        at = 0
        for paragraph in paragraphs(path.read_text("utf-8")):
            found = text.find(paragraph, at)
            if found < 0:
                sys.exit(f"{path}: not in the PDF after character {at}: {paragraph[:40]}…")
            at = found + len(paragraph)
            checked += 1
    print(f"{checked} paragraphs and subheads of the manuscripts are in {pdf}, in order")
    if not checked:
        sys.exit("nothing to check")


if __name__ == "__main__":
    main(*sys.argv[1:])
