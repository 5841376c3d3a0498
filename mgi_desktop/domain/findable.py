"""What of an assessment and its questionnaire can be found by words, and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .assessment import Answer, Assessment, Comment, Finding, Section, Source
from .instrument import Indicator, Instrument, Texts, pick
from .search import Excerpt, excerpt, fold

KINDS = ("indicator", "answer", "source", "finding", "section", "comment", "decision", "person", "assessment")
"""What is found, in the order in which it is shown."""


@dataclass(frozen=True)
class Findable:
    """A thing that can be found: where it stands (`spot`), its code, and its texts.

    `main` names it; `others` say more of it, `less` is what counts less: the guidance to a question.
    """

    kind: str
    key: str
    spot: str
    main: str
    others: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    code: str = ""


def questions(instrument: Instrument, languages: Sequence[str]) -> Iterator[Findable]:
    """Every indicator in these languages, the first of which names it; then what else the questionnaire asks for."""
    for indicator in instrument.indicators.values():
        question, *others = _in(indicator.question, languages, instrument)
        guidance = (
            *_in(indicator.guidance, languages, instrument),
            *_in(indicator.evidence_hint, languages, instrument),
        )
        spot = f"questionnaire/{indicator.code}"
        yield Findable("indicator", indicator.code, spot, question, tuple(others), guidance, indicator.code)


def written(read: Assessment, instrument: Instrument | None, languages: Sequence[str]) -> Iterator[Findable]:
    """Everything that people wrote in an assessment; the values of its scales in these languages."""
    yield _itself(read)
    for code, answer in read.answers.items():
        indicator = instrument.indicators.get(code) if instrument else None
        found = _answer(read, answer, indicator, languages)
        if found is not None:
            yield found
    yield from map(_source, read.sources.values())
    for finding in read.findings:
        yield _finding(finding, read.language)
    for section in read.sections:
        yield _section(section, read.language)
    for comment in read.comments:
        yield _comment(read, comment)
    for decision in read.decisions:
        if decision.reason:
            others = _filled(read.person(decision.author))
            yield Findable("decision", decision.key, f"review/decisions/{decision.on}", decision.reason, others)
    yield from _people(read)


def shown(found: Findable, wanted: Sequence[str]) -> tuple[Excerpt, Excerpt | None]:
    """What to show of a thing: its main text, and below it the first other text with a word that is not in that.

    Of a source, a comment and a decision the first other text, issuer or author, is shown in any case.
    """
    has = fold(f"{found.code} {found.main}")
    missing = [word for word in wanted if word not in has]
    for text in (*found.others, *found.less) if missing else ():
        if any(word in fold(text) for word in missing):
            return excerpt(found.main, wanted), excerpt(text, wanted)
    beside = found.others[0] if found.kind in ("source", "comment", "decision") and found.others else ""
    return excerpt(found.main, wanted), excerpt(beside, wanted) if beside else None


def _itself(read: Assessment) -> Findable:
    title = pick(read.title, read.language, read.language)[0]
    return Findable("assessment", read.id, "overview", read.subject, _filled(read.area, title, *read.title.values()))


def _answer(read: Assessment, answer: Answer, indicator: Indicator | None, languages: Sequence[str]) -> Findable | None:
    """An answer as far as anything was answered; the places in its sources belong to it."""
    choice = next((one for one in indicator.scale if one.value == answer.value), None) if indicator else None
    labels = [pick(choice.label, language, language)[0] for language in languages] if choice else []
    places = [citation.locator for citation in answer.citations]
    texts = _filled(answer.justification, *labels, *places)
    spot = f"questionnaire/{answer.indicator}"
    return Findable("answer", answer.indicator, spot, texts[0], texts[1:], (), answer.indicator) if texts else None


def _source(source: Source) -> Findable:
    file = source.file.name if source.file else ""
    others = (source.issuer, source.reference, source.date, source.consulted, source.link, file)
    return Findable("source", source.key, f"sources/{source.key}", source.title, _filled(*others))


def _finding(finding: Finding, language: str) -> Findable:
    main, *others = _all(finding.text, language)
    return Findable("finding", finding.key, f"findings/{finding.domain}/{finding.key}", main, tuple(others))


def _section(section: Section, language: str) -> Findable:
    main, *others = _all(section.title, language)
    return Findable(
        "section", section.key, f"profile/{section.key}", main, (*others, *filter(None, _all(section.text, language)))
    )


def _comment(read: Assessment, comment: Comment) -> Findable:
    """A remark, or what it proposes where that is all it says."""
    main, *others = _filled(comment.text, comment.proposed) or ("",)
    spot = f"review/comments/{comment.key}"
    return Findable("comment", comment.key, spot, main, _filled(read.person(comment.author), *others))


def _people(read: Assessment) -> Iterator[Findable]:
    """Everybody who gave a name, and everybody who has a part by a name alone."""
    for key, name in read.people.items():
        yield Findable("person", key, "history", name)
    for person in sorted(set(read.parts.values()) - read.people.keys()):
        if person.startswith("name:"):
            yield Findable("person", person, "divide", read.person(person))


def _in(texts: Texts, languages: Sequence[str], instrument: Instrument) -> tuple[str, ...]:
    """A text in each of these languages, each once."""
    return tuple(dict.fromkeys(instrument.text(texts, language) for language in languages))


def _all(texts: Texts, language: str) -> tuple[str, ...]:
    """A text in every language that it has, this one first; one that is empty where there is none."""
    return tuple(dict.fromkeys((pick(texts, language, language)[0], *texts.values())))


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
