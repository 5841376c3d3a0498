"""What a person should know before a file is made: computed from the assessment, blocking nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.fields import FINDING_KINDS
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.progress import State, state
from mgi_desktop.i18n import _, language_name, n_
from mgi_desktop.ui import words

CONFLICT = "conflict"
DETAILS = "details"


@dataclass(frozen=True)
class Remark:
    """One line, how much it matters (error, warn or info), and where it leads: a place, or the name of an action."""

    tone: str
    text: str
    spot: str = ""
    action: str = ""


def remarks(read: Assessment, instrument: Instrument, language: str, suffix: str) -> tuple[Remark, ...]:
    """What to know before a file of this kind is made in this language."""
    if suffix == "json":
        whole = _("The document holds everything that the assessment says now, in every language, without its history.")
        return (*_conflicts(read, suffix), Remark("info", whole))
    if suffix == "svg":
        return (Remark("info", _("The picture names the six domains. It shows no findings and no progress.")),)
    return (
        *_conflicts(read, suffix),
        *_findings(read, instrument),
        *_languages(read, language),
        *_answers(read, instrument),
        *_stage(read),
    )


def _conflicts(read: Assessment, suffix: str) -> Iterator[Remark]:
    count = len(read.conflicts)
    if count:
        said = n_(
            "{n} conflict is open. The file will mark it.", "{n} conflicts are open. The file will mark them.", count
        )
        yield Remark("error", said.format(n=count), action=CONFLICT)


def _findings(read: Assessment, instrument: Instrument) -> Iterator[Remark]:
    empty = [
        one.code for one in instrument.domains if not any(read.findings_of(one.code, kind) for kind in FINDING_KINDS)
    ]
    if empty:
        said = n_("Domain {codes} has no finding yet.", "Domains {codes} have no findings yet.", len(empty))
        yield Remark("warn", said.format(codes=", ".join(empty)), f"findings/{empty[0]}")
    unwritten = [one for one in read.findings if not one.text]
    if unwritten:
        said = n_(
            "{n} finding has no text and is left out.", "{n} findings have no text and are left out.", len(unwritten)
        )
        yield Remark("warn", said.format(n=len(unwritten)), f"findings/{unwritten[0].domain}/{unwritten[0].key}")
    bare = [one for one in read.findings if one.text and not one.sources]
    if bare:
        said = n_("{n} finding rests on no source.", "{n} findings rest on no source.", len(bare))
        yield Remark("warn", said.format(n=len(bare)), f"findings/{bare[0].domain}/{bare[0].key}")


def _answers(read: Assessment, instrument: Instrument) -> Iterator[Remark]:
    states = {code: state(read.answer(code)) for code in instrument.indicators}
    open_ones = [code for code, now in states.items() if now in (State.NOT_YET, State.BEGUN)]
    if open_ones:
        said = n_("{n} indicator has no answer yet.", "{n} indicators have no answer yet.", len(open_ones))
        yield Remark("info", said.format(n=len(open_ones)), f"questionnaire/{open_ones[0]}")
    unverified = [code for code, now in states.items() if now is State.TO_BE_VERIFIED]
    if unverified:
        said = n_("{n} answer is to be verified.", "{n} answers are to be verified.", len(unverified))
        yield Remark("info", said.format(n=len(unverified)), f"questionnaire/{unverified[0]}")


def _languages(read: Assessment, language: str) -> Iterator[Remark]:
    elsewhere = [one for one in read.findings if one.text and language not in one.text]
    if elsewhere:
        said = n_(
            "{n} finding is not written in {language}. It is printed in the language that it has.",
            "{n} findings are not written in {language}. They are printed in the language that they have.",
            len(elsewhere),
        )
        spot = f"findings/{elsewhere[0].domain}"
        yield Remark("warn", said.format(n=len(elsewhere), language=language_name(language)), spot)


def _stage(read: Assessment) -> Iterator[Remark]:
    if read.stage != "published":
        stage = _(words.STAGES.get(read.stage, read.stage))
        yield Remark("info", _("The stage is “{stage}”; every page says so.").format(stage=stage), action=DETAILS)
