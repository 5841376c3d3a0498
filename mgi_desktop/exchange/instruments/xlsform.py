"""Reads an XLSForm as a questionnaire: groups are domains and subdomains, select_one questions are indicators.

The format is that of https://xlsform.org; what it has and a questionnaire has not is left out and listed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument_rules import CHOICES, CODES, FORMAT, NAME, is_code, shown, sound
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import sheets
from mgi_desktop.exchange.sheets import Remark, Row, place

from . import choices, settings, survey
from .columns import Table, Tongues
from .reading import Reading
from .survey import Group, Question


def read(data: bytes, cancelled: Callable[[], bool] = lambda: False) -> Reading:
    """Read the bytes of an .xlsx; Refused says what is wrong, with sheet and row."""
    book = sheets.read(data, (survey.SHEET, choices.SHEET, settings.SHEET), cancelled)
    for name in (survey.SHEET, choices.SHEET):
        if name not in book.sheets:
            raise Refused(N_("This workbook is no XLSForm: it has no sheet “{name}”."), name=name)
        if len(book.sheets[name]) < 2:
            raise Refused(N_("The sheet “{name}” is empty."), where=name, name=name)
    return _Form(book).reading()


class _Form:
    """Puts the three sheets together."""

    def __init__(self, book: sheets.Workbook) -> None:
        self._left_out: list[Remark] = list(book.left_out)
        self._guessed: list[Remark] = []
        self._tongues = Tongues()
        self._settings = settings.Settings(book.sheets.get(settings.SHEET, ()), self._tongues)
        self._survey = Table(survey.SHEET, book.sheets[survey.SHEET], survey.TEXTS, self._tongues)
        self._choices = Table(choices.SHEET, book.sheets[choices.SHEET], choices.TEXTS, self._tongues)
        _need(self._survey, ("type", "name", "label"))
        _need(self._choices, ("list_name", "name", "label"))
        self._survey.leave_all_but(survey.KNOWN, survey.MULTILINE)
        self._choices.leave_all_but(choices.KNOWN)
        self._rows: dict[str, int] = {}
        """The row of each part of the document, by its place there."""
        self._codes: set[str] = set()
        self._lists = choices.Lists()
        self._names: dict[str, str] = {}

    def reading(self) -> Reading:
        """Read the whole form."""
        tree = survey.Tree(self._survey)
        self._lists = choices.scales(self._choices, list(tree.root.questions()))
        self._drop_unscaled(tree.root)
        top = self._domains(tree.root)
        self._names = _scale_names(top, self._survey, self._lists.scales)
        tables = (self._survey, self._choices, self._settings.table)
        languages = list(dict.fromkeys(tag for table in tables for tag in table.languages()))
        source = self._settings.source(languages)
        document = {
            "format": FORMAT,
            "id": self._settings.id(),
            "version": self._settings.version(),
            "level": self._settings.level(),
            "source_language": source,
            "languages": languages or [source],
            "title": self._settings.title(source),
            "notice": self._settings.texts("notice"),
            "scales": {self._names[name]: scale for name, scale in self._lists.scales.items() if name in self._names},
            "domains": [self._domain(group, number) for number, group in enumerate(top, 1)],
        }
        for name, tag in self._tongues.guessed.items():
            self._guess(N_("“{name}” was taken as the language {language}."), name=name, language=tag)
        self._check(document)
        ignored = [remark for table in tables for remark in table.ignored]
        return Reading(
            document,
            (*self._settings.guessed, *self._guessed, *self._lists.guessed),
            (*self._left_out, *ignored, *tree.left_out, *self._lists.left_out),
            self._settings.level_guessed,
        )

    def _guess(self, message: str, row: Row | None = None, **fields: object) -> None:
        self._guessed.append(Remark(message, place(survey.SHEET, row.number) if row else "", fields))

    def _leave(self, message: str, row: Row, **fields: object) -> None:
        self._left_out.append(Remark(message, place(survey.SHEET, row.number), fields))

    def _domains(self, root: Group) -> list[Group]:
        """The groups that become domains; one group round everything is looked through."""
        top = root.groups()
        while len(top) == 1 and len(top[0].groups()) > 1 and not top[0].own_questions():
            sentence = N_("The group “{name}” holds everything: the groups in it are taken as the domains.")
            self._guess(sentence, top[0].row, name=shown(top[0].name))
            root, top = top[0], top[0].groups()
        for group in root.children:
            if isinstance(group, Group) and group not in top:
                sentence = N_("The group “{name}” is left out: it has no select_one question.")
                self._leave(sentence, group.row, name=shown(group.name))
        return top

    def _drop_unscaled(self, group: Group) -> None:
        """Leave out the questions whose lists are no scales."""
        kept: list[Group | Question] = []
        for child in group.children:
            if isinstance(child, Group):
                self._drop_unscaled(child)
            elif child.list in self._lists.refused:
                count = sum(self._choices.get(row, "list_name") == child.list for row in self._choices.rows)
                sentence = self._lists.refused[child.list]
                self._leave(sentence, child.row, list=shown(child.list), count=count, most=CHOICES)
                continue
            kept.append(child)
        group.children[:] = kept

    def _domain(self, group: Group, number: int) -> dict[str, Any]:
        where = f"domains[{number - 1}]"
        self._rows[where] = group.row.number
        code = self._code(group.row, group.name, "domain", str(number))
        parts = [(part, list(part.questions())) for part in group.groups()]
        if direct := group.own_questions():
            parts.insert(0, (Group(group.row, ""), direct))
        return {
            "code": code,
            "title": self._survey.texts(group.row, "label"),
            "summary": group.summary,
            "subdomains": [
                self._subdomain(part, questions, f"{where}.subdomains[{at}]", f"{code}.{at + 1}")
                for at, (part, questions) in enumerate(parts)
            ],
        }

    def _subdomain(self, part: Group, questions: Sequence[Question], where: str, code: str) -> dict[str, Any]:
        """A group in a domain, or the questions right in that; `code` is for what has no name for one."""
        self._rows[where] = part.row.number
        if part.groups():
            sentence = N_("The groups in “{name}” are left out; their questions stand in it.")
            self._leave(sentence, part.row, name=shown(part.name))
        return {
            "code": self._code(part.row, part.name, "subdomain", code) if part.name else self._free(code),
            "title": self._survey.texts(part.row, "label"),
            "indicators": [
                self._indicator(one, f"{where}.indicators[{nth}]", f"{code}.{nth + 1}")
                for nth, one in enumerate(questions)
            ],
        }

    def _indicator(self, question: Question, where: str, code: str) -> dict[str, Any]:
        row, table = question.row, self._survey
        self._rows[where] = row.number
        return {
            "code": self._code(row, table.get(row, "name"), "indicator", code),
            "question": table.texts(row, "label"),
            "guidance": _joined(table.texts(row, "hint"), table.texts(row, "guidance_hint")),
            "evidence_hint": table.texts(row, "evidence_hint"),
            "recommendation": table.texts(row, "recommendation"),
            "scale": self._names.get(question.list) or self._lists.scales[question.list],
            **_notes(table, row),
        }

    def _code(self, row: Row, name: str, kind: str, otherwise: str) -> str:
        """The code that stands there, else the name where it can be one, else one by the place."""
        said = self._survey.get(row, "code")
        if said or (is_code(name, CODES[kind]) and name not in self._codes):
            self._codes.add(said or name)
            return said or name
        code = self._free(otherwise)
        sentence = N_("“{name}” is called {code} here: its name is too long for a code, or no code, or stands twice.")
        self._guess(sentence, row, name=shown(name), code=code)
        return code

    def _free(self, code: str) -> str:
        """A code that is nobody's yet."""
        while code in self._codes:
            code += "_"
        self._codes.add(code)
        return code

    def _check(self, document: Mapping[str, Any]) -> None:
        """Check the whole; what is wrong is said by its sheet and row."""
        try:
            sound(document)
        except Refused as refused:
            fields = dict(refused.fields)
            if fields.get("earlier") in self._rows:
                fields["earlier"] = place(survey.SHEET, self._rows[str(fields["earlier"])])
            raise Refused(refused.message, where=self._in_the_workbook(refused.where), **fields) from refused

    def _in_the_workbook(self, where: str) -> str:
        if where.startswith("scales") or ".scale[" in where:
            return choices.SHEET
        if not where.startswith("domains"):
            return settings.SHEET
        while where and where not in self._rows:
            where = where.rpartition(".")[0]
        return place(survey.SHEET, self._rows[where]) if where else survey.SHEET


def _need(table: Table, names: Sequence[str]) -> None:
    for name in names:
        if not table.has(name):
            raise Refused(N_("The column “{name}” is missing."), where=place(table.sheet, 1), name=name)


def _scale_names(top: Sequence[Group], table: Table, scales: Mapping[str, Any]) -> dict[str, str]:
    """The name of each scale but those that are named after the only question that uses them."""
    users: dict[str, list[str]] = {}
    for group in top:
        for question in group.questions():
            users.setdefault(question.list, []).append(table.get(question.row, "name"))
    names = {}
    for number, name in enumerate(scales, 1):
        if users.get(name, []) != [name.removesuffix("_scale")]:
            names[name] = name if is_code(name, NAME) else f"scale_{number}"
    return names


def _joined(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Two texts of one place, one below the other."""
    return {tag: "\n".join(filter(None, (one.get(tag), other.get(tag)))) for tag in {**one, **other}}


def _notes(table: Table, row: Row) -> dict[str, Any]:
    """What our own export notes of an indicator beside its texts."""
    attested, goal, objectives = (table.get(row, name) for name in survey.NOTES)
    found: dict[str, Any] = {}
    if attested in ("true", "false"):
        found["topic_attested"] = attested == "true"
    if goal:
        found["sdg_10_7_2"] = goal
    if objectives and all(part.isascii() and part.isdigit() for part in objectives.split()):
        found["gcm_objectives"] = [int(part[:4]) for part in objectives.split()]
    return found
