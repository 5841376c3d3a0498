"""Compiles the catalogues before the wheel, or the editable install, is made."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(folder: Path) -> None:
    """Write the .mo of each .po that is newer than it."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as stream, target.open("wb") as out:
                write_mo(out, read_po(stream))


class CatalogueHook(BuildHookInterface):
    """Called by hatchling for every build."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Compile, and let the compiled files into the wheel although git ignores them."""
        compile_catalogues(Path(self.root) / "translations")
        build_data["artifacts"] = ["translations/**/*.mo"]


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parents[1] / "translations")
