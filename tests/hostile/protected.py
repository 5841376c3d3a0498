"""Protected files that are cut, altered, for somebody else, or take too much to open."""

import base64
import io
from functools import cache

import pyrage

from mgi_desktop.exchange import age
from tests.hostile.corpus import hostile
from tests.packages import OTHER_PEM, PEM, good

PASSPHRASE = "geheim"


@cache
def sound():
    """A good package, protected by the passphrase that the tests type."""
    made = io.BytesIO()
    age.encrypt(io.BytesIO(good()), made, PASSPHRASE)
    return made.getvalue()


def recipient(pem):
    from mgi_desktop.exchange.protection import _recipient
    from mgi_desktop.exchange.signing import author_of

    return _recipient(author_of(pem))


@cache
def for_me():
    return pyrage.encrypt(good(), [recipient(PEM)])


def header():
    return sound()[: sound().index(b"\n---") + 1]


@hostile
def protected_beginning_only():
    return b"age-encryption.org/v1\n"


@hostile
def protected_for_nobody():
    return b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n" + bytes(100)


@hostile
def protected_by_an_unknown_way():
    return b"age-encryption.org/v1\n-> rot13 abc\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n" + bytes(100)


@hostile
def protected_of_a_newer_version():
    return sound().replace(b"/v1", b"/v2", 1)


@hostile
def protected_cut_in_the_header():
    return sound()[:60]


@hostile
def protected_cut_after_the_header():
    return sound()[: sound().index(b"\n---") + 49]


@hostile
def protected_cut_in_the_nonce():
    return sound()[: sound().index(b"\n---") + 60]


@hostile
def protected_cut_in_the_middle():
    return sound()[: len(sound()) // 2]


@hostile
def protected_cut_at_the_end():
    return sound()[:-1]


@hostile
def protected_with_bytes_behind():
    return sound() + b"x"


@hostile
def protected_twice_in_one_file():
    return sound() + sound()


@hostile
def protected_and_altered():
    data = bytearray(sound())
    data[-100] ^= 1
    return bytes(data)


@hostile
def protected_with_an_altered_sum():
    place = sound().index(b"\n---") + 10
    data = bytearray(sound())
    data[place] = data[place] ^ 1 if data[place] not in b"AZaz09+/" else ord("B")
    return bytes(data)


@hostile
def protected_with_an_altered_salt():
    return sound().replace(b"-> scrypt ", b"-> scrypt A", 1)


@hostile
def protected_by_another_passphrase():
    made = io.BytesIO()
    age.encrypt(io.BytesIO(good()), made, "other")
    return made.getvalue()


@hostile
def protected_by_the_work_of_years():
    return sound().replace(b" 17\n", b" 63\n", 1)


@hostile
def protected_by_more_memory_than_there_is():
    return sound().replace(b" 17\n", b" 25\n", 1)


@hostile
def protected_by_work_of_many_digits():
    return sound().replace(b" 17\n", b" 99999999\n", 1)


@hostile
def protected_by_negative_work():
    return sound().replace(b" 17\n", b" -1\n", 1)


@hostile
def protected_by_no_work():
    return sound().replace(b" 17\n", b" 0\n", 1)


@hostile
def protected_by_two_ways():
    """A passphrase stands alone: beside it, somebody else would read what only one should."""
    more = for_me().split(b"\n", 1)[1].split(b"--- ")[0]
    return header() + more + sound()[len(header()) :]


@hostile
def protected_with_an_endless_header():
    return b"age-encryption.org/v1\n" + b"-> x y\nAAAA\n" * 300_000


@hostile
def protected_with_one_endless_line():
    return b"age-encryption.org/v1\n-> scrypt " + b"A" * 5_000_000


@hostile
def protected_as_text():
    return pyrage.encrypt(good(), [recipient(PEM)], armored=True)


@hostile
def protected_text_is_no_package():
    made = io.BytesIO()
    age.encrypt(io.BytesIO(b"harm"), made, PASSPHRASE)
    return made.getvalue()


@hostile
def protected_nothing():
    made = io.BytesIO()
    age.encrypt(io.BytesIO(b""), made, PASSPHRASE)
    return made.getvalue()


@hostile
def protected_package_within_a_protected_one():
    made = io.BytesIO()
    age.encrypt(io.BytesIO(sound()), made, PASSPHRASE)
    return made.getvalue()


@hostile
def for_somebody_else():
    return pyrage.encrypt(good(), [recipient(OTHER_PEM)])


@hostile
def for_a_key_of_another_kind():
    return pyrage.encrypt(good(), [pyrage.x25519.Identity.generate().to_public()])


@hostile
def for_me_but_cut():
    return for_me()[:-1]


@hostile
def for_me_but_cut_in_the_middle():
    return for_me()[: len(for_me()) // 2]


@hostile
def for_me_but_cut_in_the_header():
    return for_me()[:100]


@hostile
def for_me_but_altered():
    data = bytearray(for_me())
    data[-50] ^= 1
    return bytes(data)


@hostile
def for_me_but_the_header_altered():
    place = for_me().index(b"---") + 10
    return for_me()[:place] + base64.b64encode(b"123") + for_me()[place + 4 :]


@hostile
def for_me_with_noise_behind():
    return for_me() + bytes(70_000)


@hostile
def for_many_people():
    return pyrage.encrypt(good(), [recipient(OTHER_PEM)] * 2000)
