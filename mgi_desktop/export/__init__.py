"""A profile, or a comment matrix, becomes the bytes of a file: one module per kind of file, found by suffix."""

from collections.abc import Callable, Mapping

from mgi_desktop.domain.matrix import Matrix
from mgi_desktop.domain.profile import Profile

from .exported import Exported, Notice

Exporter = Callable[[Profile], Exported]
MatrixExporter = Callable[[Matrix], Exported]


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


def _matrix_xlsx(matrix: Matrix) -> Exported:
    from .matrix_xlsx import export

    return export(matrix)


def _matrix_docx(matrix: Matrix) -> Exported:
    from .matrix_docx import export

    return export(matrix)


MATRICES: Mapping[str, MatrixExporter] = {"xlsx": _matrix_xlsx, "docx": _matrix_docx}
"""What makes files of the comment matrix, by their suffix."""


def exporter(suffix: str) -> Exporter:
    """Return what makes files with this suffix, such as “pdf”; KeyError where nothing does."""
    return EXPORTERS[suffix]


__all__ = ["EXPORTERS", "MATRICES", "Exported", "Exporter", "MatrixExporter", "Notice", "exporter"]
