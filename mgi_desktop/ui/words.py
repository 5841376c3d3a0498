"""Words that several pages say: one name for each thing, in the language of the interface."""

import re
from collections.abc import Mapping
from unicodedata import bidirectional

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import N_, _, format_date, format_number, is_rtl, language_name, n_, sentence_case, territory
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import Entry

STATES: Mapping[State, str] = {
    State.ANSWERED: N_("Answered"),
    State.NOT_APPLICABLE: N_("Not applicable"),
    State.BEGUN: N_("Begun"),
    State.TO_BE_VERIFIED: N_("To be verified"),
    State.NOT_YET: N_("Not yet"),
}
STATE_ICONS: Mapping[State, str] = {
    State.ANSWERED: "state-answered",
    State.NOT_APPLICABLE: "state-not-applicable",
    State.BEGUN: "state-in-part",
    State.TO_BE_VERIFIED: "state-to-be-verified",
    State.NOT_YET: "state-not-yet",
}
STAGES: Mapping[str, str] = {
    "collecting": N_("Collecting"),
    "draft": N_("Draft"),
    "consultation": N_("Consultation"),
    "validated": N_("Validated"),
    "published": N_("Published"),
}
LEVELS: Mapping[str, str] = {"national": N_("National"), "local": N_("Local")}
FINDING_KINDS: Mapping[str, str] = {
    "well_developed": N_("Well-developed areas"),
    "potential": N_("Areas with potential"),
}
PRESENCES: Mapping[str, str] = {"complete": N_("complete"), "partial": N_("partial"), "absent": N_("absent")}
SOURCE_KINDS: Mapping[str, str] = {
    "law": N_("Law or regulation"),
    "policy": N_("Policy or plan"),
    "statistic": N_("Statistic"),
    "report": N_("Report"),
    "web": N_("Web page"),
    "interview": N_("Interview"),
    "other": N_("Other"),
}


_HOLDERS: Mapping[str, str] = {
    "assessment": N_("details of the assessment"),
    "citation": N_("a citation"),
    "source": N_("a source"),
    "finding": N_("a finding"),
    "section": N_("a section"),
    "comment": N_("a comment"),
    "decision": N_("a decision"),
    "stage_change": N_("a change of stage"),
    "person": N_("a name"),
    "part": N_("division of the work"),
}


def source_icon(kind: str) -> str:
    """The icon of a kind of source."""
    return "source-report" if kind == "other" else f"source-{kind}"


def place(read: Assessment | Entry) -> str:
    """Where the subject is: “Chalatenango, El Salvador”; nothing beside a country that names itself."""
    country = territory(read.country)
    parts = [read.area, country if country != read.subject else ""]
    return ", ".join(isolated(part) for part in parts if part)


def isolated(text: str) -> str:
    """What people typed, for a line of the interface: where it reads the other way, it does not turn the line round."""
    other_way = {"L"} if is_rtl() else {"R", "AL", "AN"}
    return f"\u2068{text}\u2069" if other_way & set(map(bidirectional, text)) else text


def breakable(text: str) -> str:
    """Text with places where a line may end in its long words, such as paths and sums, which have no spaces."""
    return re.sub(r"\S{19,}", lambda word: re.sub(r"([-_./\\]|[^\W_]{18})", "\\1\u200b", word[0]), text)


def date(read: Assessment | Entry) -> str:
    """The month or year of an assessment."""
    return format_date(f"{read.year:04d}" + (f"-{read.month:02d}" if read.month else ""))


def facts(read: Assessment | Entry) -> str:
    """Level, round and date in one line."""
    level = _(LEVELS.get(read.level, read.level))
    number = _("round {number}").format(number=read.round)
    return " · ".join((level, number, date(read)))


def round_name(read: Assessment | Entry) -> str:
    """“Round 1, 2019”."""
    return _("Round {number}, {year}").format(number=read.round, year=read.year)


def answered(done: int, of: int) -> str:
    """“14 of 20 answered”."""
    return _("{done} of {of} answered").format(done=done, of=of)


def conflicts(count: int) -> str:
    """“2 conflicts”."""
    return n_("{n} conflict", "{n} conflicts", count).format(n=count)


def size(count: int) -> str:
    """The size of a file: “2.4 MB”."""
    if count < 1000:
        return n_("{n} byte", "{n} bytes", count).format(n=count)
    number, unit = (count / 1000, N_("{n} kB")) if count < 999_950 else (count / 1_000_000, N_("{n} MB"))
    return _(unit).format(n=format_number(number))


def open_comments(count: int) -> str:
    """“2 open comments”."""
    return n_("{n} open comment", "{n} open comments", count).format(n=count)


def tongue(tag: str) -> str:
    """The name of a language, as it stands alone in a list."""
    return sentence_case(language_name(tag))


def holder(ref: FieldRef) -> str:
    """What a field belongs to, as a person knows it: the code of an indicator, else the kind of thing."""
    return ref.key if ref.kind == "answer" else _(_HOLDERS.get(ref.kind, ref.kind))


def who(read: Assessment, author: str) -> str:
    """The name of an author, or words of the key where there is none."""
    return isolated(read.person(author)) or _("no name given")


def deed(label: Label) -> str:
    """What was done, in words."""
    return _(label.message).format(**label.fields)
