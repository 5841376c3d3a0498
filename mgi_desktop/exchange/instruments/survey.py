"""The survey sheet becomes a tree: groups, their questions, and what of it no questionnaire of this kind has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument_rules import shown
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.sheets import Remark, Row, place

from .columns import Table

SHEET = "survey"
TEXTS = ("label", "hint", "guidance_hint", "evidence_hint", "recommendation")
NOTES = ("topic_attested", "sdg_10_7_2", "gcm_objectives")
KNOWN = ("type", "name", "code", *NOTES)
OWN = ("justification", "evidence", "sources", "comment", "file")
"""Questions after an indicator, called `<name>_justification` and so on, for which this program has its own fields."""
MULTILINE = "multiline"
DEEPEST = 20

_SELECT = re.compile(
    r"select(?:[ _]one|1)(?:[ _]from)?\s+(?P<list>\S+)(?P<other>\s+or[ _](?:specify[ _])?other)?", re.I
)


@dataclass
class Question:
    """A select_one."""

    row: Row
    list: str


@dataclass
class Group:
    """A group of questions and groups."""

    row: Row
    name: str
    children: list["Group | Question"] = field(default_factory=list)
    summary: dict[str, str] = field(default_factory=dict)

    def questions(self) -> Iterator[Question]:
        """Every question in it, however deep."""
        for child in self.children:
            if isinstance(child, Question):
                yield child
            else:
                yield from child.questions()

    def own_questions(self) -> list[Question]:
        """The questions right in it."""
        return [child for child in self.children if isinstance(child, Question)]

    def groups(self) -> list["Group"]:
        """The groups right in it that have any question."""
        return [child for child in self.children if isinstance(child, Group) and any(child.questions())]


class Tree:
    """Walks the sheet once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.left_out: list[Remark] = []
        self._repeats = 0
        self._last = ""
        self._open: list[Group | Row] = []
        """The groups that are open; a row for each repeat."""
        self.root = Group(Row(0, ()), "")
        for row in table.rows:
            self._walk(row)
        for left in self._open:
            row = left.row if isinstance(left, Group) else left
            raise Refused(N_("This group is never closed: “end_group” is missing."), where=place(SHEET, row.number))

    def _walk(self, row: Row) -> None:
        kind = self._table.get(row, "type")
        plain = " ".join(kind.lower().replace("_", " ").split())
        if plain in ("begin group", "begin repeat", "begin loop"):
            self._begin(row, plain == "begin group")
        elif plain in ("end group", "end repeat", "end loop"):
            self._end(row, plain == "end group")
        elif self._repeats:
            return
        elif select := _SELECT.fullmatch(kind):
            self._question(row, select)
        elif not self._is_ours(row, plain):
            self._leave(row, kind)

    def _begin(self, row: Row, is_group: bool) -> None:
        if len(self._open) >= DEEPEST:
            raise Refused(N_("Groups stand in each other more than {most} deep."), where=place(SHEET, row.number),
                          most=DEEPEST)  # fmt: skip
        if is_group and not self._repeats:
            group = Group(row, self._table.get(row, "name"))
            self._innermost().children.append(group)
            self._open.append(group)
            return
        if not is_group and not self._repeats:
            sentence = N_("A repeat is left out, with everything in it.")
            self.left_out.append(Remark(sentence, place(SHEET, row.number)))
        self._repeats += 1
        self._open.append(row)

    def _end(self, row: Row, is_group: bool) -> None:
        opened = self._open.pop() if self._open else None
        fits = opened is not None and (self._is_group(opened) is is_group)
        if not fits:
            raise Refused(N_("Something ends here that does not begin before it."), where=place(SHEET, row.number))
        self._repeats -= isinstance(opened, Row)

    def _is_group(self, opened: Group | Row) -> bool:
        if isinstance(opened, Group):
            return True
        return "group" in self._table.get(opened, "type").lower()

    def _innermost(self) -> Group:
        return next((group for group in reversed(self._open) if isinstance(group, Group)), self.root)

    def _question(self, row: Row, select: re.Match[str]) -> None:
        where = place(SHEET, row.number)
        if not self._table.get(row, "name") and not self._table.get(row, "code"):
            raise Refused(N_("A question has no name."), where=where)
        if select["other"]:
            self.left_out.append(Remark(N_("“or_other” is left out: a scale has no free answer."), where))
        if not any(isinstance(group, Group) for group in self._open):
            self._leave(row, self._table.get(row, "type"))
            return
        self._last = self._table.get(row, "name")
        self._innermost().children.append(Question(row, select["list"]))

    def _is_ours(self, row: Row, kind: str) -> bool:
        """Whether this is a question that this program asks by itself, or the summary of a domain."""
        name = self._table.get(row, "name")
        if self._last and any(name == f"{self._last}_{own}" for own in OWN):
            return True
        outer = next((group for group in self._open if isinstance(group, Group)), None)
        if kind == "note" and outer is not None and name == f"{outer.name}_summary":
            outer.summary = self._table.texts(row, "label")
            return True
        return False

    def _leave(self, row: Row, kind: str) -> None:
        name = self._table.get(row, "name")
        if kind or name:
            sentence = N_("“{name}” ({kind}) is no select_one question in a group, and no indicator.")
            fields = {"name": shown(name), "kind": shown(kind)}
            self.left_out.append(Remark(sentence, place(SHEET, row.number), fields))
