"""Sharing: real files from a real store, read back, and searched byte by byte for what must not be in them."""

import json
import zipfile
from contextlib import suppress

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice, choice_of, for_reader
from mgi_desktop.exchange import package, signing
from mgi_desktop.exchange.package import Locked, Secrets
from mgi_desktop.services import identity, sharing
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import batches, edits, imports, local

MINE, OTHERS = "L1.1.2", "L2.1.1"


@pytest.fixture
def share(services, tmp_path):
    """Shares an assessment and returns the path of the file: `share(assessment, what=…, passphrase=…)`."""
    numbers = iter(range(1000))

    def share_one(*assessments, passphrase="", **choice):
        wanted = Choice(**choice)
        materials = [services.sharing.material(one) for one in assessments]
        gathered = services.sharing.gather(materials, wanted)
        shared = sharing.write(gathered, tmp_path / f"out-{next(numbers)}.mgi", passphrase)
        services.sharing.shared(materials, wanted, shared)
        return shared.paths[0] if len(shared.paths) == 1 else shared.paths

    return share_one


@pytest.fixture
def read_back(tmp_path):
    """Reads a file as somebody else's program does."""
    private = tmp_path / "private"
    private.mkdir()

    def read_one(path, **secrets):
        return package.read(path, private, Secrets(**secrets))

    return read_one


@pytest.fixture
def filled(services, assessment):
    """An assessment in which each place says a word of its own, some of it written over or removed since."""
    answering, comments, sources = services.answering, services.comments, services.sources
    for code, word in ((MINE, "mine"), (OTHERS, "others")):
        answering.answer(assessment, code, "yes")
        for text in (f"earlier-{word}", f"standing-{word}"):
            type_in(services, assessment, FieldRef("answer", code, "justification"), text)
        source = sources.add(assessment, {"title": f"source-{word}", "kind": "law"})[0]
        answering.cite(assessment, code, source, f"locator-{word}")
        first, _changed = comments.add(assessment, f"answer/{code}", f"comment-{word}")
        comments.reply(assessment, first, f"reply-{word}")
    sources.add(assessment, {"title": "source-uncited"})
    key = services.findings.add(assessment, "1", "potential", "finding-text")[0]
    type_in(services, assessment, FieldRef("section", "context", "text@es"), "section-text")
    comments.add(assessment, f"finding/{key}", "comment-on-finding")
    resolved, _changed = comments.add(assessment, f"answer/{MINE}", "comment-resolved")
    comments.resolve(assessment, resolved)
    removed, _changed = comments.add(assessment, f"answer/{MINE}", "comment-removed")
    comments.remove(assessment, removed)
    gone = services.findings.add(assessment, "1", "potential", "finding-removed")[0]
    services.findings.remove(assessment, gone)
    return assessment


def type_in(services, assessment, ref, text):
    services.journal.typed(assessment, ref, text)
    services.journal.left(assessment, ref)


def inside(path) -> bytes:
    """Every byte of every entry of a package, unpacked, one after the other."""
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())


def test_a_whole_file_holds_every_edit_and_its_reader_says_the_same(services, filled, share, read_back, tmp_path):
    arrival = read_back(share(filled))
    assert {edit.id for edit in arrival.edits} == {edit.id for edit in edits.shareable(services.journal.read, filled)}
    assert arrival.kind == "whole"
    assert arrival.sender == services.journal.author
    other = open_services(tmp_path / "other")
    with other.database.writing() as connection:
        edits.add(connection, arrival.edits)
    for digest, document in arrival.instruments.items():
        from mgi_desktop.domain.instrument import parse

        other.instruments.keep(parse(json.loads(document), digest), document)
    assert other.library.open(filled).answers == services.library.open(filled).answers
    other.close()


def test_a_part_holds_nothing_outside_it(filled, share, read_back):
    path = share(filled, what="part", indicators=(MINE,))
    data = inside(path)
    for word in ("earlier-mine", "standing-mine", "source-mine", "locator-mine", "comment-mine", "reply-mine"):
        assert word.encode() in data, word
    theirs = [f"{what}-others" for what in ("earlier", "standing", "source", "locator", "comment", "reply")]
    for word in (*theirs, "source-uncited", "finding-text", "section-text", "comment-on-finding", "finding-removed"):
        assert word.encode() not in data, word
    arrival = read_back(path)
    assert arrival.kind == "part"
    assert arrival.part == {filled: (MINE,)}
    assert not any(OTHERS in edit.ref.key for edit in arrival.edits)


def test_a_part_holds_the_assessment_itself_and_the_names_of_those_who_wrote(services, filled, share, read_back):
    services.library.rename_person("Ana")
    arrival = read_back(share(filled, what="part", indicators=(MINE,)))
    values = {edit.ref: edit.value for edit in arrival.edits}
    assert values[FieldRef("assessment", filled, "subject")] == "La Palma"
    assert values[FieldRef("person", services.journal.author, "name")] == "Ana"


def test_people_who_wrote_nothing_in_a_part_are_not_named_in_it(services, filled, share, foreign):
    with services.database.writing() as connection:
        stranger = foreign(filled, FieldRef("person", "name:Zoe", "name"), "Zoe Quinn", author="name:Zoe")
        wrote = foreign(filled, FieldRef("answer", OTHERS, "verify"), True, author="name:Zoe")
        edits.add(connection, [stranger, wrote])
    assert b"Zoe Quinn" not in inside(share(filled, what="part", indicators=(MINE,)))
    assert b"Zoe Quinn" in inside(share(filled, what="part", indicators=(MINE, OTHERS)))


def test_a_review_copy_says_what_stands_and_nothing_of_before(services, filled, share, read_back):
    path = share(filled, what="review")
    data = inside(path)
    for word in ("standing-mine", "standing-others", "finding-text", "section-text", "comment-mine", "source-uncited"):
        assert word.encode() in data, word
    for word in ("earlier-", "comment-removed", "finding-removed"):
        assert word.encode() not in data, word
    heads = {head.id for held in services.library.open(filled).fields.values() for head in held.heads}
    assert {edit.id for edit in read_back(path).edits} <= heads


@pytest.mark.parametrize("choice", [{"what": "part", "indicators": (MINE, "L3.1.1")}, {"what": "review"}])
def test_of_an_edit_that_does_not_travel_no_salt_is_in_the_file(services, share, read_back, choice):
    """The salt stands beside every value and nowhere else: where it is not, the value is not."""
    sample = services.exchanging.sample().assessment
    for code in (MINE, OTHERS):
        for text in ("a first thought", "a second one"):
            type_in(services, sample, FieldRef("answer", code, "justification"), text)
    path = share(sample, **choice)
    data = inside(path)
    going = {edit.id for edit in read_back(path).edits}
    salts = {edit.id: json.loads(edit.body)[0].encode() for edit in edits.shareable(services.journal.read, sample)}
    assert 0 < len(going) < len(salts)
    assert [name for name, salt in salts.items() if (salt in data) != (name in going)] == []


@pytest.mark.parametrize(
    ("comments", "told", "untold"),
    [
        ("all", ["comment-mine", "comment-resolved"], []),
        ("open", ["comment-mine", "reply-mine"], ["comment-resolved"]),
        ("none", [], ["comment-mine", "reply-mine", "comment-resolved", "comment-on-finding"]),
    ],
)
def test_a_review_copy_holds_the_chosen_comments(filled, share, comments, told, untold):
    data = inside(share(filled, what="review", comments=comments))
    assert all(word.encode() in data for word in told)
    assert not any(word.encode() in data for word in untold)


def test_decisions_go_where_comments_go_and_the_newest_alone_into_a_review_copy(services, filled, share):
    services.reviewing.ask(filled, f"answer/{MINE}", "reason-of-before")
    services.reviewing.ask(filled, f"answer/{MINE}", "reason-of-now")
    services.reviewing.ask(filled, f"answer/{OTHERS}", "reason-elsewhere")
    part = inside(share(filled, what="part", indicators=(MINE,)))
    assert [word in part for word in (b"reason-of-now", b"reason-of-before", b"reason-elsewhere")] == [
        True,
        True,
        False,
    ]
    review = inside(share(filled, what="review"))
    assert [word in review for word in (b"reason-of-now", b"reason-of-before", b"reason-elsewhere")] == [
        True, False, True,
    ]  # fmt: skip
    assert b"reason-" not in inside(share(filled, what="review", comments="none"))


def test_whose_part_is_which_goes_along_with_a_part_and_not_with_a_review_copy(services, filled, share, read_back):
    services.parts.assign(filled, ["2"], "name:Zoe Quinn")
    assert b"Zoe Quinn" in inside(share(filled, what="part", indicators=(MINE,)))
    assert b"Zoe Quinn" not in inside(share(filled, what="review"))


def test_what_a_reviewer_writes_over_a_review_copy_joins_without_a_conflict(
    services, filled, share, read_back, foreign
):
    arrival = read_back(share(filled, what="review"))
    ref = FieldRef("answer", MINE, "justification")
    seen_there = next(edit for edit in arrival.edits if edit.ref == ref)
    with services.database.writing() as connection:
        edits.add(connection, [foreign(filled, ref, "better", [seen_there.id])])
    services.library.read_anew()
    read = services.library.open(filled)
    assert read.answer(MINE).justification == "better"
    assert not read.conflicts


def test_an_erased_value_never_travels(services, filled, share):
    ref = FieldRef("answer", MINE, "justification")
    head = services.library.open(filled).held(ref).heads[0].id
    services.erasing.erase(filled, [head], "a name", instead="standing again")
    for choice in ({"what": "whole"}, {"what": "part", "indicators": (MINE,)}, {"what": "review"}):
        assert b"standing-mine" not in inside(share(filled, **choice)), choice


def test_an_erasure_reaches_those_who_have_the_value(services, filled, share, read_back, tmp_path):
    before = read_back(share(filled))
    other = open_services(tmp_path / "other")
    with other.database.writing() as connection:
        edits.add(connection, before.edits)
    head = services.library.open(filled).held(FieldRef("answer", OTHERS, "justification")).heads[0].id
    services.erasing.erase(filled, [head], "why-it-was-erased")
    for choice in (
        {"what": "part", "indicators": (MINE,)},
        {"what": "review"},
        {"what": "part", "indicators": (OTHERS,)},
    ):
        path = share(filled, **choice)
        assert (b"why-it-was-erased" in inside(path)) == (choice.get("indicators") == (OTHERS,))
        with other.database.writing() as connection:
            arrival = read_back(path)
            batches.keep(connection, arrival.batches)
            edits.add(connection, arrival.edits)
        assert edits.by_id(other.journal.read, head).body is None
    other.close()


def test_what_was_set_aside_never_travels(services, filled, share, foreign):
    came = foreign(filled, FieldRef("answer", MINE, "justification"), "came-by-file")
    with services.database.writing() as connection:
        number = imports.begin(connection, "2026-01-01T00:00:00.000Z", "x.mgi", "")
        imports.take(connection, number, [came])
    assert b"came-by-file" in inside(share(filled))
    with services.database.writing() as connection:
        imports.turn(connection, number, aside=True)
    services.library.read_anew()
    for choice in ({"what": "whole"}, {"what": "part", "indicators": (MINE,)}, {"what": "review"}):
        assert b"came-by-file" not in inside(share(filled, **choice)), choice


def test_what_is_being_typed_goes_along(services, filled, share):
    services.journal.typed(filled, FieldRef("answer", MINE, "justification"), "still-typing")
    assert b"still-typing" in inside(share(filled))


def test_own_edits_are_signed_once_and_the_signature_holds_in_every_file(services, filled, share, read_back):
    for choice in ({}, {}, {"what": "part", "indicators": (MINE,)}, {"what": "review"}):
        arrival = read_back(share(filled, **choice))
        listed = {name for batch in arrival.batches for name in batch.edits}
        assert {edit.id for edit in arrival.edits} <= listed
        assert all(signing.holds(one.author, "batch", one.document, one.signature) for one in arrival.batches)
    assert len(batches.of(services.journal.read, filled)) == 1, "nothing new was written, so nothing new is signed"
    services.answering.answer(filled, OTHERS, "no")
    share(filled)
    assert len(batches.of(services.journal.read, filled)) == 2


def test_batches_hold_after_an_erasure(services, filled, share, read_back):
    share(filled)
    head = services.library.open(filled).held(FieldRef("answer", MINE, "justification")).heads[0].id
    services.erasing.erase(filled, [head], "a name")
    arrival = read_back(share(filled))
    assert {edit.id for edit in arrival.edits} <= {name for batch in arrival.batches for name in batch.edits}


def test_batches_of_others_are_relayed_as_they_came(services, filled, share, read_back, foreign, tmp_path):
    pem = identity.key(tmp_path)
    author = signing.author_of(pem)
    edit = foreign(filled, FieldRef("answer", MINE, "verify"), True, author=author)
    elsewhere = foreign(filled, FieldRef("answer", OTHERS, "verify"), True, author=author)
    made = [*package.batches.make(pem, filled, [edit.id]), *package.batches.make(pem, filled, [elsewhere.id])]
    with services.database.writing() as connection:
        edits.add(connection, [edit, elsewhere])
        batches.keep(connection, made)
    part = read_back(share(filled, what="part", indicators=(MINE,)))
    of_author = [batch for batch in part.batches if batch.author == author]
    assert [batch.document for batch in of_author] == [made[0].document], "only what is about the part"
    assert len(read_back(share(filled)).batches) == 3


def test_a_protected_file_cannot_be_read_without_its_secret(services, filled, share, read_back, tmp_path):
    path = share(filled, protection="passphrase", passphrase="correct horse")
    assert path.name.endswith(".mgi.age")
    assert b"standing-mine" not in path.read_bytes()
    for secrets in ({}, {"passphrase": "wrong"}, {"pem": identity.key(services.folder)}):
        with pytest.raises(Locked):
            read_back(path, **secrets)
    assert read_back(path, passphrase="correct horse").edits


def test_a_file_for_chosen_people_opens_for_them_and_its_sender(services, filled, share, read_back, tmp_path):
    (tmp_path / "reader").mkdir()
    (tmp_path / "stranger").mkdir()
    reader, stranger = identity.key(tmp_path / "reader"), identity.key(tmp_path / "stranger")
    path = share(filled, protection="people", people=(signing.author_of(reader),))
    assert read_back(path, pem=reader).edits
    assert read_back(path, pem=identity.key(services.folder)).edits
    with pytest.raises(Locked):
        read_back(path, pem=stranger)


def attach(services, assessment, name, data, title="with a file"):
    key = services.sources.add(assessment, {"title": title})[0]
    file = services.attachments.keep_data(name, data)
    services.sources.attach(assessment, key, file)
    return key, file


def test_attached_files_go_along_or_stay(services, filled, share, read_back):
    _key, file = attach(services, filled, "decree.pdf", b"the decree")
    with_files = read_back(share(filled))
    assert with_files.files[file.sha256]().read() == b"the decree"
    assert not read_back(share(filled, files=False)).files
    assert not read_back(share(filled, what="part", indicators=(MINE,))).files, "nothing in the part cites it"
    assert read_back(share(filled, what="review")).files.keys() == {file.sha256}


def test_an_attached_file_that_was_replaced_goes_only_where_the_history_does(services, filled, share, read_back):
    key, before = attach(services, filled, "first.pdf", b"first")
    now = services.attachments.keep_data("second.pdf", b"second")
    services.sources.attach(filled, key, now)
    assert read_back(share(filled)).files.keys() == {before.sha256, now.sha256}
    path = share(filled, what="review")
    assert read_back(path).files.keys() == {now.sha256}
    assert b"first" not in inside(path)


def test_a_damaged_attached_file_stays_and_is_named(services, filled, tmp_path):
    _key, file = attach(services, filled, "decree.pdf", b"the decree")
    kept = services.folder / "attachments" / file.sha256
    kept.chmod(0o600)
    kept.write_bytes(b"something else")
    shared = sharing.write(
        services.sharing.gather([services.sharing.material(filled)], Choice()), tmp_path / "out.mgi"
    )  # fmt: skip
    assert shared.damaged == ("decree.pdf",)


def test_several_assessments_in_one_file(services, filled, share, read_back):
    other = services.library.create(New("local", "SLV", "Suchitoto", "", 1, 2024, 1, "es")).assessment
    arrival = read_back(share(filled, other))
    assert {edit.assessment for edit in arrival.edits} == {filled, other}


def test_pieces_are_each_small_and_whole_together(services, filled, share, read_back):
    for number in range(6):
        attach(services, filled, f"{number}.bin", bytes([number]) * 400_000, f"source {number}")
    paths = share(filled, most=1)
    assert len(paths) > 2
    assert all(path.stat().st_size <= 1_000_000 for path in paths)
    arrivals = [read_back(path) for path in paths]
    assert {edit.id for one in arrivals for edit in one.edits} == {
        edit.id for edit in edits.shareable(services.journal.read, filled)
    }
    assert len({name for one in arrivals for name in one.files}) == 6


def test_what_the_reader_sees_is_counted_from_what_goes_into_the_file(services, filled, share, read_back):
    attach(services, filled, "decree.pdf", b"the decree")
    material = services.sharing.material(filled)
    whole = for_reader([material], Choice())
    assert (whole.sources, whole.findings, whole.comments, whole.removed, whole.files, whole.bytes) == (
        4, 1, 6, 2, 1, 10,
    )  # fmt: skip
    part = for_reader([material], Choice("part", (MINE,)))
    assert (part.indicators, part.sources, part.findings, part.comments, part.removed, part.files) == (1, 1, 0, 3, 1, 0)
    review = for_reader([material], Choice("review", comments="open"))
    assert (review.sources, review.comments, review.removed, review.files) == (4, 5, 0, 1)
    assert whole.since[:4] == str(services.journal.now().year)
    arrival = read_back(share(filled, what="part", indicators=(MINE,)))
    titles = [edit for edit in arrival.edits if (edit.ref.kind, edit.ref.field) == ("source", "title")]
    assert len(titles) == part.sources


def test_files_that_are_not_here_are_awaited(services, filled, foreign):
    key = next(iter(services.library.open(filled).sources))
    file = {"name": "far.pdf", "sha256": "ab" * 32, "bytes": 5}
    with services.database.writing() as connection:
        edits.add(connection, [foreign(filled, FieldRef("source", key, "file"), file)])
    services.library.read_anew()
    counted = for_reader([services.sharing.material(filled)], Choice())
    assert (counted.files, counted.awaited) == (0, 1)


def test_the_choice_is_remembered_and_no_passphrase_is_kept(services, filled, share):
    chosen = {"what": "part", "indicators": (MINE,), "files": False, "most": 7}
    share(filled, passphrase="correct horse", protection="passphrase", **chosen)
    assert services.sharing.choice(filled) == Choice(protection="passphrase", **chosen)
    assert b"correct horse" not in b"".join(path.read_bytes() for path in services.folder.glob("store.sqlite3*"))


@pytest.mark.parametrize(
    "kept",
    [None, [], {"what": "all", "comments": 3, "most": -1, "indicators": [1, None], "people": None}, {"most": True}],
)
def test_a_choice_that_is_none_is_the_plain_one(kept):
    assert choice_of(kept) == Choice()
    assert choice_of(Choice("review", comments="none", most=5).values) == Choice("review", comments="none", most=5)


def test_when_everything_was_copied_off_is_noted(services, filled, tmp_path):
    away = tmp_path / "Dropbox"  # which is copied elsewhere
    away.mkdir()

    def noted(folder=away, *, those=(filled,), **how):
        materials, choice = [services.sharing.material(one) for one in those], Choice(**how)
        written = sharing.write(services.sharing.gather(materials, choice), folder / "out.mgi")
        services.sharing.shared(materials, choice, written)
        return local.setting(services.journal.read, sharing.COPIED_OFF) is not None

    assert not noted(what="review")
    assert not noted(services.folder), "a copy in the folder of the store is lost with it"
    assert not noted(tmp_path), "a copy on the same disk, too"
    assert not noted(files=False)
    other = services.exchanging.sample().assessment
    assert not noted(), "another assessment is on this laptop alone"
    services.trash.move(other)
    assert not noted(), "what lies in the trash, too"
    services.trash.take_back(other)
    assert noted(those=(filled, other))


def test_ones_own_part_is_what_was_given_else_what_was_answered(services, filled):
    assert set(services.sharing.own_part(filled)) == {MINE, OTHERS}
    services.parts.assign(filled, ["3"], services.journal.author)
    own = services.sharing.own_part(filled)
    assert own
    assert all(code.startswith("L3.") for code in own)


def test_nothing_is_left_where_the_writing_is_cancelled_or_cannot_be_done(services, filled, tmp_path):
    gathered = services.sharing.gather([services.sharing.material(filled)], Choice())
    folder = tmp_path / "target"
    folder.mkdir()
    assert sharing.write(gathered, folder / "out.mgi", cancelled=lambda: True) is None
    with pytest.raises(Refused):
        sharing.write(gathered, folder / "missing" / "out.mgi")
    assert list(folder.iterdir()) == []


def test_an_edit_that_was_altered_in_the_store_is_not_passed_on(services, filled, tmp_path):
    with services.database.writing() as connection:
        connection.execute("UPDATE edit SET body=CAST(replace(body, 'standing', 'standinG') AS BLOB)")
    with suppress(Refused):
        sharing.write(services.sharing.gather([services.sharing.material(filled)], Choice()), tmp_path / "out.mgi")
    assert not (tmp_path / "out.mgi").exists()


def test_a_removal_in_conflict_stays_visible_in_a_review_copy(services, filled, share, read_back, foreign, tmp_path):
    finding = services.library.open(filled).findings[0].key
    seen_then = services.journal.seen(filled, "finding", finding)
    services.findings.remove(filled, finding)
    edited = foreign(filled, FieldRef("finding", finding, "text@es"), "edited-elsewhere", [seen_then[0]])
    with services.database.writing() as connection:
        edits.add(connection, [edited])
    services.library.read_anew()
    assert services.library.open(filled).findings
    arrival = read_back(share(filled, what="review", comments="none"))
    other = open_services(tmp_path / "other")
    with other.database.writing() as connection:
        edits.add(connection, arrival.edits)
    assert [one.key for one in other.library.open(filled).findings] == [finding]
    other.close()


def test_readers_are_those_who_were_met_and_not_blocked(services, tmp_path):
    authors = []
    for number, name in enumerate(("Ana", "Ben", "Eve")):
        folder = tmp_path / str(number)
        folder.mkdir()
        authors.append(signing.author_of(identity.key(folder)))
        services.people.met(authors[-1], name)
    services.people.know(authors[1])
    services.people.block(authors[2])
    assert [person.name for person in services.sharing.readers()] == ["Ben", "Ana"]
