"""On the walk: answers, citations and sources with their files."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from mgi_desktop.domain.edits import FieldRef

from .desk import CODES, TEXTS, Desk

LOCATORS = st.sampled_from(["", "art. 5", "p. 3"])
TITLES = st.sampled_from(["Ley 155", "Plan", "Acta"])


class Answers(Desk):
    """What is done in a card."""

    @rule(code=CODES, place=st.integers(-1, 4))
    def answer(self, code, place):
        indicator = self.services.library.questionnaire(self.here).indicators.get(code)
        scale = [choice.value for choice in indicator.scale] if indicator else ["yes"]
        values = ["not_applicable", *scale, None]
        value = values[place % len(values)]
        self.do(
            lambda: self.services.answering.answer(self.here, code, value), leave=False, may_refuse=indicator is None
        )

    @rule(code=CODES, flag=st.booleans())
    def verify(self, code, flag):
        self.do(lambda: self.services.answering.verify(self.here, code, flag), leave=False)

    @rule(code=CODES, flag=st.booleans())
    def set_aside(self, code, flag):
        self.do(lambda: self.services.findings.set_aside(self.here, code, flag), leave=False)

    @rule(code=CODES, text=TEXTS)
    def justify(self, code, text):
        self.type(FieldRef("answer", code, "justification"), text)

    @rule()
    def leave(self):
        self.leave_all()

    @rule(data=st.data(), code=CODES, locator=LOCATORS)
    def cite(self, data, code, locator):
        source = self.pick(data, self.read.sources)
        asked = code in self.services.library.questionnaire(self.here).indicators
        if source and asked:
            self.do(lambda: self.services.answering.cite(self.here, code, source, locator), leave=False)

    @rule(code=CODES, locator=LOCATORS, title=TITLES)
    def add_and_cite(self, code, locator, title):
        asked = code in self.services.library.questionnaire(self.here).indicators
        self.do(
            lambda: self.services.answering.add_and_cite(self.here, code, {"title": title}, locator),
            leave=False,
            may_refuse=not asked,
        )

    @rule(data=st.data(), locator=LOCATORS, away=st.booleans())
    def change_a_citation(self, data, locator, away):
        cited = self.pick(data, [one.key for answer in self.read.answers.values() for one in answer.citations])
        answering = self.services.answering
        if cited and away:
            self.do(lambda: answering.uncite(self.here, cited))
        elif cited:
            self.do(lambda: answering.relocate(self.here, cited, locator))


class Sources(Desk):
    """What is done with sources."""

    @rule(title=TITLES)
    def add_source(self, title):
        self.do(lambda: self.services.sources.add(self.here, {"title": title, "kind": "law", "date": "2014"}))

    @rule(data=st.data(), title=TITLES, link=st.sampled_from(["", "https://example.org"]))
    def change_source(self, data, title, link):
        source = self.pick(data, self.read.sources)
        if source:
            self.do(lambda: self.services.sources.change(self.here, source, {"title": title, "link": link}))

    @rule(data=st.data(), taken=st.sampled_from([(), ("title",), ("title", "file")]))
    def merge_sources(self, data, taken):
        kept, gone = self.pick(data, self.read.sources), self.pick(data, self.read.sources)
        if kept != gone:
            self.do(lambda: self.services.sources.merge(self.here, kept, gone, taken), may_refuse=True)

    @rule(data=st.data(), text=st.sampled_from([b"one", b"two"]))
    def attach(self, data, text):
        source = self.pick(data, self.read.sources)
        if source and not self.track.now.published:
            file = self.services.attachments.keep_data("plan.txt", text)
            self.do(lambda: self.services.sources.attach(self.here, source, file))

    @rule(data=st.data())
    def detach(self, data):
        source = self.pick(data, self.read.sources)
        if source:
            self.do(lambda: self.services.sources.detach(self.here, source))

    @rule()
    def add_files(self):
        if not self.track.now.published:
            files = [self.services.attachments.keep_data(f"{name}.txt", name.encode()) for name in ("a", "b")]
            self.do(lambda: self.services.sources.add_files(self.here, files))

    @rule(data=st.data())
    def remove_source(self, data):
        source = self.pick(data, self.read.sources)
        if source:
            self.do(lambda: self.services.sources.remove(self.here, source))
