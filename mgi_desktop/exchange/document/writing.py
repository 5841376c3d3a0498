"""Writes a plain document: the same edits give the same bytes on every laptop."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mgi_desktop.domain.assessment import Answer, Assessment, Comment, Conflict, Finding, Section, Source
from mgi_desktop.domain.decisions import Decision
from mgi_desktop.domain.edits import is_author
from mgi_desktop.domain.fingerprints import short
from mgi_desktop.domain.instrument import Instrument, Texts
from mgi_desktop.domain.parts import places
from mgi_desktop.domain.reviewing import is_outdated
from mgi_desktop.domain.sections import as_by_default, sections
from mgi_desktop.domain.stages import StageChange
from mgi_desktop.domain.upgrading import off_scale, says_something, unasked

from .reading import FORMAT, VERSION


def write(assessment: Assessment, instrument: Instrument) -> bytes:
    """Return the plain document of an assessment, UTF-8 JSON; drafts count as what the fields say."""
    main = assessment.language
    no_longer_asked = unasked(assessment, instrument)
    answers = (assessment.answer(code) for code in (*instrument.indicators, *no_longer_asked))
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "id": assessment.id,
        "instrument": {"id": instrument.id, "version": instrument.version},
        "subject": {
            "country": assessment.country,
            "name": assessment.subject,
            "area": assessment.area or None,
            "level": assessment.level,
        },
        "title": assessment.title.get(main),
        "round": assessment.round,
        "follows": assessment.follows,
        "year": assessment.year,
        "month": assessment.month,
        "language": main,
        "stage": assessment.stage,
        "sections": [_section(section, main) for section in _sections(assessment)],
        "answers": [
            _answer(answer, instrument)
            for answer in answers
            if says_something(answer) or answer.indicator in no_longer_asked
        ],
        "sources": [_source(source) for source in assessment.sources.values()],
        "findings": [
            _finding(finding, main)
            for domain in instrument.domains
            for kind in ("well_developed", "potential")
            for finding in assessment.findings_of(domain.code, kind)
        ],
        "comments": [_comment(comment, assessment) for comment in assessment.comments],
        **_decisions(assessment),
        **_stage_changes(assessment),
        **_parts(assessment, instrument),
        **_translations({"title": assessment.title}, main),
    }
    if assessment.conflicts:
        document["conflicts"] = [_conflict(conflict, assessment) for conflict in assessment.conflicts]
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _answer(answer: Answer, instrument: Instrument) -> dict[str, Any]:
    """An answer to an earlier version of the questionnaire says so: this one does not ask it, or lacks its value."""
    earlier = answer.indicator not in instrument.indicators or off_scale(answer, instrument)
    return {
        "indicator": answer.indicator,
        "value": answer.value,
        "verify": answer.verify,
        "justification": answer.justification,
        "citations": [
            {"source": citation.source, "locator": citation.locator or None} for citation in answer.citations
        ],
        **({"earlier": True} if earlier else {}),
    }


def _source(source: Source) -> dict[str, Any]:
    names = ("issuer", "reference", "date", "consulted", "link")
    return {
        "id": source.key,
        "kind": source.kind,
        "title": source.title,
        **{name: getattr(source, name) or None for name in names},
        "file": source.file.value if source.file else None,
        "attached": source.attached or None,
    }


def _finding(finding: Finding, main: str) -> dict[str, Any]:
    return {
        "id": finding.key,
        "domain": finding.domain,
        "kind": finding.kind,
        "text": finding.text.get(main, ""),
        "indicators": list(finding.indicators),
        "sources": list(finding.sources),
        **_translations({"text": finding.text}, main),
    }


def _sections(assessment: Assessment) -> list[Section]:
    """Those that say something; every one where their order is another than the one that they have of themselves."""
    said = {section.key: section for section in assessment.sections}
    every = sections(assessment)
    if as_by_default(every):
        every = tuple(section for section in every if section.key in said and _says(said[section.key]))
    return [replace(section, enabled=said[section.key].enabled if section.key in said else None) for section in every]


def _says(section: Section) -> bool:
    return bool(section.title or section.text or section.enabled is not None)


def _section(section: Section, main: str) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title.get(main),
        "text": section.text.get(main),
        **({} if section.enabled is None else {"enabled": section.enabled}),
        **_translations({"title": section.title, "text": section.text}, main),
    }


def _comment(comment: Comment, assessment: Assessment) -> dict[str, Any]:
    kind, _, key = comment.on.partition("/")
    return {
        "id": comment.key,
        "on": {"kind": kind, "key": key},
        **({"answers": comment.answers} if comment.answers else {}),
        "author": assessment.person(comment.author),
        **({"at": comment.at} if comment.at else {}),
        "text": comment.text,
        "resolved": comment.resolved,
        **_proposal(comment, assessment),
        **({"outcome": comment.outcome} if comment.outcome else {}),
    }


def _proposal(comment: Comment, assessment: Assessment) -> dict[str, Any]:
    """What is proposed, and whether what it would replace was changed since."""
    if comment.target is None:
        return {}
    since = {"changed_since": True} if is_outdated(assessment, comment) else {}
    return {"proposal": {"field": comment.field, "value": comment.proposed, **since}}


def _decisions(assessment: Assessment) -> dict[str, Any]:
    standing = assessment.heads_of({decision.on for decision in assessment.decisions})
    found = [_decision(one, assessment, standing) for one in assessment.decisions]
    return {"decisions": found} if found else {}


def _decision(decision: Decision, assessment: Assessment, standing: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """A decision, and whether what it judged was changed since: without a history nobody could tell."""
    kind, _, key = decision.on.partition("/")
    return {
        "id": decision.key,
        "on": {"kind": kind, "key": key},
        "outcome": decision.outcome,
        "reason": decision.reason or None,
        "author": assessment.person(decision.author),
        **({"at": decision.at} if decision.at else {}),
        **({"after": decision.after} if decision.after else {}),
        **({"changed_since": True} if decision.judged != standing[decision.on] else {}),
    }


def _stage_changes(assessment: Assessment) -> dict[str, Any]:
    found = [_stage_change(change, assessment) for change in assessment.stage_changes]
    return {"stage_changes": found} if found else {}


def _stage_change(change: StageChange, assessment: Assessment) -> dict[str, Any]:
    return {
        "id": change.key,
        "before": change.before or None,
        "stage": change.stage,
        "author": assessment.person(change.author),
        **({"at": change.at} if change.at else {}),
        "reason": change.reason or None,
        "overridden": list(change.overridden),
    }


def _parts(assessment: Assessment, instrument: Instrument) -> dict[str, Any]:
    """Whose part is which, in the order of the questionnaire; what it no longer has is left out."""
    given = [place for place in places(instrument) if assessment.parts.get(place)]
    found = [{"place": place, "person": _person(assessment, assessment.parts[place])} for place in given]
    return {"parts": found} if found else {}


def _person(assessment: Assessment, person: str) -> str:
    """The name of a person; the key itself where it goes by none, or by one that others have too."""
    name = assessment.person(person)
    nameless = bool(short(person)) and name != assessment.people.get(person)
    return person if nameless or is_author(name) else name


def _conflict(conflict: Conflict, assessment: Assessment) -> dict[str, Any]:
    """A deletion stands as true or false, not as the edits that the deleter saw."""
    deletion = conflict.ref.field == "deleted"
    return {
        "on": {"kind": conflict.ref.kind, "key": conflict.ref.key},
        "field": conflict.ref.field,
        "values": [
            {
                "value": isinstance(head.value, list) if deletion else head.value,
                "author": assessment.person(head.author),
                "at": head.at,
            }
            for head in conflict.heads
        ],
    }


def _translations(texts: dict[str, Texts], main: str) -> dict[str, Any]:
    """Return the texts in all other languages, by language, or nothing where there are none."""
    others = sorted({language for text in texts.values() for language in text} - {main})
    found = {
        language: {name: text[language] for name, text in texts.items() if language in text} for language in others
    }
    return {"translations": found} if found else {}
