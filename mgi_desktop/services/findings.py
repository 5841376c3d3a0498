"""The findings of the profile: suggested, written, ordered, removed and brought back."""

import uuid
from dataclasses import replace

from mgi_desktop.domain.assessment import Assessment, Finding
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.ordering import new_ranks
from mgi_desktop.domain.ranks import between
from mgi_desktop.domain.suggestions import Suggestion, suggestions
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label
from .library import Library

_NEW = Label(N_("new finding"))


class Findings:
    """What is done with the two lists of each domain."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def suggestions(self, assessment: Assessment, domain: str | None = None) -> tuple[Suggestion, ...]:
        """What the answers suggest, for one domain or for all."""
        return suggestions(self._library.instrument_of(assessment), assessment, domain)

    def set_aside_before(self, assessment: Assessment, domain: str | None = None) -> tuple[Suggestion, ...]:
        """What the answers would suggest, had it not been set aside."""
        answers = {code: replace(answer, set_aside=False) for code, answer in assessment.answers.items()}
        every = self.suggestions(replace(assessment, answers=answers), domain)
        return tuple(one for one in every if assessment.answer(one.indicator).set_aside)

    def accept(self, assessment: str, suggestion: Suggestion) -> tuple[str, Changed]:
        """Make a finding of a suggestion, at the end of its list; return its key. Accepted twice, it is one finding."""
        for finding in self._library.open(assessment).findings_of(suggestion.domain, suggestion.kind):
            if suggestion.indicator in finding.indicators:
                return finding.key, self._journal.record(assessment, {}, _NEW)
        members: dict[str, Value] = {f"indicators/{suggestion.indicator}": True}
        members |= {f"sources/{source}": True for source in suggestion.sources}
        text = {f"text@{self._library.open(assessment).language}": suggestion.text}
        return self._new(assessment, suggestion.domain, suggestion.kind, {**text, **members})

    def set_aside(self, assessment: str, code: str, flag: bool = True) -> Changed:
        """Stop suggesting a finding from an answer, or begin again."""
        changes: dict[FieldRef, Value] = {FieldRef("answer", code, "suggestion"): "set_aside" if flag else None}
        return self._journal.record(assessment, changes, Label(N_("suggestion from {code}"), {"code": code}))

    def add(self, assessment: str, domain: str, kind: str, text: str = "") -> tuple[str, Changed]:
        """Add a finding of one's own at the end of a list; return its key."""
        language = self._library.open(assessment).language
        return self._new(assessment, domain, kind, {f"text@{language}": text or None})

    def move(self, assessment: str, key: str, kind: str, after: str | None) -> Changed:
        """Put a finding after another of a list, or first with None; the list may be the other one."""
        read = self._library.open(assessment)
        moved = self._finding(read, key)
        listed = read.findings_of(moved.domain, kind)
        others = [finding for finding in listed if finding.key != key]
        place = next((place for place, finding in enumerate(others, 1) if finding.key == after), 0)
        stands = listed[place : place + 1] == (moved,)
        order = [finding.key for finding in others]
        order.insert(place, key)
        ranks = {} if stands else new_ranks(order, {finding.key: finding.rank for finding in others})
        changes: dict[FieldRef, Value] = {FieldRef("finding", one, "rank"): rank for one, rank in ranks.items()}
        changes[FieldRef("finding", key, "kind")] = kind
        return self._journal.record(assessment, changes, Label(N_("order of the findings")))

    def rest_on(self, assessment: str, key: str, indicator: str, flag: bool) -> Changed:
        """Let a finding rest on an indicator, or no longer."""
        return self._member(assessment, key, f"indicators/{indicator}", flag)

    def cite(self, assessment: str, key: str, source: str, flag: bool) -> Changed:
        """Let a finding name a source, or no longer."""
        return self._member(assessment, key, f"sources/{source}", flag)

    def remove(self, assessment: str, key: str) -> Changed:
        """Remove a finding; it can be brought back."""
        return self._journal.delete(assessment, "finding", key, Label(N_("removal of a finding")))

    def bring_back(self, assessment: str, key: str) -> Changed:
        """Bring a removed finding back, with all that it held."""
        changes: dict[FieldRef, Value] = {FieldRef("finding", key, "deleted"): None}
        return self._journal.record(assessment, changes, Label(N_("return of a finding")))

    def _member(self, assessment: str, key: str, field: str, flag: bool) -> Changed:
        changes: dict[FieldRef, Value] = {FieldRef("finding", key, field): flag or None}
        return self._journal.record(assessment, changes, Label(N_("what a finding rests on")))

    def _finding(self, read: Assessment, key: str) -> Finding:
        return {finding.key: finding for finding in read.findings}[key]

    def _new(self, assessment: str, domain: str, kind: str, fields: dict[str, Value]) -> tuple[str, Changed]:
        key = str(uuid.uuid4())
        last = self._library.open(assessment).findings_of(domain, kind)
        fields |= {"domain": domain, "kind": kind, "rank": between(last[-1].rank if last else None, None)}
        changes = {FieldRef("finding", key, name): value for name, value in fields.items()}
        return key, self._journal.record(assessment, changes, _NEW)
