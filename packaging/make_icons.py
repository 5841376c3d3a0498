"""Makes the icons of the program and of its files in every form that a system asks for; not part of set-up or tests.

    QT_QPA_PLATFORM=offscreen python packaging/make_icons.py

All of them are drawn here, of the wheel of resources/icons/app.svg and the colours of resources/look/tokens.json.
"""

import json
import re
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).parents[1]
ID = "org.mgidesktop.MgiDesktop"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic11": 32, b"ic12": 64, b"ic13": 256,
        b"ic14": 512, b"ic10": 1024}  # fmt: skip
SHEET = "M58 10h96l54 54v160a22 22 0 0 1-22 22H58a22 22 0 0 1-22-22V32a22 22 0 0 1 22-22z"
FOLD = "M154 10v36a18 18 0 0 0 18 18h36z"
LOCK = (
    '<circle cx="194" cy="206" r="46" fill="#22313F" stroke="#FFFFFF" stroke-width="8"/>'
    '<path d="M180 203v-9a14 14 0 0 1 28 0v9" fill="none" stroke="#FFFFFF" stroke-width="8" stroke-linecap="round"/>'
    '<rect x="172" y="202" width="44" height="30" rx="6" fill="#FFFFFF"/>'
)


def document(app: str, *, locked: bool) -> str:
    """A sheet of paper with the wheel on it, and a lock where only some can read it."""
    domains = json.loads((ROOT / "resources/look/tokens.json").read_text(encoding="utf-8"))["themes"]["light"][
        "domains"
    ]
    arcs = re.findall(r'<path d="([^"]+)" fill="#[0-9A-F]{6}" stroke="#[0-9A-F]{6}"', app)
    strong = [domains[code]["strong"] for code in sorted(domains)]
    wheel = "\n".join(
        f'  <path d="{arc}" fill="{colour}" stroke="{colour}" stroke-width="6" stroke-linejoin="round"/>'
        for arc, colour in zip(arcs, strong, strict=True)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">
 <path d="{SHEET}" fill="#FFFFFF" stroke="#59616B" stroke-width="8" stroke-linejoin="round"/>
 <path d="{FOLD}" fill="#DEDBD3" stroke="#59616B" stroke-width="8" stroke-linejoin="round"/>
 <g transform="translate(122 152) scale(.76)">
{wheel}
 </g>
{(" " + LOCK + chr(10)) if locked else ""}</svg>
"""


def png(svg: str, size: int) -> bytes:
    """A picture of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def ico(svg: str) -> bytes:
    """An icon for Windows, of pictures in several sizes."""
    pictures = [(size, png(svg, size)) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for size, picture in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(picture for _size, picture in pictures)


def icns(svg: str) -> bytes:
    """An icon for macOS, of pictures in several sizes."""
    parts = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in ((kind, png(svg, size)) for kind, size in ICNS.items())
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main() -> None:
    """Write all of them below packaging/."""
    _application = QGuiApplication([])
    app = (ROOT / "resources/icons/app.svg").read_text(encoding="utf-8")
    icons = {
        ("apps", ID, "mgi-desktop"): app,
        ("mimetypes", "application-vnd.mgi-desktop.package+zip", "package"): document(app, locked=False),
        ("mimetypes", "application-vnd.mgi-desktop.protected-package", "protected-package"): document(app, locked=True),
    }
    for (kind, name, short), svg in icons.items():
        for size in SIZES:
            put(f"linux/icons/{size}x{size}/{kind}/{name}.png", png(svg, size))
        put(f"linux/icons/scalable/{kind}/{name}.svg", svg.encode())
        put(f"windows/{short}.ico", ico(svg))
        put(f"macos/{short}.icns", icns(svg))


def put(place: str, data: bytes) -> None:
    """Write a file below packaging/."""
    path = ROOT / "packaging" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main()
