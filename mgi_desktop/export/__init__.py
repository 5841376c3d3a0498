"""A profile becomes the bytes of a file: one module per kind of file, found by suffix in one table."""

from collections.abc import Callable, Mapping

from mgi_desktop.domain.profile import Profile

from .exported import Exported, Notice

Exporter = Callable[[Profile], Exported]


def _pdf(profile: Profile) -> Exported:
    from .pdf import export

    return export(profile)


def _html(profile: Profile) -> Exported:
    from .html import export

    return export(profile)


def _svg(profile: Profile) -> Exported:
    from .svg import export

    return export(profile)


# Each imports its module when it is first used: Typst and Jinja2 would cost every start of the program.
EXPORTERS: Mapping[str, Exporter] = {"pdf": _pdf, "html": _html, "svg": _svg}


def exporter(suffix: str) -> Exporter:
    """Return what makes files with this suffix, such as “pdf”; KeyError where nothing does."""
    return EXPORTERS[suffix]


__all__ = ["EXPORTERS", "Exported", "Exporter", "Notice", "exporter"]
