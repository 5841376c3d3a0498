"""A finding in conflict: each of its contested fields with both values."""

from collections.abc import Callable, Mapping

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.assessment import Finding
from mgi_desktop.domain.edits import Value
from mgi_desktop.domain.instrument import pick
from mgi_desktop.i18n import _, language_name
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.conflict import Conflict, deletion_sides, sides


def contested_field(desk: Desk, finding: Finding, conflict: Contested) -> Conflict:
    """Show one field of a finding with all its values."""
    read = desk.assessment
    name, _at, language = conflict.ref.field.partition("@")
    name, _slash, member = name.partition("/")
    if name == "deleted":
        edited = [
            head
            for ref, held in read.fields.items()
            if ref[:2] == conflict.ref[:2] and ref.field != "deleted"
            for head in held.heads
        ]
        text, tongue = pick(finding.text, read.language, read.language)
        both = deletion_sides(conflict.heads, edited, desk, text)
        return Conflict(desk, _("Removed by one, edited by another"), both, language=tongue)
    title, say = _in_words(desk, name, member)
    if language and language != read.language:
        title = _("{name} in {language}").format(name=title, language=language_name(language))
    values = sides(conflict.heads, desk, say)
    return Conflict(desk, title, values, language=language, third=conflict.ref if name == "text" else None)


def _in_words(desk: Desk, name: str, member: str) -> tuple[str, Callable[[Value], str]]:
    """The name of a field, and how its values read."""
    yes, no = _("yes"), _("no")
    if name == "indicators":
        return _("Rests on {code}").format(code=member), lambda value: yes if value else no
    if name == "sources":
        source = desk.assessment.sources.get(member)
        title = source.title if source else member
        return _("Names the source {title}").format(title=title), lambda value: yes if value else no
    if name == "kind":
        return _("List"), lambda value: _(words.FINDING_KINDS.get(str(value), str(value)))
    if name == "domain":
        titles: Mapping[str, str] = {one.code: desk.text(one.title) for one in desk.instrument.domains}
        return _("Domain"), lambda value: f"{value} {titles.get(str(value), '')}".strip()
    return _("Text"), lambda value: str(value or "")
