"""The assessments that were read last: of one that changed since, only what changed is read again."""

from collections.abc import Iterable
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment, assemble, revised
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.held import Held
from mgi_desktop.store import edits, imports, local

from .journal import Journal

_KEPT = 3
_MANY = 500
"""From so many new edits on, reading all of it anew is as quick."""


@dataclass(frozen=True)
class _Kept:
    """An assessment as it was with this newest edit of the store, imports turned so, and these drafts."""

    read: Assessment
    newest: int
    turned: imports.Turned
    drafts: dict[FieldRef, str]


class Opened:
    """Reads assessments; what it keeps is never other than what the store would say."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._kept: dict[str, _Kept] = {}

    def read(self, assessment: str) -> Assessment:
        """Return an assessment as the store says now, with what is being typed."""
        newest = edits.newest(self._journal.read)
        drafts = {draft.ref: draft.value for draft in local.drafts(self._journal.read, assessment)}
        turned = imports.turned(self._journal.read)
        kept = self._kept.pop(assessment, None)
        read = self._again(kept, newest, drafts) if kept and kept.turned == turned else None
        if read is None:
            read = assemble(assessment, edits.fields(self._journal.read, assessment))
        self._kept[assessment] = _Kept(read, newest, turned, drafts)
        for oldest in list(self._kept)[:-_KEPT]:
            del self._kept[oldest]
        return read

    def forget(self) -> None:
        """Read everything anew: something was changed that is no edit."""
        self._kept.clear()

    def _again(self, kept: _Kept, newest: int, drafts: dict[FieldRef, str]) -> Assessment | None:
        """What was kept with what changed since; None where all of it must be read."""
        assessment = kept.read.id
        came = edits.since(self._journal.read, assessment, kept.newest) if newest > kept.newest else []
        if newest < kept.newest or len(came) > _MANY or any(edit.ref.kind == "erasure" for edit in came):
            return None
        changed = {edit.ref for edit in came} | {ref for ref, _text in kept.drafts.items() ^ drafts.items()}
        return revised(kept.read, self._fields(kept.read, changed, drafts), changed) if changed else kept.read

    def _fields(
        self, before: Assessment, changed: Iterable[FieldRef], drafts: dict[FieldRef, str]
    ) -> dict[FieldRef, Held]:
        fields = dict(before.fields)
        for ref in changed:
            heads = edits.field(self._journal.read, before.id, ref)
            if heads or ref in drafts:
                fields[ref] = Held(heads, drafts.get(ref))
            else:
                fields.pop(ref, None)
        return fields
