"""On the walk: findings, the sections of the profile, and comments."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sections import is_own, sections

from .desk import CODES, LANGUAGES, TEXTS, Desk

KINDS = st.sampled_from(["well_developed", "potential"])


class Findings(Desk):
    """What is done with the two lists of a domain."""

    @rule(kind=KINDS, text=TEXTS)
    def add_finding(self, kind, text):
        self.do(lambda: self.services.findings.add(self.here, "1", kind, text))

    @rule()
    def accept(self):
        self.leave_all()
        suggested = self.services.findings.suggestions(self.read)
        if suggested:
            self.do(lambda: self.services.findings.accept(self.here, suggested[0]))

    @rule(data=st.data(), language=LANGUAGES, text=TEXTS)
    def write_finding(self, data, language, text):
        finding = self.a_finding(data)
        if finding:
            self.type(FieldRef("finding", finding, f"text@{language}"), text)

    @rule(data=st.data(), kind=KINDS)
    def move_finding(self, data, kind):
        finding = self.a_finding(data)
        if finding:
            domain = next(one.domain for one in self.read.findings if one.key == finding)
            after = self.pick(data, [None, *(one.key for one in self.read.findings_of(domain, kind))])
            self.do(lambda: self.services.findings.move(self.here, finding, kind, after), leave=False)

    @rule(data=st.data(), code=CODES, flag=st.booleans())
    def rest_on(self, data, code, flag):
        finding = self.a_finding(data)
        if finding:
            self.do(lambda: self.services.findings.rest_on(self.here, finding, code, flag), leave=False)

    @rule(data=st.data(), flag=st.booleans())
    def name_source(self, data, flag):
        finding, source = self.a_finding(data), self.pick(data, self.read.sources)
        if finding and source:
            self.do(lambda: self.services.findings.cite(self.here, finding, source, flag), leave=False)

    @rule(data=st.data())
    def remove_finding(self, data):
        finding = self.a_finding(data)
        if finding:
            self.do(lambda: self.services.findings.remove(self.here, finding))

    def a_finding(self, data):
        return self.pick(data, [one.key for one in self.read.findings])


class Sections(Desk):
    """What is done with the parts of the written profile."""

    @rule(data=st.data(), on=st.booleans())
    def switch(self, data, on):
        key = self.a_section(data)
        self.do(lambda: self.services.sections.switch(self.here, key, on))

    @rule(data=st.data(), language=LANGUAGES, title=st.sampled_from(["", "Presentación"]))
    def rename(self, data, language, title):
        key = self.a_section(data)
        self.do(lambda: self.services.sections.rename(self.here, key, language, title))

    @rule(data=st.data(), language=LANGUAGES, text=TEXTS)
    def write_section(self, data, language, text):
        self.type(FieldRef("section", self.a_section(data), f"text@{language}"), text)

    @rule(data=st.data(), language=LANGUAGES)
    def back_to_own_text(self, data, language):
        key = self.a_section(data)
        self.do(lambda: self.services.sections.back_to_own_text(self.here, key, language))

    @rule(data=st.data())
    def move_section(self, data):
        key, after = self.a_section(data), self.pick(data, [None, *(one.key for one in sections(self.read))])
        if key != after:
            self.do(lambda: self.services.sections.move(self.here, key, after))

    @rule()
    def add_section(self):
        self.do(lambda: self.services.sections.add(self.here, "Metodología"))

    @rule(data=st.data())
    def remove_section(self, data):
        key = self.pick(data, [one.key for one in sections(self.read) if is_own(one.key)])
        if key:
            self.do(lambda: self.services.sections.remove(self.here, key))

    def a_section(self, data):
        """One of few, so that the same is come to again."""
        own = [one.key for one in sections(self.read) if is_own(one.key)]
        return self.pick(data, ["introduction", "context", *own])


class Comments(Desk):
    """What is said about things."""

    @rule(data=st.data(), text=st.sampled_from(["¿Seguro?", "Falta la fuente."]))
    def comment(self, data, text):
        findings = [f"finding/{one.key}" for one in self.read.findings]
        on = self.pick(data, ["answer/L1.1.1", "section/introduction", *findings])
        self.send(on, lambda: self.services.comments.add(self.here, on, text))

    @rule(data=st.data(), text=st.sampled_from(["Sí.", "No."]))
    def reply(self, data, text):
        key = self.a_thread(data)
        if key:
            self.send(f"comment/{key}", lambda: self.services.comments.reply(self.here, key, text))

    @rule(data=st.data(), text=TEXTS)
    def write_on_without_sending(self, data, text):
        key = self.a_thread(data)
        on = f"comment/{key}" if key else "answer/L1.1.1"
        self.services.comments.keep_unsent(self.here, on, text)
        self.unsent[self.here, on] = text
        self.nothing_else_changed()

    @rule(data=st.data(), flag=st.booleans())
    def resolve(self, data, flag):
        key = self.a_thread(data)
        if key:
            self.do(lambda: self.services.comments.resolve(self.here, key, flag))

    @rule(data=st.data(), text=TEXTS)
    def write_comment_anew(self, data, text):
        comments = self.services.comments
        key = self.pick(data, [one.key for one in self.read.comments if comments.own(one)])
        if key:
            self.type(FieldRef("comment", key, "text"), text)

    @rule(data=st.data())
    def remove_comment(self, data):
        key = self.pick(data, [one.key for one in self.read.comments])
        if key:
            self.do(lambda: self.services.comments.remove(self.here, key))

    def send(self, on, deed):
        """What is sent is unsent no longer, and stays so when it is undone."""
        self.leave_all()
        if not self.track.now.published:
            self.unsent[self.here, on] = ""
        self.do(deed)

    def a_thread(self, data):
        return self.pick(data, [thread.first.key for held in self.read.threads.values() for thread in held])
