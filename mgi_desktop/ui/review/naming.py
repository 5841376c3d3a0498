"""What a comment or a problem is about, in the words of a row."""

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.checks import Problem
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import pick
from mgi_desktop.domain.threads import thing_of
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.naming import excerpt, field_name, place_name
from mgi_desktop.ui.questionnaire.whose import changed_by

_MOST = 300


class Naming:
    """Names things of one assessment as it is at one moment; each is looked up once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: Assessment = desk.assessment
        self._findings = {finding.key: finding for finding in self._read.findings}
        self._comments = {comment.key: comment for comment in self._read.comments}
        self._decisions = {decision.key: decision for decision in self._read.decisions}
        self._domains = {domain.code: domain for domain in desk.instrument.domains}

    def thing(self, kind: str, key: str) -> str:
        """What it is called in short: “L1.1.1”, “Finding in 2”, the title of a source or section."""
        if kind == "finding" and key in self._findings:
            return _("Finding in {domain}").format(domain=self.domain(self._findings[key].domain))
        if kind == "source" and key in self._read.sources:
            return excerpt(self._read.sources[key].title, 80) or _("Source without a title")
        if kind == "domain":
            return self.domain(key)
        if kind == "comment" and key in self._comments:
            return self.thing(*thing_of(self._comments[key].on))
        if kind == "decision" and key in self._decisions:
            return self.thing(*thing_of(self._decisions[key].on))
        return place_name(self._desk, kind, key)

    def about(self, kind: str, key: str) -> tuple[str, str]:
        """What it says, and the language that this is in: a question, the text of a finding."""
        indicator = self._desk.instrument.indicators.get(key) if kind == "answer" else None
        if indicator is not None:
            return pick(indicator.question, self._desk.language, self._desk.instrument.source_language)
        if kind == "finding" and key in self._findings:
            return pick(self._findings[key].text, self._read.language, self._read.language)
        return "", ""

    def problem(self, problem: Problem) -> tuple[str, str, str]:
        """The title of its row, the text below, and the language that this is in."""
        ref = problem.ref
        title, (text, language) = self.thing(ref.kind, ref.key), self.about(ref.kind, ref.key)
        if problem.rule.name == "conflict":
            return title, field_name(self._desk, ref), ""
        if problem.rule.name == "others_part":
            return title, changed_by(self._desk, self._read, self._desk.instrument.indicators[ref.key]), ""
        if ref.kind == "comment" and ref.key in self._comments:
            comment = self._comments[ref.key]
            said = f"{words.who(self._read, comment.author)}: {comment.text or comment.proposed}"
            return title, excerpt(said, _MOST), self._read.language
        if ref.kind == "decision" and ref.key in self._decisions:
            decision = self._decisions[ref.key]
            said = f"{words.who(self._read, decision.author)}: {decision.reason}"
            return title, excerpt(said, _MOST), self._read.language
        if ref.kind == "source":
            link = self._read.sources[ref.key].link if ref.field == "link" else ""
            return title, link[:_MOST] or _("{field}: nothing yet").format(field=field_name(self._desk, ref)), ""
        return title, excerpt(text, _MOST) if text else self._field(ref), language

    def domain(self, code: str) -> str:
        """Number and title of a domain."""
        domain = self._domains.get(code)
        return f"{code} {self._desk.text(domain.title)}" if domain else code

    def _field(self, ref: FieldRef) -> str:
        return "" if ref.kind == "domain" else field_name(self._desk, ref)
