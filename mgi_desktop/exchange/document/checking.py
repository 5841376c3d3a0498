"""Checks a plain document against its questionnaire, and what it cites against the sources there are."""

from collections.abc import Collection, Iterable

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Indicator, Instrument
from mgi_desktop.domain.keys import source_key
from mgi_desktop.domain.parts import places
from mgi_desktop.domain.words import N_

from .reading import Document, Json, shortened


def check_against(
    document: Document, instrument: Instrument, known: Collection[str] = (), findings: Collection[str] = ()
) -> None:
    """Check codes and values with the questionnaire, and what is cited, commented on or judged with what there is.

    `known` are the keys of the sources that the assessment has already, `findings` those of its findings. Refused
    names the first that is neither there nor in the document.
    """
    content = document.content
    if content["subject"]["level"] != instrument.level:
        raise Refused(
            N_("The questionnaire {name} is for the level {level}."),
            where="subject.level",
            name=instrument.id,
            level=instrument.level,
        )
    sources = _Sources(document, known)
    earlier = {answer["indicator"] for answer in content["answers"] if answer.get("earlier")}
    asked = {*instrument.indicators, *earlier}
    for place, answer in enumerate(content["answers"]):
        _check_answer(answer, f"answers[{place}]", instrument, sources)
    for place, finding in enumerate(content["findings"]):
        if not finding.get("deleted"):
            _check_finding(finding, f"findings[{place}]", instrument, asked, sources)
    findings = {*findings, *(finding.get("id") for finding in content["findings"])} - _deleted(content["findings"])
    for place, part in enumerate(content["parts"]):
        _check_place(part["place"], f"parts[{place}].place", instrument)
    for name in ("comments", "decisions"):
        for place, said in enumerate(content[name]):
            if not said.get("deleted"):
                _check_on(said, f"{name}[{place}].on.key", instrument, asked, findings)


class _Sources:
    """The sources that may be cited: those of the document, and those that were here before; not the deleted ones."""

    def __init__(self, document: Document, known: Collection[str]) -> None:
        self._assessment = document.id
        self._known = known
        self._named = {item["id"]: not item.get("deleted") for item in document.content["sources"]}

    def check(self, name: str, where: str) -> None:
        if not self._named.get(name, self._is_known(name)):
            raise Refused(N_("There is no source “{source}” in this document."), where=where, source=shortened(name))

    def _is_known(self, name: str) -> bool:
        if self._assessment is None:
            return False
        return name in self._known or source_key(self._assessment, name) in self._known


def _check_answer(answer: Json, where: str, instrument: Instrument, sources: _Sources) -> None:
    """Check one answer; of one to an earlier version of the questionnaire only what it cites."""
    if not answer.get("earlier"):
        _check_indicator(answer["indicator"], f"{where}.indicator", instrument, instrument.indicators)
        _check_value(answer.get("value"), f"{where}.value", instrument.indicators[answer["indicator"]])
    for place, citation in enumerate(answer.get("citations", ())):
        if not citation.get("deleted"):
            sources.check(citation["source"], f"{where}.citations[{place}].source")


def _check_value(value: str | None, where: str, indicator: Indicator) -> None:
    if value is not None and not indicator.takes(value):
        allowed = [choice.value for choice in indicator.scale]
        raise Refused(
            N_("“{value}” is not on the scale of {code}. It may be: {values}."),
            where=where,
            value=shortened(value),
            code=indicator.code,
            values=", ".join([*allowed, NOT_APPLICABLE]),
        )


def _check_finding(
    finding: Json, where: str, instrument: Instrument, asked: Collection[str], sources: _Sources
) -> None:
    domains = sorted(domain.code for domain in instrument.domains)
    if finding["domain"] not in domains:
        raise Refused(
            N_("“{code}” is not a domain. It may be: {domains}."),
            where=f"{where}.domain",
            code=shortened(finding["domain"]),
            domains=", ".join(domains),
        )
    for place, code in enumerate(finding.get("indicators", ())):
        _check_indicator(code, f"{where}.indicators[{place}]", instrument, asked)
    for place, source in enumerate(finding.get("sources", ())):
        sources.check(source, f"{where}.sources[{place}]")


def _deleted(items: Iterable[Json]) -> set[str]:
    return {item["id"] for item in items if item.get("deleted")}


def _check_place(code: str, where: str, instrument: Instrument) -> None:
    if code not in places(instrument):
        raise Refused(
            N_("The questionnaire {name} has neither a domain nor an indicator {code}."),
            where=where,
            name=instrument.id,
            code=shortened(code),
        )


def _check_on(
    said: Json, where: str, instrument: Instrument, asked: Collection[str], findings: Collection[str]
) -> None:
    kind, _, key = said["on"].partition("/")
    if kind == "answer":
        _check_indicator(key, where, instrument, asked)
    if kind == "finding" and key not in findings:
        raise Refused(N_("There is no finding “{finding}” in this document."), where=where, finding=shortened(key))


def _check_indicator(code: str, where: str, instrument: Instrument, asked: Collection[str]) -> None:
    if code not in asked:
        raise Refused(
            N_("The questionnaire {name} has no indicator “{code}”."),
            where=where,
            name=instrument.id,
            code=shortened(code),
        )
