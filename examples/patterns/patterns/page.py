"""A page that needs nothing beside it and asks no network: style, scripts, ECharts and data in one file."""

import base64
import gzip
import html
import json
import os
import pathlib
import re
import tempfile

from patterns.errors import InputError

WEB = pathlib.Path(__file__).resolve().parent.parent / "web"
ECHARTS = pathlib.Path(__file__).resolve().parents[3] / "build" / "patterns" / "dashboard" / "node_modules" / "echarts"


def escaped(text):
    return html.escape(str(text), quote=True)


def echarts_script():
    """The library that draws, from the folder that npm filled; PATTERNS_ECHARTS names another."""
    folder = pathlib.Path(os.environ.get("PATTERNS_ECHARTS", ECHARTS))
    path = folder / "dist" / "echarts.min.js"
    if not path.exists():
        raise InputError(
            f"PATTERNS_ECHARTS must be the folder of ECharts, got {folder}; environments/install.sh brings it: "
            "install.sh FOLDER dashboard"
        )
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script")


def page(kind, title, about, body, scripts, data, links=()):
    """The text of a page. The same data give the same bytes."""
    packed = gzip.compress(json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode(), 9, mtime=0)
    parts = {
        "title": escaped(title),
        "about": escaped(about),
        "kind": kind,
        "body": body,
        "style": (WEB / "style.css").read_text(encoding="utf-8"),
        "links": "".join(f'<a href="{escaped(href)}">{escaped(text)}</a>' for href, text in links),
        "data": base64.b64encode(packed).decode(),
        "echarts": echarts_script(),
        "script": "".join((WEB / name).read_text(encoding="utf-8") for name in scripts),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], (WEB / "page.html").read_text(encoding="utf-8"))


def write(path, text):
    """Writes a file that appears whole or not at all; gives whether anything changed."""
    path = pathlib.Path(path)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    return True
