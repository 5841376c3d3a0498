"""What a new round begins with: what the earlier one said, each answer marked until a person has confirmed it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from .assessment import Answer, Assessment
from .edits import FieldRef, Value
from .errors import Refused
from .fields import checked
from .instrument import Indicator, Instrument
from .keys import citation_key
from .upgrading import new_domains

_Field = tuple[FieldRef, Value]


@dataclass(frozen=True)
class Carry:
    """What is carried over; citations bring the sources that they cite."""

    answers: bool = True
    citations: bool = True
    sources: bool = True
    sections: bool = True
    findings: bool = False


def carried(earlier: Assessment, instrument: Instrument, new: Instrument, what: Carry, assessment: str) -> list[_Field]:
    """Return the fields that a new assessment takes from an earlier one; `instrument` is the one of the earlier.

    What the new questionnaire does not ask, or a value that its scale has not, stays behind.
    """
    found: list[_Field] = []
    for code, indicator in new.indicators.items():
        answer = earlier.answer(code)
        found += answer_taken_over(answer, indicator) if what.answers else ()
        found += _citations(answer, assessment) if what.citations else ()
    cited = {str(value) for ref, value in found if (ref.kind, ref.field) == ("citation", "source")}
    sources = set(earlier.sources) if what.sources else cited
    whole = {("source", key) for key in sources}
    if what.sections:  # “changes” told of the changes of that round
        whole |= {("section", section.key) for section in earlier.sections if section.key != "changes"}
    if what.findings:
        whole |= {("finding", finding.key) for finding in earlier.findings}
    moved = new_domains(earlier, instrument, new)
    for ref, value in _fields(earlier, whole):
        name, _slash, member = ref.field.partition("/")
        lost = (name == "sources" and member not in sources) or (name == "indicators" and member not in new.indicators)
        if not lost:
            found.append((ref, moved.get(ref.key, value) if ref.kind == "finding" and name == "domain" else value))
    return found


def answer_taken_over(answer: Answer, indicator: Indicator) -> Iterator[_Field]:
    """Yield value and justification of an earlier answer, with the mark “to be verified”; nothing of an empty one."""
    value = answer.value if answer.value and indicator.takes(answer.value) else None
    if value or answer.justification:
        fields: dict[str, Value] = {"value": value, "justification": answer.justification or None, "verify": True}
        yield from ((FieldRef("answer", answer.indicator, name), said) for name, said in fields.items())


def _citations(answer: Answer, assessment: str) -> Iterator[_Field]:
    met: Counter[str] = Counter()
    for citation in answer.citations:
        place = (assessment, answer.indicator, citation.source, citation.locator)
        key = citation_key(*place, met[citation_key(*place)])
        met[citation_key(*place)] += 1
        fields: dict[str, Value] = {
            "answer": answer.indicator,
            "source": citation.source,
            "locator": citation.locator or None,
            "rank": citation.rank or None,
        }
        yield from ((FieldRef("citation", key, name), value) for name, value in fields.items())


def _fields(earlier: Assessment, entities: set[tuple[str, str]]) -> Iterator[_Field]:
    """Every field of these but their deletion, as it says now; not what this version could not write itself."""
    for ref, held in earlier.fields.items():
        if ref[:2] in entities and ref.field != "deleted" and held.value is not None:
            with suppress(Refused):
                yield ref, checked(ref, held.value)
