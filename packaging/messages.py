"""Brings the catalogues to what the code says: `mgi_desktop` for the interface, `profile` for the printed profile.

python packaging/messages.py          update translations/*.pot and every .po
python packaging/messages.py --check  say what is missing, outdated or has another placeholder; change nothing
"""

import ast
import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "translations"
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
LANGUAGES = {"mgi_desktop": ("fr", "es"), "profile": ("fr", "es", "ar", "pt", "ru", "zh")}
CHANGING = tuple(
    f'"{name}'.encode()
    for name in (
        "Project-Id",
        "Report-Msgid",
        "POT-Creation",
        "PO-Revision",
        "Last-Trans",
        "Language-Team",
        "Generated",
    )
)
PROFILE_WORDS = "export/words.py"
# Stands at the head of a catalogue until a person who works in the language has read it, and is then removed by hand.
UNREVIEWED = "# Unreviewed: not yet read by a person who works in this language."


def hidden(code: str) -> Iterator[int]:
    """Yield the lines where a text stands deeper in what is to be translated: `_(NAMES["file"])` would ask for “file”.

    The key of such a table stands in a variable.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            for asked in node.args[: len(KEYWORDS[node.func.id] or (1,))]:
                within = ast.walk(asked) if not isinstance(asked, ast.Constant) else ()
                if any(isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value for one in within):
                    yield node.lineno


def all_hidden() -> list[str]:
    """Return what is to be said of every such line of the program."""
    return [
        f"{path.relative_to(ROOT)}:{line}: put the key in a variable, else it is taken for a message"
        for path in sorted((ROOT / "mgi_desktop").rglob("*.py"))
        for line in hidden(path.read_text(encoding="utf-8"))
    ]


def template(domain: str) -> Catalog:
    """Extract the messages of one domain from the code."""
    catalog = Catalog(project="mgi-desktop", version="1", fuzzy=False, charset="utf-8")
    package = ROOT / "mgi_desktop"
    for name, line, message, comments, context in sorted(
        extract_from_dir(str(package), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Note:",)),
        key=lambda found: (found[0], found[1], str(found[2])),
    ):
        if (name == PROFILE_WORDS) is (domain == "profile"):
            catalog.add(message, locations=[(f"mgi_desktop/{name}", line)], auto_comments=comments, context=context)
    return catalog


def updated(domain: str, language: str) -> Catalog:
    """Return the catalogue of a language with exactly the messages of now."""
    path = FOLDER / language / "LC_MESSAGES" / f"{domain}.po"
    if path.exists():
        catalog = read_po(io.BytesIO(path.read_bytes()), locale=language)
    else:
        catalog = Catalog(locale=language, fuzzy=False, charset="utf-8", header_comment=UNREVIEWED)
    catalog.update(template(domain), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return the catalogue as it stands in a file: no line numbers, no dates, so that a diff shows words only."""
    out = io.BytesIO()
    catalog.header_comment = UNREVIEWED if UNREVIEWED in catalog.header_comment else ""
    write_po(out, catalog, no_location=True, sort_output=True, width=120)
    return b"".join(line for line in out.getvalue().splitlines(True) if not line.startswith(CHANGING))


def fields(text: str) -> set[str]:
    """Return the named fields of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def problems(domain: str, language: str) -> list[str]:
    """Return what is wrong with the catalogue of a language."""
    path = FOLDER / language / "LC_MESSAGES" / f"{domain}.po"
    catalog = updated(domain, language)
    found = []
    if not path.exists() or path.read_bytes() != written(catalog):
        found.append(f"{path.relative_to(ROOT)}: not what the code says; run `make messages`")
    for message in catalog:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(texts):
            found.append(f"{language} {domain}: not translated: {ids[0]!r}")
        elif any(not fields(text) <= fields(ids[-1]) or not fields(ids[0]) <= fields(text) | {"n"} for text in texts):
            found.append(f"{language} {domain}: another placeholder: {ids[0]!r}")
    return found


def main() -> int:
    """Update, or check."""
    misread = all_hidden()
    if misread:
        print("\n".join(misread))
        return 1
    pairs = [(domain, language) for domain, languages in LANGUAGES.items() for language in languages]
    if "--check" in sys.argv:
        found = [problem for pair in pairs for problem in problems(*pair)]
        print("\n".join(found))
        return bool(found)
    for domain in LANGUAGES:
        (FOLDER / f"{domain}.pot").write_bytes(written(template(domain)))
    for domain, language in pairs:
        path = FOLDER / language / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(updated(domain, language)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
