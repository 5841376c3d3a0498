"""What changed since the previous round, in the words of the profile: both answers, and no judgement."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mgi_desktop import i18n
from mgi_desktop.domain.profile import Profile
from mgi_desktop.domain.rounds import ChangedDomain, ChangedIndicator

KINDS = ("more", "less", "added")


@dataclass(frozen=True)
class Change:
    """An indicator: its question, the language of that, and what was answered then and now."""

    code: str
    question: str
    language: str
    rtl: bool
    foreign: str
    answers: str


@dataclass(frozen=True)
class ChangeList:
    """The indicators of a domain that changed alike."""

    kind: str
    heading: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class DomainChanges:
    """What changed in a domain; `place` is 1 to 6 and chooses its colour."""

    place: int
    title: str
    lists: tuple[ChangeList, ...]


def changes(profile: Profile, said: Mapping[str, str]) -> tuple[DomainChanges, ...]:
    """Put what changed into words, domain by domain."""
    places = {domain.code: place for place, domain in enumerate(profile.domains, 1)}
    return tuple(
        DomainChanges(places[domain.code], f"{domain.code}  {domain.title}", tuple(_lists(domain, profile, said)))
        for domain in profile.changes
    )


def _lists(domain: ChangedDomain, profile: Profile, said: Mapping[str, str]) -> Iterator[ChangeList]:
    for kind in KINDS:
        found: tuple[ChangedIndicator, ...] = getattr(domain, kind)
        if found:
            heading = said[f"changed_{kind}"]
            yield ChangeList(kind, heading, tuple(_change(one, profile, said) for one in found))


def _change(one: ChangedIndicator, profile: Profile, said: Mapping[str, str]) -> Change:
    answers = said["then_and_now" if one.before else "only_now"].format(before=one.before, now=one.now)
    same = one.language.split("-")[0] == profile.language.split("-")[0]
    return Change(
        code=one.code,
        question=one.question,
        language=one.language,
        rtl=i18n.is_rtl(one.language),
        foreign="" if same else i18n.language_name(one.language, profile.language),
        answers=f"{answers} {said['reworded']}" if one.reworded else answers,
    )
