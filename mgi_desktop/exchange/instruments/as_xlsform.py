"""Writes a questionnaire as an XLSForm: in every language, each cell a text, so that no cell is ever a formula.

The columns `code`, `presence`, `evidence_hint`, `recommendation` and a few in the settings are ours: other programs
pass over them, and `xlsform.read` makes the same questionnaire of them again.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mgi_desktop import i18n
from mgi_desktop.domain.instrument import pick
from mgi_desktop.domain.instrument_rules import gaps
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.sheets import Remark

from . import choices, settings, survey
from .reading import Json

Cells = dict[str, str]
_JUSTIFICATION = {
    "en": "Justification and sources",
    "fr": "Justification et sources",
    "es": "Justificación y fuentes",
    "ar": "المبررات والمصادر",
    "pt": "Justificativa e fontes",
    "ru": "Обоснование и источники",
    "zh": "理由与来源",
}
_WIDE, _NARROW = 46, 18


@dataclass(frozen=True)
class Written:
    """The bytes of a file, and what a person should know of it."""

    data: bytes
    remarks: tuple[Remark, ...]


def write(document: Json) -> Written:
    """Write a sound questionnaire; texts that a language lacks are filled from another, and listed."""
    import xlsxwriter

    form = _Form(document)
    sheets = {survey.SHEET: list(form.survey()), choices.SHEET: list(form.choices()), settings.SHEET: [form.settings()]}
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same questionnaire is the same file
    head, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDE if "::" in column else _NARROW)
            sheet.write_string(0, number, column, head)
        for number, row in enumerate(rows, 1):
            for column, text in row.items():
                if text:
                    sheet.write_string(number, columns.index(column), text, wrap)
    book.close()
    return Written(made.getvalue(), tuple(form.remarks()))


@dataclass
class _Form:
    """The rows of the three sheets."""

    document: Json
    changed: list[str] = field(default_factory=list)
    """Where a text holds what a form would take for the name of a question."""

    def __post_init__(self) -> None:
        names = {tag: i18n.language_name(tag, "en") for tag in self.document["languages"]}
        self._heads = {tag: f"{name} ({tag})" for tag, name in names.items()}
        self._used: set[str] = set()

    def survey(self) -> Iterator[Cells]:
        """Groups, their indicators, and a text after each."""
        columns = ["type", "name", "code", *self._columns(survey.TEXTS[:2]), "appearance", *survey.NOTES]
        first = dict.fromkeys([*columns, *self._columns(survey.TEXTS[3:])], "")
        for domain in self.document["domains"]:
            name = self._name(f"domain_{domain['code']}")
            yield first | self._group(name, domain)
            first = {}
            if domain.get("summary"):
                yield {"type": "note", "name": f"{name}_summary", **self._texts("label", domain["summary"])}
            for part in domain["subdomains"]:
                yield self._group(self._name(f"part_{part['code']}"), part)
                for indicator in part["indicators"]:
                    yield from self._indicator(indicator)
                yield {"type": "end_group"}
            yield {"type": "end_group"}

    def _group(self, name: str, part: Json) -> Cells:
        return {"type": "begin_group", "name": name, "code": part["code"], **self._texts("label", part["title"])}

    def _indicator(self, indicator: Json) -> Iterator[Cells]:
        name = self._name(indicator["code"])
        scale = indicator["scale"] if isinstance(indicator["scale"], str) else f"{name}_scale"
        cells = {"type": f"select_one {scale}", "name": name, "code": indicator["code"]}
        cells |= self._texts("label", indicator["question"]) | self._texts("hint", indicator.get("guidance", {}))
        for column in survey.TEXTS[3:]:
            cells |= self._texts(column, indicator.get(column, {}))
        yield cells | _notes(indicator)
        label = {tag: _JUSTIFICATION.get(tag.split("-")[0], _JUSTIFICATION["en"]) for tag in self._heads}
        yield {
            "type": "text",
            "name": f"{name}_{survey.OWN[0]}",
            **self._texts("label", label),
            "appearance": survey.MULTILINE,
        }

    def choices(self) -> Iterator[Cells]:
        """The shared scales, then those of one indicator."""
        self._used.clear()  # the same names as in the survey, in the same order
        for name, scale in self.document.get("scales", {}).items():
            yield from self._scale(name, scale)
        for domain in self.document["domains"]:
            self._name(f"domain_{domain['code']}")
            for part in domain["subdomains"]:
                self._name(f"part_{part['code']}")
                for indicator in part["indicators"]:
                    name = self._name(indicator["code"])
                    if not isinstance(indicator["scale"], str):
                        yield from self._scale(f"{name}_scale", indicator["scale"])

    def _scale(self, name: str, scale: Sequence[Json]) -> Iterator[Cells]:
        for choice in scale:
            cells = {"list_name": name, "name": choice["value"], "presence": choice["presence"]}
            yield cells | self._texts("label", choice["label"])

    def settings(self) -> Cells:
        """One row: what the form is called, and what of it is ours."""
        read = self.document
        title, _language = pick(read["title"], read["source_language"], read["source_language"])
        return {
            "form_title": self._said(title),
            "form_id": read["id"],
            "version": read["version"],
            "default_language": self._heads[read["source_language"]],
            "level": read["level"],
            **self._texts("full_title", read["title"]),
            **self._texts("notice", read.get("notice", {})),
        }

    def _columns(self, names: Sequence[str]) -> list[str]:
        return [f"{name}::{head}" for name in names for head in self._heads.values()]

    def _texts(self, column: str, texts: Mapping[str, str]) -> Cells:
        """A text in every language, by the nearest that there is."""
        if not texts:
            return {}
        source = self.document["source_language"]
        return {f"{column}::{head}": self._said(pick(texts, tag, source)[0]) for tag, head in self._heads.items()}

    def _said(self, text: str) -> str:
        """A text in which nothing is taken for the name of a question."""
        if "${" in text:
            self.changed.append(text[:60])
        return text.replace("${", "$ {")

    def _name(self, code: str) -> str:
        """A name that every program takes: letters, digits and low lines, nobody else's."""
        name = re.sub("[^A-Za-z0-9_]", "_", code)
        name = name if name[0].isalpha() else f"_{name}"
        while name in self._used:
            name += "_"
        self._used.add(name)
        return name

    def remarks(self) -> Iterator[Remark]:
        """What was filled in, and what was changed."""
        for where, tag in gaps(self.document):
            sentence = N_("“{text}” is not there in {language}; it was filled in from another language.")
            yield Remark(sentence, fields={"text": where, "language": tag})
        for text in dict.fromkeys(self.changed):
            yield Remark(N_("“${{” was written “$ {{” in “{text}”: a form would take it for the name of a question."),
                         fields={"text": text})  # fmt: skip


def _notes(indicator: Json) -> Cells:
    found: Cells = {}
    for name in survey.NOTES:
        value: Any = indicator.get(name)
        if value is not None:
            text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
            found[name] = text.lower() if isinstance(value, bool) else text
    return found
