# ruff: noqa: INP001 - a script, no package
"""Measures the built site with Lighthouse, mobile emulation, as a portal serves it: packed.

    npm install lighthouse            # in any folder; CHROME_PATH names the browser
    python tools/lighthouse.py --runs 5 --lighthouse node_modules/.bin/lighthouse

For each page the median of its runs: performance, accessibility, best practices, SEO. On a busy
machine the first of these measures the machine: take it when nothing else runs. Exit status 1 where
accessibility is below 100 or any other below 95.
"""

import argparse
import functools
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path("output/site")
#: Of every type whose speed matters to readers, the page that is heaviest in the demo.
PAGES = (
    "index.html",
    "example-county-2018/index.html",
    "*/units/*.html",
    "*/services/index.html",
    "*/services/*/index.html",
    "*/services/service-guides/ZN-*.html",
)
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
BROWSER = "--headless=new --no-sandbox --disable-gpu"


class Portal(SimpleHTTPRequestHandler):
    """Sends text packed, as every web server of a portal does."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Says nothing."""

    def do_GET(self) -> None:
        """Sends a file, packed where it is text."""
        file = Path(self.translate_path(self.path))
        if file.suffix not in PACKED or not file.is_file():
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def heaviest(pattern: str) -> str:
    """The biggest page of the site that *pattern* finds."""
    found = max(SITE.glob(pattern), key=lambda page: page.stat().st_size)
    return found.relative_to(SITE).as_posix()


def judge(program: str, address: str) -> dict[str, float]:
    """What Lighthouse gives the page at *address* in one run, from 0 to 100."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = (address, "--quiet", f"--chrome-flags={BROWSER}", "--output=json")
        command = [program, *words, f"--output-path={report}"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - told by the caller
        categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: categories[name]["score"] * 100 for name in LEAST}


def measure(program: str, base: str, runs: int) -> bool:
    """Prints the medians of all pages; whether each is high enough."""
    well = True
    for page in map(heaviest, PAGES):
        results = [judge(program, f"{base}/{page}") for _ in range(runs)]
        medians = {name: statistics.median(one[name] for one in results) for name in LEAST}
        well = well and all(medians[name] >= least for name, least in LEAST.items())
        shown = (*(f"{number:.0f}" for number in medians.values()), page)
        sys.stdout.write(" ".join(shown) + "\n")
        sys.stdout.flush()
    return well


def main() -> int:
    """Serves, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lighthouse", default="lighthouse", help="the program")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured")
    chosen = parser.parse_args()
    handler = functools.partial(Portal, directory=str(SITE))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    return 0 if measure(chosen.lighthouse, base, chosen.runs) else 1


if __name__ == "__main__":
    sys.exit(main())
