"""Any plain document says the same after import and export, wherever its edits go and in whatever order."""

import json
import random
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgi_desktop.domain.fields import FINDING_KINDS, SECTIONS, SOURCE_KINDS, STAGES
from mgi_desktop.domain.text import without_refused
from mgi_desktop.services.exporting import export
from mgi_desktop.services.instruments import named, shipped
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits
from tests.documents import ID, put, small

LOCAL = named("mgi-local", "2026.1", shipped())
LANGUAGES = ("fr", "ar", "pt-BR")

texts = st.text(max_size=20).map(without_refused)
lines = texts.map(lambda text: " ".join(text.split("\n")))
some_line = lines.filter(lambda text: text.strip())
empty_or = st.none() | lines.filter(bool)
dates = st.none() | st.sampled_from(["1998", "2023-05", "2023-05-02"])
keys = st.uuids().map(str)


def translations(**names):
    """Translations with at least one text in each language."""
    texts_of = st.fixed_dictionaries({}, optional=names).filter(bool)
    return st.dictionaries(st.sampled_from(LANGUAGES), texts_of, min_size=1, max_size=2).map(
        lambda found: dict(sorted(found.items()))
    )


files = st.fixed_dictionaries(
    {"name": lines, "sha256": st.integers(0, 2**256 - 1).map("{:064x}".format), "bytes": st.integers(0, 2**53 - 1)}
)
sources = st.lists(
    st.fixed_dictionaries(
        {
            "id": keys,
            "kind": st.sampled_from(SOURCE_KINDS),
            "title": lines,
            "issuer": empty_or,
            "reference": empty_or,
            "date": dates,
            "consulted": dates,
            "link": empty_or,
            "file": st.none() | files,
            "attached": st.none() | st.just("2023-05-03"),
        }
    ),
    max_size=3,
    unique_by=lambda source: source["id"],
)
sections = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from(SECTIONS) | some_line, "title": empty_or, "text": empty_or, "enabled": st.booleans()},
        optional={"translations": translations(title=some_line, text=some_line)},
    ),
    max_size=3,
    unique_by=lambda section: section["key"],
)


def as_exported(named):
    """The sections as they are exported: all of them, where they stand in another order than of themselves."""
    keys = [section["key"] for section in named]
    missing = [{"key": key, "title": None, "text": None} for key in SECTIONS if key not in keys]
    if keys == [key for key in SECTIONS if key in keys]:
        return named
    every = [*named, *missing]
    return named if [section["key"] for section in every] == list(SECTIONS) else every


@st.composite
def documents(draw):
    """A plain document as it is exported."""
    cited = draw(sources)
    names = [source["id"] for source in cited]
    citing = st.lists(st.sampled_from(names), unique=True).map(sorted) if names else st.just([])
    citation = st.fixed_dictionaries({"source": st.sampled_from(names or [""]), "locator": empty_or})
    codes = draw(st.lists(st.sampled_from(list(LOCAL.indicators)), unique=True, max_size=4))
    answers = [
        {
            "indicator": code,
            "value": draw(st.sampled_from([None, "not_applicable", *(c.value for c in LOCAL.indicators[code].scale)])),
            "verify": draw(st.booleans()),
            "justification": draw(texts),
            "citations": draw(st.lists(citation, max_size=3 if names else 0)),
        }
        for code in sorted(codes, key=list(LOCAL.indicators).index)
    ]
    findings = [
        {
            "id": draw(keys),
            "domain": domain.code,
            "kind": kind,
            "text": draw(texts),
            "indicators": draw(st.lists(st.sampled_from(list(LOCAL.indicators)), unique=True, max_size=2).map(sorted)),
            "sources": draw(citing),
            **draw(st.fixed_dictionaries({}, optional={"translations": translations(text=some_line)})),
        }
        for domain in LOCAL.domains
        for kind in FINDING_KINDS
        for _ in range(draw(st.integers(0, 2)))
    ]
    comments = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "id": keys,
                    "on": st.fixed_dictionaries({"kind": st.just("section"), "key": some_line})
                    | st.fixed_dictionaries({"kind": st.just("answer"), "key": st.sampled_from(list(LOCAL.indicators))})
                    | st.fixed_dictionaries(
                        {"kind": st.just("finding"), "key": st.sampled_from([one["id"] for one in findings] or [""])}
                    ).filter(lambda on: on["key"] != ""),
                    "author": lines,
                    "text": texts,
                    "resolved": st.booleans(),
                },
                optional={"answers": keys},
            ),
            max_size=2,
            unique_by=lambda comment: comment["id"],
        )
    )
    changes = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "id": keys,
                    "before": st.none() | st.sampled_from(STAGES),
                    "stage": st.sampled_from(STAGES),
                    "author": lines,
                    "reason": empty_or,
                    "overridden": st.lists(
                        st.from_regex("[a-z0-9_]{1,9}", fullmatch=True), unique=True, max_size=2
                    ).map(sorted),
                }
            ),
            max_size=2,
            unique_by=lambda change: change["id"],
        ).map(lambda made: sorted(made, key=lambda change: change["id"]))
    )
    given = draw(st.dictionaries(st.sampled_from(("1", "2", "3.1", "L4.1.1")), some_line, max_size=3))
    return small(
        id=ID,
        subject={"country": "SLV", "name": draw(some_line), "area": draw(empty_or), "level": "local"},
        title=draw(empty_or),
        round=draw(st.integers(1, 99)),
        follows=draw(st.none() | keys),
        month=draw(st.none() | st.integers(1, 12)),
        stage=draw(st.sampled_from(STAGES)),
        sections=as_exported(draw(sections)),
        answers=[answer for answer in answers if any(answer[name] for name in answer if name != "indicator")],
        sources=cited,
        findings=findings,
        comments=comments,
        **({"stage_changes": changes} if changes else {}),
        **({"parts": [{"place": place, "person": given[place]} for place in sorted(given)]} if given else {}),
        **draw(st.fixed_dictionaries({}, optional={"translations": translations(title=some_line)})),
    )


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(document=documents(), other=documents(), seed=st.integers(0, 9))
def test_a_document_goes_round(document, other, seed):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with closing(open_services(place / "here")) as here, closing(open_services(place / "there")) as there:
            first = here.exchanging.take(put(place / "in.json", document))
            said = written(here, place)
            assert json.loads(said) == document
            assert here.exchanging.take(put(place / "again.json", json.loads(said))).edits == 0
            if here.library.open(ID).published:
                here.stages.reopen(ID, "collecting", "another one comes")
                said = written(here, place)
            here.exchanging.take(put(place / "other.json", other))
            given = list(edits.every(here.journal.read))
            random.Random(seed).shuffle(given)
            with there.database.writing() as connection:
                edits.add(connection, given)
            assert written(there, place) == written(here, place)
            assert there.exchanging.take(put(place / "own.json", json.loads(written(here, place)))).edits == 0
            if other["stage"] == "published":
                assert here.journal.undo(ID) is None
            else:
                here.journal.undo(ID)
                assert written(here, place) == said
            assert first.new


def written(services, place):
    """What a store says, as bytes."""
    export(services.exporting.snapshot(ID), place / "out.json")
    return (place / "out.json").read_bytes()
