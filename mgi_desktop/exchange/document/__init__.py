"""The plain document: what an assessment says now, without history. Its schema is resources/schemas/document.json."""

from .checking import check_against
from .reading import FORMAT, LIMIT, VERSION, Document, parse
from .taking import Taking, spoken_of, take
from .writing import write

__all__ = ["FORMAT", "LIMIT", "VERSION", "Document", "Taking", "check_against", "parse", "spoken_of", "take", "write"]
