"""What another questionnaire changes, line by line: the words that differ are marked."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.instrument import Indicator, Instrument, pick
from mgi_desktop.domain.upgrading import Altered
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, column, row
from mgi_desktop.ui.parts.conflict import mark_differences, reading
from mgi_desktop.ui.parts.labels import label


def plain_lines(
    desk: Desk, instrument: Instrument, indicators: Sequence[Indicator], begin: int, end: int
) -> Iterator[QWidget]:
    """Code and question of each."""
    for indicator in indicators[begin:end]:
        yield _headed(desk, instrument, indicator)


def altered_lines(
    desk: Desk, before: Instrument, after: Instrument, altered: Sequence[Altered], begin: int, end: int
) -> Iterator[QWidget]:
    """Both wordings of each, with what differs marked."""
    for one in altered[begin:end]:
        yield _two(desk, one.code, _wording(before, one.before), _wording(after, one.after))


def rescaled_lines(
    desk: Desk, before: Instrument, after: Instrument, altered: Sequence[Altered], begin: int, end: int
) -> Iterator[QWidget]:
    """The question of each, and both scales."""
    for one in altered[begin:end]:
        head = _headed(desk, after, one.after)
        scales = _two(desk, "", _scale(desk, before, one.before), _scale(desk, after, one.after))
        yield box(column(head, scales, spacing=desk.theme.px(4)))


def moved_lines(
    desk: Desk, before: Instrument, after: Instrument, altered: Sequence[Altered], begin: int, end: int
) -> Iterator[QWidget]:
    """The question of each, and from where to where it has moved."""
    for one in altered[begin:end]:
        places = _("From {before} to {after}").format(
            before=_subdomain(desk, before, one.before), after=_subdomain(desk, after, one.after)
        )
        yield box(column(_headed(desk, after, one.after), label(places, "caption", "secondary"), spacing=0))


def _headed(desk: Desk, instrument: Instrument, indicator: Indicator) -> QWidget:
    text, tongue = pick(indicator.question, desk.language, instrument.source_language)
    answered = desk.assessment.answer(indicator.code).value is not None
    mark = [label(_("answered"), "caption", "secondary", wrap=False)] if answered else []
    line = row(
        label(indicator.code, "label", wrap=False), label(text, language=tongue), *mark, spacing=desk.theme.px(10)
    )
    line.setStretch(1, 1)
    return box(line)


def _two(desk: Desk, code: str, before: tuple[str, str], after: tuple[str, str]) -> QWidget:
    """Two texts one below the other, each named, the words that differ marked in both."""
    fields = []
    for name, (text, tongue), (other, _other_tongue) in (
        (_("Before"), before, after),
        (_("Now"), after, before),
    ):
        field = reading(desk, f"{code} {name}".strip(), text, tongue)
        mark_differences(desk, field, other)
        title = label(name, "caption", "secondary", wrap=False)
        title.setMinimumWidth(desk.theme.px(64))
        line = row(column(title, None, spacing=0), field, spacing=desk.theme.px(8))
        line.setStretch(1, 1)
        fields.append(line)
    head = [label(code, "label", wrap=False)] if code else []
    return box(column(*head, *fields, spacing=desk.theme.px(2)))


def _wording(instrument: Instrument, indicator: Indicator) -> tuple[str, str]:
    """The question in the language in which the versions are compared, then the words of the scale."""
    question, tongue = pick(indicator.question, instrument.source_language, instrument.source_language)
    return f"{question}\n{_labels(indicator, instrument.source_language, instrument)}", tongue


def _scale(desk: Desk, instrument: Instrument, indicator: Indicator) -> tuple[str, str]:
    return _labels(indicator, desk.language, instrument), desk.language


def _labels(indicator: Indicator, language: str, instrument: Instrument) -> str:
    return " / ".join(instrument.text(choice.label, language) for choice in indicator.scale)


def _subdomain(desk: Desk, instrument: Instrument, indicator: Indicator) -> str:
    parts = {part.code: part for domain in instrument.domains for part in domain.subdomains}
    return f"{indicator.subdomain} {instrument.text(parts[indicator.subdomain].title, desk.language)}"
