"""When a stage was reached, by whom and why, in words."""

from collections.abc import Mapping, Sequence

from mgi_desktop.domain import checks
from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import STAGES
from mgi_desktop.domain.stages import StageChange
from mgi_desktop.i18n import N_, _, format_date, local_moment
from mgi_desktop.ui import words

MEANINGS: Mapping[str, str] = {
    "collecting": N_("Sources are gathered, and the questionnaire is answered."),
    "draft": N_("The answers stand, and the findings and texts of the profile are written."),
    "consultation": N_("Departments and others read the draft and comment on it."),
    "validated": N_("Whoever approves the assessment has approved it."),
    "published": N_("It is final and read-only. The profile no longer prints its stage."),
}


def name(stage: str) -> str:
    """The name of a stage."""
    return _(words.STAGES.get(stage, stage))


def day(at: str) -> str:
    """The day of a moment in UTC; what is no moment stands as it came."""
    try:
        return format_date(local_moment(at).date().isoformat())
    except ValueError:
        return at


def published_line(read: Assessment) -> str:
    """“Published on 5 May 2026 by Ana. Read-only.”"""
    change = next((change for change in reversed(read.stage_changes) if change.stage == read.stage), None)
    if change is None:  # it came as a document that does not say
        return _("Published. Read-only.")
    if not change.author:
        return _("Published on {day}. Read-only.").format(day=day(change.at))
    return _("Published on {day} by {name}. Read-only.").format(day=day(change.at), name=words.who(read, change.author))


def when_and_who(read: Assessment, at: str, author: str) -> str:
    """“5 May 2026 · Ana”."""
    return " · ".join(filter(None, (day(at), words.who(read, author))))


def said(read: Assessment, change: StageChange) -> tuple[str, ...]:
    """The lines that say of a change of stage: when and who, from where it went back, why, and despite what."""
    head = when_and_who(read, change.at, change.author)
    if change.before == "published":
        head += " · " + _("reopened")
    elif change.before in STAGES[STAGES.index(change.stage) + 1 :]:
        head += " · " + _("withdrawn from: {stage}").format(stage=name(change.before))
    rules = rule_titles(change.overridden)
    despite = _("Although: {rules}").format(rules=", ".join(rules)) if rules else ""
    return tuple(filter(None, (head, change.reason, despite)))


def rule_titles(names: Sequence[str]) -> list[str]:
    """What rules find, in words; a rule that this version does not know stands by its name."""
    titles = {rule.name: _(rule.title) for rule in checks.rules()}
    return [titles.get(one, one) for one in names]


def reached(read: Assessment, stage: str) -> list[tuple[str, ...]]:
    """What is to be said of each time that a stage was reached, in order."""
    found = [said(read, change) for change in read.stage_changes if change.stage == stage]
    return [*_begun(read), *found] if stage == STAGES[0] else found


def _begun(read: Assessment) -> list[tuple[str, ...]]:
    """When and by whom the assessment was begun; nothing of one that came as a document and had gone on before."""
    heads = read.held(FieldRef("assessment", read.id, "instrument")).heads
    first = read.stage_changes[0].at if read.stage_changes else ""
    here = bool(heads) and (heads[0].at <= first if first else read.stage == STAGES[0])
    return [(when_and_who(read, heads[0].at, heads[0].author),)] if here else []
