"""Signed lists of edits that nobody signed, or that name what is not the signer's."""

import rfc8785

from mgi_desktop.exchange import signing
from tests.hostile.corpus import hostile
from tests.packages import ME, OTHER, OTHER_PEM, PEM, A, B, contents, edits, sealed, signed, zipped

OWN = sorted(edit.id for edit in edits() if edit.author == ME)
THEIRS = sorted(edit.id for edit in edits() if edit.author == OTHER)


def batch(pem=PEM, purpose="batch", **changes):
    """A package with one more batch, sealed by its own sender."""
    held = {"format": "mgi-batch", "version": 1, "assessment": A, "author": ME, "edits": OWN[:3], **changes}
    kept = {name: value for name, value in held.items() if value is not ...}
    return zipped(sealed({**contents(), **signed(rfc8785.dumps(kept), pem, purpose)}))


def written(data):
    return zipped(sealed({**contents(), **signed(data)}))


@hostile
def batch_signed_by_another():
    return batch(pem=OTHER_PEM)


@hostile
def batch_in_the_name_of_another():
    return batch(author=OTHER, edits=THEIRS)


@hostile
def batch_signed_as_a_package():
    return batch(purpose="package")


@hostile
def batch_of_edits_of_another():
    return batch(edits=sorted([*OWN[:2], *THEIRS]))


@hostile
def batch_of_edits_of_a_name():
    return batch(edits=sorted(edit.id for edit in edits() if edit.author.startswith("name:")))


@hostile
def batch_of_another_assessment():
    return batch(assessment=B)


@hostile
def batch_of_no_assessment():
    return batch(assessment="x")


@hostile
def batch_by_a_name():
    return batch(author="name:Ana")


@hostile
def batch_by_nobody():
    return batch(author=...)


@hostile
def batch_by_a_key_that_is_none():
    return batch(author="ed25519:" + "_" * 43)


@hostile
def batch_of_nothing():
    return batch(edits=[])


@hostile
def batch_in_another_order():
    return batch(edits=OWN[:3][::-1])


@hostile
def batch_of_one_twice():
    return batch(edits=[OWN[0], OWN[0]])


@hostile
def batch_of_no_hashes():
    return batch(edits=["x"])


@hostile
def batch_of_numbers():
    return batch(edits=[1, 2])


@hostile
def batch_of_too_many():
    return batch(edits=[f"{number:064x}" for number in range(20_001)])


@hostile
def batch_of_another_format():
    return batch(format="mgi-package")


@hostile
def batch_of_another_version():
    return batch(version=2)


@hostile
def batch_with_a_member_more():
    return batch(more="x")


@hostile
def batch_with_blanks():
    return written(b'{ "assessment":"' + A.encode() + b'"}')


@hostile
def batch_is_no_json():
    return written(b"batch")


@hostile
def batch_nested_deeply():
    return written(b"[" * 100_000)


@hostile
def batch_without_signature():
    parts = contents()
    name = next(name for name in parts if name.endswith(".sig"))
    return zipped(sealed({one: data for one, data in parts.items() if one != name}))


@hostile
def signature_without_batch():
    parts = contents()
    name = next(name for name in parts if name.startswith("batches/") and name.endswith(".json"))
    return zipped(sealed({one: data for one, data in parts.items() if one != name}))


@hostile
def batch_with_a_short_signature():
    parts = contents()
    name = next(name for name in parts if name.endswith(".sig"))
    return zipped(sealed({**parts, name: parts[name][:-1]}))


@hostile
def batch_with_a_long_signature():
    parts = contents()
    name = next(name for name in parts if name.endswith(".sig"))
    return zipped(sealed({**parts, name: bytes(64 * 1024**2)}))


@hostile
def batch_with_the_signature_of_another():
    parts = contents()
    name = next(name for name in parts if name.endswith(".sig"))
    return zipped(sealed({**parts, name: signing.sign(PEM, "batch", b"other")}))
