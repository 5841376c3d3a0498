"""The choices sheet becomes scales: what each value means is said in a column `presence`, or guessed and listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument_rules import CHOICES, PRESENCES, is_code, shown
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.sheets import Remark, Row, place

from .columns import Table
from .survey import SHEET as question_sheet
from .survey import Question

SHEET = "choices"
TEXTS = ("label",)
KNOWN = ("list_name", "name", "presence")
_WORDS = {
    "complete": ("yes", "y", "oui", "si", "sim", "complete", "completely", "full", "fully", "true"),
    "partial": (
        "partial", "partially", "part", "partly", "in_part", "some", "en_partie", "partiel", "parcial", "parcialmente",
    ),
    "absent": ("no", "n", "non", "nao", "absent", "none", "not", "false"),
}  # fmt: skip
_OWN = ("not_applicable", "na", "n_a", "n/a", "dk", "dont_know", "do_not_know", "unknown", "to_be_verified")
"""States that this program has for every indicator, whatever its scale."""


@dataclass
class Lists:
    """The scales by the names of their lists; `refused` says why a list is none."""

    scales: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    guessed: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)


def scales(table: Table, questions: Sequence[Question]) -> Lists:
    """Make scales of the lists that are used, and of those that say what their values mean."""
    found = Lists()
    rows: dict[str, list[Row]] = {}
    for row in table.rows:
        rows.setdefault(table.get(row, "list_name"), []).append(row)
    told = [name for name, of in rows.items() if name and all(table.get(row, "presence") for row in of)]
    for question in questions:
        if question.list not in rows:
            where = place(question_sheet, question.row.number)
            raise Refused(
                N_("The list “{list}” is not in the sheet “choices”."), where=where, list=shown(question.list)
            )
    for name in dict.fromkeys((*(question.list for question in questions), *told)):
        taken = list(_without_own(table, name, rows[name], found))
        if 2 <= len(taken) <= CHOICES:
            found.scales[name] = _scale(table, name, taken, found)
        else:
            found.refused[name] = N_(
                "The list “{list}” is no scale: it has {count} values, and a scale has 2 to {most}."
            )
    return found


def _without_own(table: Table, name: str, rows: Sequence[Row], found: Lists) -> Iterator[Row]:
    met: dict[str, int] = {}
    for row in rows:
        value = table.get(row, "name")
        where = place(SHEET, row.number)
        if not value:
            raise Refused(N_("A choice of the list “{list}” has no name."), where=where, list=shown(name))
        if met.setdefault(value, row.number) != row.number:
            raise Refused(N_("The value “{value}” stands twice in the list “{list}”."), where=where,
                          value=shown(value), list=shown(name))  # fmt: skip
        if value.lower() in _OWN:
            sentence = N_("“{value}” is left out of the scale: every indicator here can be so, whatever its scale.")
            found.left_out.append(Remark(sentence, where, {"value": value}))
        else:
            yield row


def _scale(table: Table, name: str, rows: Sequence[Row], found: Lists) -> list[dict[str, Any]]:
    values = [table.get(row, "name") for row in rows]
    presences = [_said(table, row) for row in rows]
    if not all(presences):
        presences = [said or guess for said, guess in zip(presences, _guessed(values), strict=True)]
        meant = ", ".join(f"{value} = {presence}" for value, presence in zip(values, presences, strict=True))
        sentence = N_("What the values of “{list}” mean was guessed: {meant}.")
        found.guessed.append(Remark(sentence, place(SHEET, rows[0].number), {"list": name, "meant": meant}))
    coded = values if all(map(is_code, values)) else [str(number) for number in range(1, len(values) + 1)]
    if coded != values:
        sentence = N_("The values of “{list}” are numbered from 1, since not all of them can be codes.")
        found.guessed.append(Remark(sentence, place(SHEET, rows[0].number), {"list": name}))
    return [
        {"value": value, "presence": presence, "label": table.texts(row, "label")}
        for value, presence, row in zip(coded, presences, rows, strict=True)
    ]


def _said(table: Table, row: Row) -> str:
    said = table.get(row, "presence").lower()
    if said and said not in PRESENCES:
        raise Refused(
            N_("“{value}” is not allowed here. It may be: {values}."),
            where=place(SHEET, row.number),
            value=shown(said),
            values=", ".join(PRESENCES),
        )
    return said


def _guessed(values: Sequence[str]) -> list[str]:
    """By the words where all are known, else by their order: the first is complete, the last absent."""
    words = [_by_word(value) for value in values]
    if all(words):
        return words
    return ["complete", *["partial"] * (len(values) - 2), "absent"]


def _by_word(value: str) -> str:
    plain = i18n.sort_key(value)
    meanings: Mapping[str, Sequence[str]] = _WORDS
    return next((presence for presence, words in meanings.items() if plain in words), "")
