"""What a person should know before a file is made: what the checks find, as far as readers will see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from mgi_desktop.domain import checks
from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import FINDING_KINDS
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import _, language_name, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.places import spot_of

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
        return (*_conflicts(read), Remark("info", whole))
    if suffix == "svg":
        return (Remark("info", _("The picture names the six domains. It shows no findings and no progress.")),)
    return (
        *_conflicts(read),
        *_without_findings(read, instrument),
        *_checked(read, instrument, language),
        *_stage(read),
    )


def _conflicts(read: Assessment) -> Iterator[Remark]:
    count = len(read.conflicts)
    if count:
        said = n_(
            "{n} conflict is open. The file will mark it.", "{n} conflicts are open. The file will mark them.", count
        )
        yield Remark("error", said.format(n=count), action=CONFLICT)


def _without_findings(read: Assessment, instrument: Instrument) -> Iterator[Remark]:
    empty = [
        one.code for one in instrument.domains if not any(read.findings_of(one.code, kind) for kind in FINDING_KINDS)
    ]
    if empty:
        said = n_("Domain {codes} has no finding yet.", "Domains {codes} have no findings yet.", len(empty))
        yield Remark("warn", said.format(codes=", ".join(empty)), f"findings/{empty[0]}")


def _checked(read: Assessment, instrument: Instrument, language: str) -> Iterator[Remark]:
    """What the rules find that readers of the file would meet."""
    found: dict[str, list[FieldRef]] = {}
    rules = [rule for rule in checks.rules() if rule.name in _TONES]
    for problem in checks.problems(read, instrument, language, rules):
        found.setdefault(problem.rule.name, []).append(problem.ref)
    for name, tone in _TONES.items():
        refs = found.get(name, [])
        if refs:
            said = _sentence(name, len(refs)).format(n=len(refs), language=language_name(language))
            yield Remark(tone, said, spot_of(read, refs[0]))


_TONES = {
    "finding_without_text": "warn",
    "finding_without_source": "warn",
    "other_language": "warn",
    "unanswered": "info",
    "to_be_verified": "info",
}
"""The rules that matter to readers, and how much."""


def _sentence(name: str, count: int) -> str:
    return {
        "finding_without_text": n_(
            "{n} finding has no text and is left out.", "{n} findings have no text and are left out.", count
        ),
        "finding_without_source": n_("{n} finding rests on no source.", "{n} findings rest on no source.", count),
        "other_language": n_(
            "{n} text is not written in {language}. It is printed in the language that it has.",
            "{n} texts are not written in {language}. They are printed in the language that they have.",
            count,
        ),
        "unanswered": n_("{n} indicator has no answer yet.", "{n} indicators have no answer yet.", count),
        "to_be_verified": n_("{n} answer is to be verified.", "{n} answers are to be verified.", count),
    }[name]


def _stage(read: Assessment) -> Iterator[Remark]:
    if read.stage != "published":
        stage = _(words.STAGES.get(read.stage, read.stage))
        yield Remark("info", _("The stage is “{stage}”; every page says so.").format(stage=stage), action=DETAILS)
