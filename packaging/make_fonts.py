"""Makes resources/fonts from Debian's fonts-noto-core, -extra and -cjk (OFL); not part of set-up or tests.

    apt-get download fonts-noto-core fonts-noto-extra fonts-noto-cjk && for f in *.deb; do dpkg -x $f noto; done
    python packaging/make_fonts.py noto/usr/share/fonts

The Arabic is Debian's build on purpose: with the newest one the text layer of a PDF comes out garbled.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

LATIN = [
    *range(0x20, 0x530),
    *range(0x1C80, 0x1C90),
    *range(0x1D00, 0x2000),
    *range(0x2000, 0x2C80),
    *range(0xA640, 0xA6A0),
]
LATIN += [*range(0xA700, 0xA7F8), 0xFB01, 0xFB02, 0xFFFD, *range(0xFE20, 0xFE30), *range(0x2DE0, 0x2E5E)]
# Italic holds what is written in sentences, without the letters of phonetics.
ITALIC = [
    *range(0x20, 0x250),
    *range(0x2B0, 0x530),
    *range(0x1E00, 0x1F00),
    *range(0x2000, 0x2070),
    *range(0x20A0, 0x2150),
]
ARABIC = [*range(0x20, 0x7F), *range(0x600, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900), *range(0x200B, 0x2010)]
ARABIC += [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00), 0xA0, 0xAB, 0xBB, 0x25CC]


def gb2312() -> list[int]:
    """The 6,763 characters of GB 2312 with its punctuation, and full-width forms."""
    found = []
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return [*found, *range(0x3000, 0x3020), *range(0xFF00, 0xFFF0)]


def write(font: TTFont, characters: list[int], target: Path) -> None:
    """Write the font with these characters only."""
    options = Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(target)
    print(target.name, target.stat().st_size)


def main(source: Path) -> None:
    """Write every font that ships."""
    target = Path(__file__).parents[1] / "resources" / "fonts"
    noto = source / "truetype" / "noto"
    for style in ("Light", "Regular", "SemiBold"):
        write(
            TTFont(noto / f"NotoSans-{style}.ttf"),
            LATIN if style != "Light" else LATIN[:0x300],
            target / f"NotoSans-{style}.ttf",
        )
    for style in ("Italic", "SemiBoldItalic"):
        write(TTFont(noto / f"NotoSans-{style}.ttf"), ITALIC, target / f"NotoSans-{style}.ttf")
    for style in ("Regular", "SemiBold"):
        write(TTFont(noto / f"NotoSansArabic-{style}.ttf"), ARABIC, target / f"NotoSansArabic-{style}.ttf")
    collection = TTCollection(source / "opentype" / "noto" / "NotoSansCJK-Regular.ttc")
    chinese = next(font for font in collection if font["name"].getDebugName(1) == "Noto Sans CJK SC")
    for record in chinese["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            text = record.toUnicode().replace("Noto Sans CJK SC", "Noto Sans SC").replace("NotoSansCJKsc", "NotoSansSC")
            chinese["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
    write(chinese, gb2312(), target / "NotoSansSC-Regular.otf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
