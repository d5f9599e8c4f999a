"""Renders the template for fixed recipients and checks what comes out: milliseconds a message, accessibility in percent.

The template knows {{path.to.value}} and {% for x in path %} … {% end %}. With a renderer of your own replace `render`;
where axe-core is installed, let it give the score."""
import html
import html.parser
import re
import sys
import time

MESSAGES, REPEATS = 100, 5
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def look(path, values):
    for part in path.split("."):
        values = values[part]
    return values


def render(text, values):
    out, pieces, i = [], re.split(r"(\{\{.*?\}\}|\{%.*?%\})", text), 0

    def run(i, values, silent):
        while i < len(pieces):
            piece = pieces[i]
            loop = re.fullmatch(r"\{%\s*for (\w+) in ([\w.]+)\s*%\}", piece)
            if loop:
                items, end = ([] if silent else look(loop[2], values)), None
                for item in items:
                    end = run(i + 1, {**values, loop[1]: item}, False)
                i = end if end is not None else run(i + 1, values, True)
            elif re.fullmatch(r"\{%\s*end\s*%\}", piece):
                return i + 1
            else:
                if not silent:
                    out.append(html.escape(str(look(piece[2:-2].strip(), values))) if piece.startswith("{{") else piece)
                i += 1
        return i

    run(0, values, False)
    return "".join(out)


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


class Page(html.parser.HTMLParser):
    """Collects checks, each passed or not."""

    def __init__(self, text):
        super().__init__()
        self.checks, self.open, self.link, self.seen = [], [], None, set()
        self.feed(text)
        self.checks += [bool(self.seen & {"h1"}), bool(self.seen & {"title"}), not self.open]

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.checks.append(bool(given.get("lang")))
        if tag == "img":
            self.checks.append("alt" in given)
        if tag == "table":
            self.checks.append(given.get("role") == "presentation" or "summary" in given)
        if tag in ("font", "center", "blink", "marquee"):
            self.checks.append(False)
        if tag == "a":
            self.link = ""
        style = dict(re.findall(r"([\w-]+)\s*:\s*(#[0-9a-fA-F]{6})\b", given.get("style") or ""))
        if "color" in style:
            ground = style.get("background-color", style.get("background", "#ffffff"))
            self.checks.append(contrast(style["color"], ground) >= 4.5)

    def handle_data(self, data):
        if self.link is not None:
            self.link += data

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        if tag == "a" and self.link is not None:
            self.checks.append(self.link.strip().lower() not in ("", "here", "click here", "more", "link"))
            self.link = None


with open(sys.argv[1], encoding="utf-8") as file:
    template = file.read()
recipients = [
    {"name": f"Customer {i}", "number": 70_000 + i, "items": [{"name": f"Part {j}", "price": f"{j}.50"} for j in range(1 + i % 9)]}
    for i in range(MESSAGES)
]
best = float("inf")
for _ in range(REPEATS):
    start = time.process_time()
    pages = [render(template, recipient) for recipient in recipients]
    best = min(best, time.process_time() - start)
for recipient, page in zip(recipients, pages):
    shown = [recipient["name"], recipient["number"], *(value for item in recipient["items"] for value in item.values())]
    missing = [value for value in shown if html.escape(str(value)) not in page]
    if missing:
        sys.exit(f"the message does not say {missing[0]!r}")
checks = Page(pages[3]).checks
print(f"METRIC render_time_ms={1000 * best / MESSAGES:.5f}")
print(f"METRIC accessibility_score={100 * sum(checks) / len(checks):.3f}")
