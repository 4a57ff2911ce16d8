#!/usr/bin/env python3
"""Draws the live display of a real search as an animated SVG, for the README.

    python3 eng/live-display.py                       run a short search, write docs/images/search.svg
    python3 eng/live-display.py --keep search.cast    keep the recording too (asciicast, version 2)
    python3 eng/live-display.py --from search.cast    draw a recording again, without a search

The search runs under a pseudo-terminal. A small model of a terminal turns its output into screens, and the screens become
rows of text that SMIL shows and hides. Needs Python's standard library, Linux and the .NET 10 SDK. What follows `--` replaces
the arguments of `nascent`.
"""

import argparse
import codecs
import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS, ROWS = 100, 22
SEARCH = ["search", "--trials", "12", "--retrain-epochs", "6", "--retrain-seeds", "1", "--retrain-candidates", "1"]
FRAMES, PLAY_SECONDS, HOLD_SECONDS = 48, 9.0, 3.0
CELL_WIDTH, CELL_HEIGHT, MARGIN = 8.4, 18, 14

PALETTE = ["#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4",
           "#8b949e", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"]
PLAIN, BACKGROUND = "#c9d1d9", "#0d1117"


def record(arguments):
    """Runs a search under a pseudo-terminal; gives [(seconds, text)]."""
    project = str(ROOT / "src" / "Nascent.Cli")
    subprocess.run(["dotnet", "build", "-c", "Release", "--nologo", "-v", "q", project], check=True)
    command = ["dotnet", "run", "-c", "Release", "--no-build", "--project", project, "--", *arguments]
    folder = tempfile.mkdtemp()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(ROWS))
        os.environ.pop("NO_COLOR", None)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    began, events, decoder = time.monotonic(), [], codecs.getincrementaldecoder("utf-8")("replace")
    while True:
        select.select([terminal], [], [])
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        events.append((round(time.monotonic() - began, 3), decoder.decode(data)))
    _, status = os.waitpid(child, 0)
    shutil.rmtree(folder)
    if status != 0:
        sys.exit("the search failed:\n" + "".join(text for _, text in events))
    return events


def keep(path, events, command):
    lines = [json.dumps({"version": 2, "width": COLUMNS, "height": ROWS, "command": command})]
    lines += [json.dumps([at, "o", text], ensure_ascii=False) for at, text in events]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path):
    header, *events = map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())
    return [(at, text) for at, _, text in events], header["command"]


class Screen:
    """What a terminal shows: rows of cells, each a character and its style (colour, bold)."""

    TOKEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b\][^\x07]*\x07|\x1b.|[\s\S]")

    def __init__(self):
        self.cells = [self._blank() for _ in range(ROWS)]
        self.row = self.column = 0
        self.style = (None, False)
        self.rest = ""

    @staticmethod
    def _blank():
        return [(" ", (None, False))] * COLUMNS

    def feed(self, text):
        text, self.rest = self.rest + text, ""
        cut = text.rfind("\x1b")
        if cut >= 0 and re.fullmatch(r"\x1b(\[[?0-9;]*)?", text[cut:]):
            text, self.rest = text[:cut], text[cut:]
        for token in self.TOKEN.finditer(text):
            if token[2]:
                self._control(token[1], token[2])
            elif len(token[0]) == 1:
                self._character(token[0])

    def _character(self, character):
        if character == "\n":
            self._down()
        elif character == "\r":
            self.column = 0
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character >= " ":
            if self.column == COLUMNS:
                self.column = 0
                self._down()
            self.cells[self.row][self.column] = (character, self.style)
            self.column += 1

    def _down(self):
        if self.row == ROWS - 1:
            self.cells = self.cells[1:] + [self._blank()]
        else:
            self.row += 1

    def _control(self, arguments, final):
        if arguments.startswith("?"):
            return
        numbers = [int(number or 0) for number in arguments.split(";")]
        steps = max(1, numbers[0])
        if final == "m":
            self._colour(numbers)
        elif final == "A":
            self.row = max(0, self.row - steps)
        elif final == "B":
            self.row = min(ROWS - 1, self.row + steps)
        elif final == "C":
            self.column = min(COLUMNS - 1, self.column + steps)
        elif final == "D":
            self.column = max(0, self.column - steps)
        elif final == "G":
            self.column = min(COLUMNS, steps) - 1
        elif final == "H":
            place = (numbers + [0])[:2]
            self.row, self.column = min(ROWS, max(1, place[0])) - 1, min(COLUMNS, max(1, place[1])) - 1
        elif final == "K":
            self._erase_line(self.row, *{0: (self.column, COLUMNS), 1: (0, self.column + 1)}.get(numbers[0], (0, COLUMNS)))
        elif final == "J":
            below = numbers[0] != 1
            self._erase_line(self.row, *((self.column, COLUMNS) if below else (0, self.column + 1)))
            for row in range(self.row + 1, ROWS) if below else range(self.row):
                self.cells[row] = self._blank()
            if numbers[0] >= 2:
                self.cells = [self._blank() for _ in range(ROWS)]

    def _erase_line(self, row, first, end):
        self.cells[row][first:end] = self._blank()[first:end]

    def _colour(self, numbers):
        colour, bold = self.style
        while numbers:
            number = numbers.pop(0)
            if number == 0:
                colour, bold = None, False
            elif number in (1, 22):
                bold = number == 1
            elif number in (38, 48) and numbers:
                kind, size = numbers[0], 2 if numbers[0] == 5 else 4
                chosen = indexed(numbers[1]) if kind == 5 else "#%02x%02x%02x" % tuple(numbers[1:4])
                del numbers[:size]
                colour = chosen if number == 38 else colour
            elif 30 <= number <= 37 or 90 <= number <= 97:
                colour = PALETTE[number - 30 if number < 90 else number - 82]
            elif number == 39:
                colour = None
        self.style = (colour, bold)

    def rows(self):
        """Each row as a tuple of runs: (column, text, colour, bold)."""
        return [tuple(runs(row)) for row in self.cells]


def indexed(number):
    if number < 16:
        return PALETTE[number]
    if number >= 232:
        return "#%02x%02x%02x" % ((8 + 10 * (number - 232),) * 3)
    levels = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#%02x%02x%02x" % (levels[number // 36], levels[number // 6 % 6], levels[number % 6])


def runs(row):
    start = 0
    while start < COLUMNS:
        end = start
        while end < COLUMNS and row[end][1] == row[start][1]:
            end += 1
        text = "".join(character for character, _ in row[start:end])
        for piece in re.finditer(r"\S+(?: \S+)*", text):
            yield (start + piece.start(), piece[0], *row[start][1])
        start = end


def screens(events, command):
    """The screen at FRAMES instants at equal distances, the last one at the end."""
    last, screen, at, result = events[-1][0], Screen(), 0, []
    screen.feed(f"\x1b[32m$\x1b[0m nascent {command}\r\n")
    for frame in range(1, FRAMES + 1):
        until = last * frame / FRAMES
        while at < len(events) and events[at][0] <= until:
            screen.feed(events[at][1])
            at += 1
        result.append(screen.rows())
    return result


def draw(frames):
    """The SVG: one group per row and content; SMIL makes it visible while a frame has it, and the last frame stays without SMIL."""
    loop = PLAY_SECONDS + HOLD_SECONDS
    begins = [PLAY_SECONDS * frame / len(frames) / loop for frame in range(len(frames))]
    used = max(row for frame in frames for row in range(ROWS) if frame[row]) + 1
    width, height = COLUMNS * CELL_WIDTH + 2 * MARGIN, used * CELL_HEIGHT + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img">',
        "<title>A search in the terminal: progress, the best score so far, what each worker does, and the result</title>",
        "<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}"
        ".b{font-weight:bold}</style>",
        f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>',
        f'<g fill="{PLAIN}">']
    for row in range(used):
        contents = [frame[row] for frame in frames]
        for content in dict.fromkeys(content for content in contents if content):
            shown = [other == content for other in contents]
            parts.append(group(row, content, shown, begins, loop))
    return "\n".join([*parts, "</g>", "</svg>", ""])


def group(row, content, shown, begins, loop):
    y = MARGIN + row * CELL_HEIGHT + 13
    texts = "".join(
        f'<text x="{MARGIN + column * CELL_WIDTH:.4g}" y="{y}" textLength="{len(text) * CELL_WIDTH:.4g}"'
        + (f' fill="{colour}"' if colour else "") + (' class="b"' if bold else "") + f">{escape(text)}</text>"
        for column, text, colour, bold in content)
    if all(shown):
        return f"<g>{texts}</g>"
    changes = [frame for frame in range(len(shown)) if frame == 0 or shown[frame] != shown[frame - 1]]
    times = ";".join(f"{begins[frame]:.4f}".rstrip("0").rstrip(".") for frame in changes)
    values = ";".join("visible" if shown[frame] else "hidden" for frame in changes)
    animation = (f'<animate attributeName="visibility" dur="{loop:g}s" repeatCount="indefinite" calcMode="discrete"'
                 f' keyTimes="{times}" values="{values}"/>')
    return f'<g visibility="{"visible" if shown[-1] else "hidden"}">{texts}{animation}</g>'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=str(ROOT / "docs" / "images" / "search.svg"))
    parser.add_argument("--keep", metavar="FILE")
    parser.add_argument("--from", dest="source", metavar="FILE")
    parser.add_argument("arguments", nargs="*", default=SEARCH, help=f"arguments of nascent (default: {' '.join(SEARCH)})")
    options = parser.parse_args()
    command = " ".join(options.arguments)
    if options.source:
        events, command = read(options.source)
    else:
        events = record(options.arguments)
    if options.keep:
        keep(options.keep, events, command)
    picture = draw(screens(events, command))
    Path(options.out).write_text(picture, encoding="utf-8")
    print(f"{options.out}: {len(picture.encode()) / 1024:.0f} KB, {events[-1][0]:.0f} s of search in {PLAY_SECONDS + HOLD_SECONDS:g} s")


if __name__ == "__main__":
    main()
