"""How reviewers left every answer and finding: a list to go through, and beside it what is judged."""

from collections import Counter
from collections.abc import Iterator

from mgi_desktop.domain.decisions import Verdict
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.reviewing import Thing, tally, things
from mgi_desktop.domain.threads import thing_of
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.naming import excerpt, field_name, value_in_words
from mgi_desktop.ui.parts.boxes import box, clear, column, fill
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.review.filters import Filters
from mgi_desktop.ui.review.judging import Judging
from mgi_desktop.ui.review.naming import Naming
from mgi_desktop.ui.review.rows import HEAD, Row
from mgi_desktop.ui.review.thread import Thread
from mgi_desktop.ui.review.verdicts import ICONS, VERDICTS
from mgi_desktop.ui.review.view import View

_MOST = 300


class Decisions(View):
    """Every answer that says something and every finding, domain by domain; a head folds what is below it."""

    def __init__(self, desk: Desk) -> None:
        domains = {one.code: f"{one.code}  {desk.text(one.title)}" for one in desk.instrument.domains}
        verdicts = {"": _("Every decision"), **{str(one): _(said) for one, said in VERDICTS.items()}}
        kinds = {"": _("Answers, findings"), "answer": _("Answers"), "finding": _("Findings")}
        choices = {
            "verdict": (_("How they were left"), verdicts),
            "kind": (_("What they are about"), kinds),
            "domain": (_("Domain"), {"": _("Every domain"), **domains}),
        }
        super().__init__(desk, _("Answers and findings"), Filters(desk, choices))
        self._folded: set[str] = set()
        self._found: tuple[Thing, ...] = ()
        self._naming = Naming(desk)
        self._drawn = ""
        self._told: object = None
        self.things: dict[str, Thing] = {}
        self.judging: Judging | None = None
        self.conversation: Thread | None = None

    def show_now(self) -> None:
        """Show how everything was left until now."""
        self._found = things(self.desk.assessment, self.desk.instrument)
        self.show_rows()

    @property
    def caption(self) -> str:
        """How many were left in each way."""
        counts = Counter(thing.verdict for thing in self._found)
        return " · ".join(_counted(counts)) or _("There is nothing to judge yet.")

    def spot(self) -> str:
        """The place of what is chosen; empty where that is none."""
        thing = self.things.get(self.chosen)
        return spot_of(self.desk.assessment, FieldRef(*thing_of(thing.on), "")) if thing else ""

    def enter(self, key: str) -> None:
        """Fold what is below a head; go to what can be decided."""
        if key in self.things:
            self._first_way()
            return
        self._folded ^= {key.removeprefix(HEAD)}
        self.chosen = key
        self.show_rows()

    def show_thing(self, on: str) -> None:
        """Show an answer or a finding, whatever the filters keep back."""
        thing = next((one for one in self._found if one.on == on), None)
        if thing is None:
            return
        self._folded -= {thing.domain}
        if on not in self.things:
            self.filters.let_all_pass()
        else:
            self.show_rows()
        self.list.choose(on)

    def show_rows(self) -> None:
        """Show what the filters let pass, domain by domain."""
        self.things = {thing.on: thing for thing in self._passing()}
        self._naming = Naming(self.desk)
        keys = list(self._keys())
        nothing = (
            _("None was left like this. Choose all of them to see the rest.")
            if self._found
            else _("There is nothing to judge yet: nothing was answered, and there are no findings.")
        )
        first = next((key for key in keys if not key.startswith(HEAD)), "")
        self.hold(keys, first, nothing)

    def show_detail(self) -> None:
        """Show what is judged, what was decided on it and said, and the ways to decide."""
        thing = self.things.get(self.chosen)
        on = thing.on if thing else ""
        if on != self._drawn:
            self._draw(on)
        if thing is not None:
            self._tell(on)

    def leave(self) -> None:
        """Keep what is being written, before it is gone."""
        for part in (self.judging, self.conversation):
            if part is not None:
                part.leave()

    def row(self, key: str) -> Row:
        """What it is and how it was left; or a head: a domain, and how what is in it was left."""
        read, thing = self.desk.assessment, self.things.get(key)
        if thing is None:
            code = key.removeprefix(HEAD)
            counts = tally(self.things.values()).get(code, Counter())
            told = _("folded") if code in self._folded else ""
            place = self.desk.instrument.place(code)
            title = self._naming.domain(code)
            return Row(key, title, " · ".join(_counted(counts)), told, title_colour=f"{place}.text")
        kind, name = thing_of(thing.on)
        text, language = self._naming.about(kind, name)
        people = [words.who(read, one.decision.author) for one in read.judgements.get(thing.on, ())]
        title = self._naming.thing(kind, name)
        told = " · ".join([_(VERDICTS[thing.verdict]), *people])
        return Row(key, title, excerpt(text, _MOST), told, ICONS[thing.verdict], language=language)

    def _keys(self) -> Iterator[str]:
        for domain in self.desk.instrument.domains:
            inside = [thing.on for thing in self.things.values() if thing.domain == domain.code]
            if inside:
                yield HEAD + domain.code
                if domain.code not in self._folded:
                    yield from inside

    def _passing(self) -> Iterator[Thing]:
        verdict, kind, domain = (self.filters.value(name) for name in ("verdict", "kind", "domain"))
        for thing in self._found:
            if (
                verdict in ("", thing.verdict)
                and (not kind or thing.on.startswith(f"{kind}/"))
                and domain in ("", thing.domain)
            ):
                yield thing

    def _draw(self, on: str) -> None:
        self.leave()
        clear(self.pieces)
        self._drawn, self._told = on, None
        self.judging = self.conversation = None
        if not on:
            return
        desk, (kind, key) = self.desk, thing_of(on)
        naming = Naming(desk)
        text, language = naming.about(kind, key)
        self._said = column(spacing=desk.theme.px(6))
        self.judging = Judging(desk, on, naming.thing(kind, key), openly=True)
        self.conversation = Thread(desk, on)
        for part in (self.judging, self.conversation):
            part.rearranged.connect(self.rearranged)
        question = label(text, "question", language=language)
        fill(self.pieces, label(naming.thing(kind, key), "heading"), question, box(self._said), self.judging)
        self.pieces.addWidget(label(_("Comments"), "label"))
        self.pieces.addWidget(self.conversation)

    def _tell(self, on: str) -> None:
        """What is judged, as it stands now."""
        told = tuple(self._lines(*thing_of(on)))
        if told != self._told:
            self._told = told
            clear(self._said)
            for name, text, language in told:
                self._said.addWidget(label(name, "caption", "secondary"))
                self._said.addWidget(label(text, language=language))

    def _lines(self, kind: str, key: str) -> Iterator[tuple[str, str, str]]:
        """Name, text and language of what an answer says; of a finding on what it rests."""
        desk, read = self.desk, self.desk.assessment
        if kind == "finding":
            found = next((one for one in read.findings if one.key == key), None)
            if found is not None:
                titles = [read.sources[one].title for one in found.sources]
                rests = " · ".join([*found.indicators, *titles])
                yield _("Rests on"), rests or _("nothing yet"), read.language if titles else ""
            return
        answer = read.answer(key)
        value = FieldRef(kind, key, "value")
        yield field_name(desk, value), value_in_words(desk, value, answer.value) or _("Not yet"), desk.language
        if answer.justification:
            yield _("Justification"), answer.justification, read.language
        cited = [(read.sources[one.source].title, one.locator) for one in answer.citations]
        if cited:
            yield _("Sources cited"), "\n".join(" · ".join(filter(None, parts)) for parts in cited), read.language

    def _first_way(self) -> None:
        way = self.judging.first() if self.judging is not None else None
        if way is not None:
            way.setFocus()


def _counted(counts: Counter[Verdict]) -> Iterator[str]:
    """How many were left in each way, those of which there are some."""
    said = {
        Verdict.ACCEPTED: n_("{n} accepted", "{n} accepted", counts[Verdict.ACCEPTED]),
        Verdict.ACCEPTED_BEFORE: n_(
            "{n} accepted before the last change",
            "{n} accepted before the last change",
            counts[Verdict.ACCEPTED_BEFORE],
        ),
        Verdict.CHANGES: n_("{n} with changes asked for", "{n} with changes asked for", counts[Verdict.CHANGES]),
        Verdict.CHANGED: n_("{n} changed since", "{n} changed since", counts[Verdict.CHANGED]),
        Verdict.NOT_JUDGED: n_("{n} not judged", "{n} not judged", counts[Verdict.NOT_JUDGED]),
    }
    return (words.format(n=counts[one]) for one, words in said.items() if counts[one])
