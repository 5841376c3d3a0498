"""A text of the profile that is not written in its language."""

from collections.abc import Iterator, Mapping

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument, Texts
from ..sections import sections
from ..words import N_
from .rule import Rule


def _find(assessment: Assessment, instrument: Instrument, language: str) -> Iterator[FieldRef]:
    for kind, key, texts in _printed(assessment):
        for name, held in texts.items():
            if _elsewhere(held, language):
                yield FieldRef(kind, key, f"{name}@{language}")


def _printed(assessment: Assessment) -> Iterator[tuple[str, str, Mapping[str, Texts]]]:
    """Kind, key and texts of everything that a profile prints and that has a language."""
    yield "assessment", assessment.id, {"title": assessment.title}
    for section in sections(assessment):
        if section.enabled:
            yield "section", section.key, {"title": section.title, "text": section.text}
    for finding in assessment.findings:
        yield "finding", finding.key, {"text": finding.text}


def _elsewhere(texts: Texts, language: str) -> bool:
    """Whether something is written, and not in this language or the one that it is a variety of."""
    written = {tag for tag, text in texts.items() if text.strip()}
    return bool(written) and not written & {language, language.split("-")[0]}


RULE = Rule(
    "other_language",
    "warning",
    N_("Written in another language only"),
    N_("A text that is not written in the language of the profile is printed in the one it has."),
    _find,
)
