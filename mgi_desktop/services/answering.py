"""Answering: values, flags and citations."""

import uuid
from collections.abc import Mapping

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Indicator
from mgi_desktop.domain.keys import citation_key
from mgi_desktop.domain.ranks import between
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label
from .library import Library
from .sources import Sources


class Answering:
    """What is done in an indicator's card."""

    def __init__(self, journal: Journal, library: Library, sources: Sources) -> None:
        self._journal = journal
        self._library = library
        self._sources = sources

    def answer(self, assessment: str, code: str, value: str | None) -> Changed:
        """Give an answer its value, or take it back with None; Refused where the scale has no such value."""
        if value is not None and not self._indicator(assessment, code).takes(value):
            raise Refused(N_("“{value}” is not on the scale of {code}."), value=value, code=code)
        return self._journal.record(
            assessment, {FieldRef("answer", code, "value"): value}, Label(N_("answer to {code}"), {"code": code})
        )

    def verify(self, assessment: str, code: str, flag: bool) -> Changed:
        """Mark an answer as to be verified, or no longer."""
        changes: dict[FieldRef, Value] = {FieldRef("answer", code, "verify"): flag or None}
        return self._journal.record(assessment, changes, Label(N_("mark on {code}"), {"code": code}))

    def cite(self, assessment: str, code: str, source: str, locator: str = "") -> Changed:
        """Let an answer cite a source at an article or page; citing the same again brings it back."""
        if source not in self._library.open(assessment).sources:
            raise Refused(N_("This source is no longer here. Bring it back, or choose another."))
        changes = self._citing(assessment, code, source, locator)
        return self._journal.record(assessment, changes, Label(N_("citation in {code}"), {"code": code}))

    def uncite(self, assessment: str, citation: str) -> Changed:
        """Take a citation away."""
        return self._journal.delete(assessment, "citation", citation, Label(N_("removal of a citation")))

    def relocate(self, assessment: str, citation: str, locator: str) -> Changed:
        """Change the article or page of a citation."""
        ref = FieldRef("citation", citation, "locator")
        return self._journal.record(assessment, {ref: locator.strip() or None}, Label(N_("place in a source")))

    def add_and_cite(self, assessment: str, code: str, fields: Mapping[str, Value], locator: str = "") -> Changed:
        """Add a source and let an answer cite it: one deed."""
        key = str(uuid.uuid4())
        changes = {**self._sources.new(assessment, key, fields), **self._citing(assessment, code, key, locator)}
        return self._journal.record(assessment, changes, Label(N_("citation in {code}"), {"code": code}))

    def _indicator(self, assessment: str, code: str) -> Indicator:
        found = self._library.questionnaire(assessment).indicators.get(code)
        if found is None:
            raise Refused(N_("The questionnaire has no indicator {code}."), code=code)
        return found

    def _citing(self, assessment: str, code: str, source: str, locator: str) -> dict[FieldRef, Value]:
        self._indicator(assessment, code)
        locator = locator.strip()
        cited = self._library.open(assessment).answer(code).citations
        if any((citation.source, citation.locator) == (source, locator) for citation in cited):
            return {}
        key = citation_key(assessment, code, source, locator)
        if any(citation.key == key for citation in cited):  # it has moved to another place in the source since
            key = str(uuid.uuid4())
        ranks = [citation.rank for citation in cited]
        values: dict[str, Value] = {
            "answer": code,
            "source": source,
            "locator": locator or None,
            "rank": between(max(ranks, default=None), None),
            "deleted": None,
        }
        return {FieldRef("citation", key, name): value for name, value in values.items()}
