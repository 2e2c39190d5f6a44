#!/usr/bin/env python3
"""Puts the figures of a report that a README shows onto one sheet: drawn.py REPORT.html PICTURE.svg

Which they are is said below, by the program's name. The sheet is light or dark as the reader's screen is.
"""
import html
import pathlib
import re
import sys

# Titles of figures, or "pictures N of HEADING": the first N of the pictures in that section.
CHOSEN = {
    "digits": ["Loss", "Accuracy", "pictures 5 of What it makes", "pictures 16 of The same, trained"],
    "logic_gates": ["AND", "OR", "XOR", "XOR 2"],
    "universal": ["8 units", "32 units", "128 units", "Errors by width"],
    "vanishing": ["Gradients before", "Decision boundary", "Decision boundary 4"],
    "autoencoder": ["pictures 8 of Digits that it", "pictures 8 of Through 8", "pictures 8 of Through as many",
                    "Digits held out"],
    "gan": ["After 0 rounds", "After 1333 rounds", "After 2666 rounds", "After 4000 rounds",
            "pictures 8 of Digits after 1333", "pictures 8 of Digits after 4000"],
    "lenet": ["Loss", "Accuracy", "pictures 6 of What its first", "pictures 5 of Digits held out"],
    "regression": ["Price by area", "sin(3 x)"],
    "sequences": ["Mean squared error"],
    "stream": ["Wave", "Spectrum"],
}
WIDTH, CELL, GAP, MARGIN = 820, 380, 20, 20
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"


def text(x, y, words, size=13, fill="var(--ink)", weight=400):
    return (f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}">'
            f"{html.escape(html.unescape(words))}</text>\n")


def figure(content, x, y):
    """A figure's words and curves at a place, and how high it is."""
    title = re.search("<figcaption>(.*?)</figcaption>", content)[1]
    above = re.search('<div class="up">(.*?)</div>', content)
    below = re.search('<div class="along">(.*?)</div>', content)
    shown = text(x, y + 15, title, 15, weight=600)
    at = x
    for shape, color, name in re.findall(r'<i class="(\w+)" style="color:(.*?)"></i>(.*?)</span>', content):
        width = 24 + 7.2 * len(html.unescape(name)) + 14
        dash = ' stroke-dasharray="4 3"' if shape == "dashed" else ""
        if shape == "dot":
            shown += f'<circle cx="{at + 9}" cy="{y + 31}" r="3.5" fill="{color}"/>\n'
        else:
            shown += f'<path d="M{at},{y + 31}h18" stroke="{color}" stroke-width="2"{dash}/>\n'
        shown += text(at + 24, y + 35.5, name)
        at += width
    if above:
        shown += text(x, y + 53, above[1], fill="var(--soft)")
    curves = re.search(r"<svg[^>]*>(.*)</svg>", content, re.S)
    if not curves:
        sys.exit(f"{title} is a table, not a figure: is gnuplot here?")
    # A tenth of a pixel is enough here.
    thin = re.sub(r" d='[^']*'", lambda path: re.sub(r"(\d\.\d)\d+", r"\1", path[0]), curves[1])
    shown += f'<g transform="translate({x},{y + 56})" color="var(--ink)">{thin}</g>\n'
    if below:
        shown += (f'<text x="{x + 356}" y="{y + 56 + 272}" font-size="13" fill="var(--soft)" '
                  f'text-anchor="end">{below[1]}</text>\n')
    return shown, 56 + 260 + 28


def pictures(items, heading, count, y):
    shown, at, row = text(MARGIN, y + 15, heading, 15, weight=600), MARGIN, y + 28
    for source, width, height, caption in items[:count]:
        wide = max(int(width), 7 * len(html.unescape(caption)))
        if at + wide > WIDTH - MARGIN:
            at, row = MARGIN, row + int(height) + (28 if caption else 10)
        shown += (f'<image x="{at}" y="{row}" width="{width}" height="{height}" image-rendering="pixelated" '
                  f'style="image-rendering:pixelated" href="{source}"/>\n')
        if caption:
            shown += text(at, row + int(height) + 15, caption, 12, "var(--soft)")
        at += wide + 10
    bottom = row + int(items[0][2]) + (24 if items[0][3] else 6)
    return shown, bottom - y + 16


def sheet(report, chosen):
    figures = re.findall("<figure>(.*?)</figure>", report, re.S)
    sections = re.split("<h2>", report)
    parts, y, column = "", MARGIN, 0
    height = 0
    for what in chosen:
        wanted = re.match(r"pictures (\d+) of (.*)", what)
        if wanted:
            y, column, height = y + height, 0, 0
            section = next(s for s in sections if html.unescape(s).startswith(wanted[2]))
            items = re.findall(r'<img src="(.*?)" width="(\d+)" height="(\d+)"[^>]*>(?:<small>(.*?)</small>)?', section)
            shown, used = pictures(items, section.split("</h2>")[0], int(wanted[1]), y)
            y += used
        else:
            title, which = re.fullmatch(r"(.*?)(?: (\d))?", what).groups() if re.search(r"[a-zR] \d$", what) else (what, None)
            fitting = [f for f in figures if html.unescape(f).split("<figcaption>")[1].startswith(title)]
            if column == 2:
                y, column = y + height, 0
            shown, height = figure(fitting[int(which or 1) - 1], MARGIN + column * (CELL + GAP), y)
            column += 1
        parts += shown
    return parts, y + height + MARGIN / 2


def main():
    source, target = map(pathlib.Path, sys.argv[1:])
    report = source.read_text(encoding="utf-8")
    colors = re.search(r"(:root.*?)\*\{box-sizing", report, re.S)[1]
    parts, height = sheet(report, CHOSEN[target.stem])
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" font-family="{FONT}">\n<style>\n{colors}</style>\n'
        f'<rect width="100%" height="100%" fill="var(--paper)"/>\n{parts}</svg>\n', encoding="utf-8")
    if target.stat().st_size > 60_000:
        sys.exit(f"{target.name} has {target.stat().st_size} bytes")


main()
