"""Names of entries that lead elsewhere, stand twice, or are no files."""

from tests.hostile.corpus import hostile
from tests.packages import Raw, contents, raw_zip, raws, sealed

_LINK, _PIPE, _DEVICE, _SOCKET = 0o120777, 0o010644, 0o020644, 0o140644


def with_name(name, data=b"harm", **changes):
    """A good package and one entry more."""
    return raw_zip([*raws(), Raw(name, data, 0, **changes)])


@hostile
def unlisted():
    return with_name(b"notes.txt")


@hostile
def unlisted_edits():
    return with_name(b"edits/" + b"0" * 64 + b".jsonl")


@hostile
def unlisted_attachment():
    return with_name(b"attachments/" + b"0" * 64)


@hostile
def up_and_away():
    return with_name(b"../../../../tmp/harm")


@hostile
def up_within():
    return with_name(b"attachments/../../harm")


@hostile
def from_the_root():
    return with_name(b"/etc/passwd")


@hostile
def two_slashes():
    return with_name(b"//server/share/harm")


@hostile
def backwards():
    return with_name(b"..\\..\\harm.exe")


@hostile
def drive():
    return with_name(b"C:\\Windows\\harm.exe")


@hostile
def stream_of_a_file():
    return with_name(b"README.html:harm")


@hostile
def device_name():
    return with_name(b"CON")


@hostile
def nameless():
    return with_name(b"")


@hostile
def zero_byte():
    return with_name(b"manifest.json\x00.txt")


@hostile
def line_end_in_name():
    return with_name(b"a\nb")


@hostile
def turned_round():
    return with_name("harm\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe".encode())


@hostile
def no_text():
    return with_name(b"\xff\xfe\xfd")


@hostile
def longest():
    return with_name(b"a" * 60_000)


@hostile
def deepest():
    return with_name(b"a/" * 20_000 + b"b")


@hostile
def hidden_file():
    return with_name(b".hidden")


@hostile
def almost_ignored():
    return with_name(b"MACOSX/harm")


@hostile
def almost_left_behind():
    return with_name(b"DS_Store")


@hostile
def twin_manifest():
    return raw_zip([*raws(), Raw(b"manifest.json", b"{}", 0)])


@hostile
def twin_manifest_in_front():
    return raw_zip([Raw(b"manifest.json", b"{}", 0), *raws()])


@hostile
def twin_edits():
    entries = raws()
    again = next(entry for entry in entries if entry.name.startswith(b"edits/"))
    return raw_zip([*entries, Raw(again.name, again.data)])


@hostile
def twin_in_other_case():
    return with_name(b"MANIFEST.JSON")


@hostile
def twin_in_another_form():
    """Two names that some systems take for one: composed and decomposed."""
    return raw_zip([*raws(), Raw("é".encode(), b"", 0), Raw("e\N{COMBINING ACUTE ACCENT}".encode(), b"", 0)])


@hostile
def twin_with_a_dot():
    return with_name(b"manifest.json.")


@hostile
def twin_with_a_blank():
    return with_name(b"manifest.json ")


@hostile
def twin_under_a_dot():
    return with_name(b"./manifest.json")


@hostile
def twin_in_a_folder():
    return with_name(b"package/manifest.json")


@hostile
def link():
    entries = raws()
    entries[1].central = {"made_by": 3 << 8 | 20, "external": _LINK << 16}
    return raw_zip(entries)


@hostile
def link_to_the_password_file():
    return with_name(b"README2.html", b"/etc/passwd", central={"made_by": 3 << 8 | 20, "external": _LINK << 16})


@hostile
def link_that_is_ignored():
    return with_name(b"__MACOSX/link", b"/etc/passwd", central={"made_by": 3 << 8 | 20, "external": _LINK << 16})


@hostile
def pipe():
    return with_name(b"pipe", b"", central={"made_by": 3 << 8, "external": _PIPE << 16})


@hostile
def device():
    return with_name(b"device", b"", central={"made_by": 3 << 8, "external": _DEVICE << 16})


@hostile
def socket():
    return with_name(b"socket", b"", central={"made_by": 19 << 8, "external": _SOCKET << 16})


@hostile
def every_part_in_two_folders():
    parts = sealed(contents())
    half = len(parts) // 2
    return raw_zip(
        Raw(b"ab"[place < half :][:1] + b"/" + name.encode(), data) for place, (name, data) in enumerate(parts.items())
    )


@hostile
def every_part_two_folders_deep():
    return raw_zip(Raw(b"a/b/" + name.encode(), data) for name, data in sealed(contents()).items())
