"""Bad plain documents: each is refused with its place, and the store stays as it was."""

import copy
import json

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.store import edits
from tests.documents import ID, LAW, full, put, small

ANSWER = {"indicator": "L1.1.1"}
FINDING = {"domain": "1", "kind": "potential", "text": "T"}
SOURCE = {"id": "s1", "title": "T"}
NOT_A_PLACE = "in.json"


def subject(**changes):
    return {"subject": {"country": "SLV", "name": "X", "level": "local", **changes}}


BAD = {
    "another format": ({"format": "mgi-package"}, NOT_A_PLACE),
    "version as text": ({"version": "1"}, "version"),
    "version as a fraction": ({"version": 1.0}, "version"),
    "version as truth": ({"version": True}, "version"),
    "version none": ({"version": None}, "version"),
    "newer version": ({"version": 2}, "version"),
    "much newer version": ({"version": 10**400}, "version"),
    "unknown instrument": ({"instrument": {"id": "mgi-moon", "version": "1"}}, "instrument"),
    "unknown version of the instrument": ({"instrument": {"id": "mgi-local", "version": "1"}}, "instrument"),
    "instrument as text": ({"instrument": "mgi-local"}, "instrument"),
    "instrument without version": ({"instrument": {"id": "mgi-local"}}, "instrument"),
    "level of another instrument": (subject(level="national"), "subject.level"),
    "unknown level": (subject(level="regional"), "subject.level"),
    "country that does not exist": (subject(country="XXX"), "subject.country"),
    "country in two letters": (subject(country="SV"), "subject.country"),
    "subject without a name": (subject(name=" \n"), "subject.name"),
    "subject as a list": ({"subject": []}, "subject"),
    "id as text": ({"id": "my-id"}, "id"),
    "id in large letters": ({"id": ID.upper()}, "id"),
    "year as a fraction": ({"year": 1.5}, "year"),
    "year as a whole fraction": ({"year": 2023.0}, "year"),
    "year as truth": ({"year": True}, "year"),
    "year as text": ({"year": "2023"}, "year"),
    "year none": ({"year": None}, "year"),
    "year far away": ({"year": 10**4000}, "year"),
    "month 0": ({"month": 0}, "month"),
    "month 13": ({"month": 13}, "month"),
    "round 0": ({"round": 0}, "round"),
    "unknown stage": ({"stage": "done"}, "stage"),
    "language as a word": ({"language": "Español"}, "language"),
    "follows nothing": ({"follows": "last year"}, "follows"),
    "title as a number": ({"title": 7}, "title"),
    "title over the limit": ({"title": "x" * 100_001}, "title"),
    "answers as an object": ({"answers": {}}, "answers"),
    "answer as text": ({"answers": ["yes"]}, "answers[0]"),
    "answer without indicator": ({"answers": [{"value": "a"}]}, "answers[0]"),
    "unknown indicator": ({"answers": [{"indicator": "L9.9.9"}]}, "answers[0].indicator"),
    "indicator of the other instrument": ({"answers": [{"indicator": "N1.1.1"}]}, "answers[0].indicator"),
    "value off the scale": ({"answers": [{**ANSWER, "value": "e"}]}, "answers[0].value"),
    "value of another scale": ({"answers": [ANSWER, {"indicator": "L1.1.2", "value": "a"}]}, "answers[1].value"),
    "value as truth": ({"answers": [{**ANSWER, "value": True}]}, "answers[0].value"),
    "value empty": ({"answers": [{**ANSWER, "value": ""}]}, "answers[0].value"),
    "indicator answered twice": ({"answers": [ANSWER, {"indicator": "L1.1.2"}, ANSWER]}, "answers[2].indicator"),
    "verify as a word": ({"answers": [{**ANSWER, "verify": "yes"}]}, "answers[0].verify"),
    "justification over the limit": (
        {"answers": [{**ANSWER, "justification": "x" * 100_001}]},
        "answers[0].justification",
    ),
    "citation of an unknown source": (
        {"sources": [SOURCE], "answers": [{**ANSWER, "citations": [{"source": "s1"}, {"source": "s2"}]}]},
        "answers[0].citations[1].source",
    ),
    "citation of a source that is deleted here": (
        {"sources": [{"id": LAW, "deleted": True}], "answers": [{**ANSWER, "citations": [{"source": LAW}]}]},
        "answers[0].citations[0].source",
    ),
    "citation without a source": (
        {"answers": [{**ANSWER, "citations": [{"locator": "5"}]}]},
        "answers[0].citations[0]",
    ),
    "source without a title": ({"sources": [{"id": "s1"}]}, "sources[0]"),
    "source without an id": ({"sources": [{"title": "T"}]}, "sources[0]"),
    "source with an empty id": ({"sources": [{"id": "", "title": "T"}]}, "sources[0].id"),
    "source twice": ({"sources": [SOURCE, SOURCE]}, "sources[1].id"),
    "unknown kind of source": ({"sources": [{**SOURCE, "kind": "book"}]}, "sources[0].kind"),
    "day that does not exist": ({"sources": [{**SOURCE, "date": "2023-02-30"}]}, "sources[0].date"),
    "date in other digits": ({"sources": [{**SOURCE, "date": "٢٠٢٣"}]}, "sources[0].date"),
    "file without a hash": ({"sources": [{**SOURCE, "file": {"name": "a"}}]}, "sources[0].file"),
    "file with a wrong hash": (
        {"sources": [{**SOURCE, "file": {"name": "a", "sha256": "x", "bytes": 1}}]},
        "sources[0].file.sha256",
    ),
    "file of a negative size": (
        {"sources": [{**SOURCE, "file": {"name": "a", "sha256": "0" * 64, "bytes": -1}}]},
        "sources[0].file.bytes",
    ),
    "unknown domain": ({"findings": [{**FINDING, "domain": "7"}]}, "findings[0].domain"),
    "unknown kind of finding": ({"findings": [FINDING, {**FINDING, "kind": "good"}]}, "findings[1].kind"),
    "finding without text": ({"findings": [{"domain": "1", "kind": "potential"}]}, "findings[0]"),
    "finding of an unknown indicator": (
        {"findings": [{**FINDING, "indicators": ["L1.1.1", "L0"]}]},
        "findings[0].indicators[1]",
    ),
    "finding of an unknown source": ({"findings": [{**FINDING, "sources": ["s9"]}]}, "findings[0].sources[0]"),
    "finding twice": ({"findings": [{**FINDING, "id": ID}, {**FINDING, "id": ID}]}, "findings[1].id"),
    "deletion without an id": ({"findings": [{"deleted": True}]}, "findings[0]"),
    "section without a key": ({"sections": [{"text": "T"}]}, "sections[0]"),
    "section twice": ({"sections": [{"key": "annexes"}, {"key": "annexes"}]}, "sections[1].key"),
    "comment on nothing": ({"comments": [{"text": "T"}]}, "comments[0]"),
    "comment on an unknown kind": (
        {"comments": [{"text": "T", "on": {"kind": "x", "key": "y"}}]},
        "comments[0].on.kind",
    ),
    "comment on an unknown indicator": (
        {"comments": [{"text": "T", "on": {"kind": "answer", "key": "L0"}}]},
        "comments[0].on.key",
    ),
    "comment at no time": (
        {"comments": [{"text": "T", "on": {"kind": "answer", "key": "L1.1.1"}, "at": "yesterday"}]},
        "comments[0].at",
    ),
    "translation in no language": ({"translations": {"French": {"title": "T"}}}, "translations.French"),
    "translation in the main language": ({"translations": {"es": {"title": "T"}}}, "translations.es"),
    "NUL in a text": ({"findings": [{**FINDING, "text": "a\0b"}]}, "findings[0].text"),
    "lone surrogate in a text": ({"findings": [{**FINDING, "text": "a\ud800b"}]}, "findings[0].text"),
    "escape of a terminal in a text": ({"title": "\x1b[2J"}, "title"),
    "noncharacter in a text": ({"title": "\ufffe"}, "title"),
    "lone surrogate as a name": ({"sections": [{"key": "\udfff"}]}, "sections[0].key"),
    "NUL in a key": ({"mood\0": 1}, "document"),
    "lone surrogate in a key": (subject(**{"\ud800": 1}), "subject"),
    "lone surrogate in a key of translations": ({"translations": {"\ud800": {}}}, "translations.�"),
}

BYTES = {
    "nothing": b"",
    "not JSON": b"Dear colleagues,",
    "half a document": json.dumps(full()).encode()[:900],
    "two documents": json.dumps(small()).encode() * 2,
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "not UTF-8": json.dumps(small(title="é"), ensure_ascii=False).encode("latin-1"),
    "UTF-16": json.dumps(small()).encode("utf-16"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "NaN": json.dumps(small(year=float("nan"))).encode(),
    "Infinity": json.dumps(small(year=float("inf"))).encode(),
    "beyond infinity": json.dumps(small()).replace("2023", "1e999").encode(),
    "a key twice": json.dumps(small()).replace('"year"', '"year": 2020, "year"').encode(),
    "a key twice in what nobody knows": json.dumps(small(mood={"a": 1})).replace('"a": 1', '"a": 1, "a": 2').encode(),
    "a number of 5,000 digits": json.dumps(small()).replace("2023", "9" * 5000).encode(),
    "100,000 lists deep": b'{"format": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "100,000 objects deep": b'{"a": ' * 100_000 + b"1" + b"}" * 100_000,
    "a raw control character": json.dumps(small()).replace("Claro", "Cla\tro").encode(),
}


@pytest.fixture
def unchanged(services):
    """Gives a refusal, and fails where the store is not what it was."""
    before = list(edits.every(services.journal.read))

    def refusal(path):
        with pytest.raises(Refused) as refused:
            services.exchanging.take(path)
        assert list(edits.every(services.journal.read)) == before
        assert services.library.entries() == []
        sentence = str(refused.value)
        assert "\n" not in sentence
        assert len(sentence) < 2000
        assert sentence.isprintable()
        return refused.value

    return refusal


@pytest.mark.parametrize(("change", "place"), BAD.values(), ids=BAD)
def test_a_wrong_value_is_refused_with_its_place(unchanged, tmp_path, change, place):
    path = tmp_path / "in.json"
    path.write_text(json.dumps(small(**change)), encoding="utf-8")
    where = unchanged(path).where
    assert where == (place if place == NOT_A_PLACE else f"in.json: {place}")


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_what_is_no_document_is_refused(unchanged, tmp_path, data):
    path = tmp_path / "in.json"
    path.write_bytes(data)
    assert unchanged(path).where.startswith("in.json")


@pytest.mark.parametrize("missing", ["format", "version", "instrument", "subject", "year", "language"])
def test_what_is_missing_is_named(unchanged, tmp_path, missing):
    document = small()
    del document[missing]
    assert missing in str(unchanged(put(tmp_path / "in.json", document)))


def test_a_bom_is_no_reason_to_refuse(services, tmp_path):
    (tmp_path / "in.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(small()).encode())
    assert services.exchanging.take(tmp_path / "in.json").new


def nodes(value, place=()):
    """Every place in a document."""
    yield place
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from nodes(member, (*place, name))


def replaced(document, place, value):
    """The document with another value in one place."""
    if not place:
        return value
    changed = copy.deepcopy(document)
    holder = changed
    for name in place[:-1]:
        holder = holder[name]
    holder[place[-1]] = value
    return changed


@pytest.mark.parametrize("place", list(nodes(full())), ids=lambda place: ".".join(map(str, place)) or "document")
def test_any_value_in_any_place_is_taken_or_refused(services, tmp_path, place):
    """Whatever stands in the place of a value: it is taken, and taken again without an edit, or it is refused."""
    for value in (None, [], {}, 1.5, "", True, 0, -1, "x", [None], {"a": []}, [[]], [{}]):
        document = replaced(full(), place, value)
        taken = taken_or_refused(services, put(tmp_path / "in.json", document))
        if taken:
            document["id"] = taken.assessment
            assert services.exchanging.take(put(tmp_path / "in.json", document)).edits == 0
            services.journal.undo("")


def taken_or_refused(services, path):
    try:
        return services.exchanging.take(path)
    except Refused:
        return None
