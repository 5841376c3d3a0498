"""ZIP files that are not what they seem."""

import struct
import zlib

from tests.hostile.corpus import hostile
from tests.packages import Raw, contents, good, raw_zip, raws, sealed, zipped


def first(**changes):
    """A good package, the first entry of which is changed."""
    entries = raws()
    for name, value in changes.items():
        setattr(entries[0], name, value)
    return raw_zip(entries)


@hostile
def nothing():
    return b""


@hostile
def text():
    return b"Dear colleague, please find the package attached."


@hostile
def only_the_beginning():
    return b"PK\x03\x04"


@hostile
def empty_archive():
    return raw_zip([])


@hostile
def workbook():
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


@hostile
def cut_in_the_end():
    return good()[:-1]


@hostile
def cut_in_the_directory():
    return good()[:-200]


@hostile
def cut_in_the_middle():
    return good()[: len(good()) // 2]


@hostile
def first_byte_missing():
    return good()[1:]


@hostile
def bytes_after_the_end():
    return good() + b"\n"


@hostile
def program_before_the_beginning():
    return b"#!/bin/sh\necho harm\nexit\n" + good()


@hostile
def page_and_archive_in_one():
    return b"%PDF-1.7\n" + b"x" * 100 + good()


@hostile
def program_in_front_with_offsets_that_fit():
    return raw_zip(raws(), before=b"MZ" + bytes(500))


@hostile
def comment_at_the_end():
    return raw_zip(raws(), comment=b"harm")


@hostile
def second_end_in_the_comment():
    end = good()[-22:]
    return raw_zip(raws(), comment=end)


@hostile
def comment_longer_than_the_file():
    return raw_zip(raws(), comment_length=500)


@hostile
def another_archive_behind():
    return good() + zipped({"a": b"b"})


@hostile
def two_archives_with_one_directory_hidden():
    hidden = zipped({"mimetype": b"x"})
    return raw_zip(raws(), before=hidden)


@hostile
def gap_between_entries():
    entries = raws()
    entries[1].after = b"hidden"
    return raw_zip(entries)


@hostile
def gap_before_the_directory():
    entries = raws()
    entries[-1].after = bytes(40)
    return raw_zip(entries)


@hostile
def gap_before_the_end():
    return raw_zip(raws(), between=b"hidden")


@hostile
def two_entries_at_one_place():
    entries = raws()
    return raw_zip([*entries, Raw(entries[1].name + b"2", b"", 0, b"", central={"offset": 0})])


@hostile
def entries_that_overlap():
    """One entry begins within the bytes of another, quoted so that both look right."""
    inner = Raw(b"attachments/" + b"0" * 64, b"x" * 100, 0)
    head, packed, _line = inner.headers(0)
    outer = Raw(b"README.html", head + packed, 0)
    offset = 30 + len(outer.name)
    hidden = Raw(inner.name, inner.data, 0, b"", central={"offset": offset, "packed": 100})
    return raw_zip([outer, hidden, *raws()])


@hostile
def directory_named_as_an_entry():
    entries = raws()
    entries[0].central["packed"] = 10_000
    return raw_zip(entries)


@hostile
def entry_beyond_the_file():
    return first(central={"offset": 2**31})


@hostile
def entry_at_the_last_offset():
    return first(central={"offset": 2**32 - 1})


@hostile
def fewer_entries_counted():
    count = len(raws())
    return raw_zip(raws(), here=count - 1, count=count - 1)


@hostile
def more_entries_counted():
    count = len(raws())
    return raw_zip(raws(), here=count + 1, count=count + 1)


@hostile
def counts_that_differ():
    return raw_zip(raws(), here=1)


@hostile
def sixty_thousand_entries_counted():
    return raw_zip(raws(), here=60_000, count=60_000)


@hostile
def sixty_thousand_entries():
    return raw_zip(Raw(b"%d" % number, b"", 0) for number in range(60_000))


@hostile
def directory_longer_than_the_file():
    return raw_zip(raws(), length=2**31)


@hostile
def directory_before_the_file():
    return raw_zip(raws(), start=2**32 - 100)


@hostile
def directory_within_an_entry():
    return raw_zip(raws(), start=30)


@hostile
def second_disk():
    return raw_zip(raws(), disk=1)


@hostile
def directory_on_another_disk():
    return raw_zip(raws(), first=1)


@hostile
def entry_on_another_disk():
    return first(central={"disk": 7})


@hostile
def zip64_end():
    """The end says “see there”, and there stand other numbers."""
    there = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 46, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    return raw_zip(raws(), between=there + locator, here=0xFFFF, count=0xFFFF, length=2**32 - 1, start=2**32 - 1)


@hostile
def zip64_end_beside_small_numbers():
    there = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 46, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    return raw_zip(raws(), between=there + locator)


@hostile
def zip64_sizes():
    extra = struct.pack("<2H3Q", 1, 24, 2**60, 2**60, 0)
    return first(central={"size": 2**32 - 1, "packed": 2**32 - 1, "extra": extra})


@hostile
def zip64_sizes_in_one_header_only():
    extra = struct.pack("<2H2Q", 1, 16, 39, 39)
    return first(local={"size": 2**32 - 1, "packed": 2**32 - 1, "extra": extra})


@hostile
def headers_with_other_names():
    return first(local={"name": b"mimetypo"})


@hostile
def headers_with_longer_names():
    return first(local={"name": b"mimetype/../../harm"})


@hostile
def headers_with_other_methods():
    return first(local={"method": 0})


@hostile
def headers_with_other_flags():
    return first(local={"flags": 0x800})


@hostile
def headers_with_other_sizes():
    return first(local={"size": 5})


@hostile
def headers_with_other_packed_sizes():
    return first(local={"packed": 5})


@hostile
def headers_with_other_sums():
    return first(local={"crc": 5})


@hostile
def no_header_before_the_bytes():
    return first(local={"mark": b"PK\x07\x08"})


@hostile
def no_mark_in_the_directory():
    return first(central={"mark": b"PK\x01\x01"})


@hostile
def packed_with_a_password():
    return first(local={"flags": 1}, central={"flags": 1})


@hostile
def packed_with_strong_encryption():
    return first(local={"flags": 0x41}, central={"flags": 0x41})


@hostile
def headers_that_are_masked():
    return first(local={"flags": 0x2000}, central={"flags": 0x2000})


@hostile
def packed_by_deflate64():
    return first(method=9)


@hostile
def packed_by_bzip2():
    return first(method=12)


@hostile
def packed_by_nothing_known():
    return first(method=99)


@hostile
def stored_in_two_sizes():
    return first(method=0, local={"size": 3}, central={"size": 3})


@hostile
def packed_bytes_are_noise():
    return first(packed=bytes(range(200, 255)))


@hostile
def packed_bytes_are_cut():
    packing = zlib.compressobj(wbits=-15)
    entries = raws()
    packed = packing.compress(entries[0].data) + packing.flush()
    entries[0].packed = packed[:-4]
    return raw_zip(entries)


@hostile
def packed_bytes_go_on():
    packing = zlib.compressobj(wbits=-15)
    entries = raws()
    entries[0].packed = packing.compress(entries[0].data) + packing.flush() + b"hidden"
    return raw_zip(entries)


@hostile
def more_than_it_says():
    entries = raws()
    return raw_zip(
        [*entries[:-2], Raw(entries[-2].name, entries[-2].data, local={"size": 5}, central={"size": 5}), entries[-1]]
    )


@hostile
def less_than_it_says():
    entries = raws()
    last = entries[-2]
    return raw_zip(
        [*entries[:-2], Raw(last.name, last.data, local={"size": 9999}, central={"size": 9999}), entries[-1]]
    )


@hostile
def readme_of_a_gigabyte_in_a_few_bytes():
    parts = {**contents(), "README.html": bytes(64 * 1024**2)}
    return zipped(sealed(parts))


@hostile
def mark_of_many_megabytes():
    return zipped(sealed({**contents(), "mimetype": bytes(32 * 1024**2)}))


@hostile
def sizes_of_nothing():
    return first(local={"size": 0, "packed": 0}, central={"size": 0, "packed": 0})


@hostile
def noise_with_an_end():
    return bytes(range(256)) * 40 + good()[-22:]


@hostile
def directory_of_noise():
    data = good()
    start = data.index(b"PK\x01\x02")
    return data[:start] + bytes(len(data) - start - 22) + data[-22:]
