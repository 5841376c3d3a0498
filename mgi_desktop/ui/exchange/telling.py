"""An import in words: what it would bring, and what it brought, as lines that can be copied."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from mgi_desktop.i18n import _, format_moment, n_
from mgi_desktop.services.reports import Report
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.offered import KINDS, OTHER
from mgi_desktop.ui.exchange.seen import Seen, from_whom

_FEW = 12
"""So many files are named in one sentence."""


def name_of(report: Report) -> str:
    """Which file it was, or which assessment was joined into another."""
    joined = report.said.get("joined")
    if joined:
        return _("Joined: {subject}").format(subject=_subject(joined))
    return words.isolated(report.file) or _("Import")


def when(report: Report) -> str:
    """When it was taken, by this laptop's clock."""
    try:
        return format_moment(datetime.fromisoformat(report.at))
    except ValueError:
        return report.at


def counts(report: Report) -> str:
    """What came of it in one line: “12 changes · 2 conflicts · 1 refused”, or that all was here already."""
    said = report.said
    conflicts = sum(int(one.get("conflicts", 0)) for one in said.get("assessments", ()))
    refused, edits = len(said.get("refused", ())), int(said.get("edits", 0))
    parts = [n_("{n} change", "{n} changes", edits).format(n=edits) if edits else _("nothing new")]
    if conflicts:
        parts.append(words.conflicts(conflicts))
    if refused:
        parts.append(n_("{n} refused", "{n} refused", refused).format(n=refused))
    return " · ".join(parts)


def in_one_line(report: Report) -> str:
    """What was just taken."""
    subjects = ", ".join(_subject(one) for one in report.said.get("assessments", ()))
    return _("{subject}: {counts}.").format(subject=subjects, counts=counts(report))


def senders(desk: Desk, report: Report) -> list[str]:
    """Who signed its files, each once, as that one is known now."""
    people = desk.services.people
    found = []
    for file in report.said.get("files", ()):
        sender = people.of(str(file["sender"])) if file["sender"] else None
        found.append(from_whom(desk, sender))
    return list(dict.fromkeys(found))


def has_unknown(desk: Desk, report: Report) -> bool:
    """Whether somebody signed it whom this person has not accepted."""
    authors = {str(file["sender"]) for file in report.said.get("files", ())} - {"", desk.services.library.author}
    return any(not desk.services.people.of(author).known for author in authors)


def lines(desk: Desk, report: Report) -> Iterator[str]:
    """The whole report."""
    yield name_of(report)
    yield when(report)
    yield from senders(desk, report)
    if report.aside:
        yield _("Taken back: it is kept, and counts no longer.")
    yield ""
    yield from (assessment_line(one) for one in report.said.get("assessments", ()))
    yield from erased_lines(report)
    yield from known_lines(int(report.said.get("known", 0)))
    yield from attached_lines(report)
    yield from awaited_lines(report.said.get("awaited", ()))
    yield from refused_lines(report)


def assessment_line(one: Mapping[str, Any]) -> str:
    """What one assessment gained."""
    subject, changed = _subject(one), int(one.get("changed", 0))
    fields = n_("{n} field is new or changed", "{n} fields are new or changed", changed).format(n=changed)
    if one.get("is_new"):
        fields = _("a new assessment")
    conflicts = int(one.get("conflicts", 0))
    told = f"{fields}, {words.conflicts(conflicts)}" if conflicts else fields
    said = _("{subject}: {what}.").format(subject=subject, what=told)
    return f"{said} {published_line()}" if one.get("published") else said


def _subject(one: Mapping[str, Any]) -> str:
    """What an assessment was called, unless that was erased since."""
    return words.isolated(str(one["subject"])) or _("(erased)")


def erases_line(count: int) -> str:
    """How many values on this laptop would go for good."""
    return n_("Erases {n} value for good.", "Erases {n} values for good.", count).format(n=count)


def erased_lines(report: Report) -> list[str]:
    """How many values went for good, or nothing."""
    count = sum(int(one.get("erased", 0)) for one in report.said.get("assessments", ()))
    told = n_("{n} value was erased for good.", "{n} values were erased for good.", count).format(n=count)
    return [told] if count else []


def published_line() -> str:
    """What becomes of what comes after an assessment was published."""
    return _("It is published: what comes now is marked in it until it is reopened.")


def known_lines(count: int) -> list[str]:
    """How much was here already, or nothing where all is new."""
    told = n_("{n} change was here already.", "{n} changes were here already.", count).format(n=count)
    return [told] if count else []


def attached_lines(report: Report) -> list[str]:
    """Which attached files came."""
    return [
        _("The attached file “{name}” came with it.").format(name=words.isolated(str(name)))
        for name in report.said.get("attached", ())
    ]


def awaited_lines(names: Sequence[object]) -> list[str]:
    """Which attached files do not come, in one sentence, or nothing."""
    if not names:
        return []
    told = n_(
        "{n} attached file is awaited, as it did not come: {names}.",
        "{n} attached files are awaited, as they did not come: {names}.",
        len(names),
    )
    some = ", ".join(words.isolated(str(name)) for name in names[:_FEW]) + (", …" if len(names) > _FEW else "")
    return [told.format(n=len(names), names=some)]


def refused_lines(report: Report) -> list[str]:
    """What was refused, or came damaged, and why."""
    found = []
    for one in report.said.get("refused", ()):
        message, fields = str(one["message"]), one["fields"]
        sentence = _(message).format(**fields)
        found.append(f"{one['where']}: {sentence}" if one["where"] else sentence)
    return found


def preview_text(desk: Desk, seen: Seen) -> str:
    """What an import would bring, to be copied before it is taken."""
    return "\n".join(_preview(desk, seen))


def _preview(desk: Desk, seen: Seen) -> Iterator[str]:
    for file in seen.files:
        yield " · ".join((words.isolated(file.name), *([file.why] if file.why else file.facts(desk))))
    yield ""
    for offered in seen.offers:
        yield words.isolated(offered.desk.assessment.subject)
        for group, heading in (("new", _("New")), ("changed", _("Changed"))):
            for kind, count in offered.counted(group):
                yield f"  {heading}: {_(KINDS.get(kind, OTHER)[0])}: {count}"
        yield f"  {words.conflicts(len(offered.conflicts))}"
        if offered.gains:
            yield f"  {published_line()}"
        if offered.erased:
            yield f"  {erases_line(len(offered.erased))}"
    yield from known_lines(seen.known)
    yield from awaited_lines(seen.awaited)
    yield from seen.refused
