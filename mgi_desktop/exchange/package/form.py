"""What a package is made of: names, limits, versions. Written down in resources/schemas/package.md."""

import re

FORMAT = "mgi-package"
VERSION = 1
"""The newest form that this program reads; it writes `min_reader` 1."""
MIMETYPE = "application/vnd.mgi-desktop.package+zip"
SUFFIX = ".mgi"
KINDS = ("whole", "part", "review")

MARK, MANIFEST, SIGNATURE, README = "mimetype", "manifest.json", "manifest.sig", "README.html"
EDITS = re.compile(r"edits/([0-9a-f]{64})\.jsonl")
BATCH = re.compile(r"batches/([0-9a-f]{64})\.json")
BATCH_SIGNATURE = re.compile(r"batches/([0-9a-f]{64})\.sig")
INSTRUMENT = re.compile(r"instruments/([0-9a-f]{64})\.json")
ATTACHMENT = re.compile(r"attachments/([0-9a-f]{64})")

MIB = 1024**2
FILE = 1280 * MIB
"""The largest file that is read; what is larger is written as several files."""
ENTRIES = 20_000
DIRECTORY = 8 * MIB
MANIFEST_BYTES = 8 * MIB
EDITS_COUNT = 200_000
EDITS_BYTES, EDITS_FILE_BYTES = 96 * MIB, 16 * MIB
LINE = 4 * MIB
BATCHES_BYTES = 20 * MIB
INSTRUMENT_BYTES = 10 * MIB
INSTRUMENTS_BYTES = 20 * MIB
INSTRUMENTS_COMMAS = 200_000
"""So many parts all questionnaires have at most: each is checked and written anew, however small it is."""
ATTACHMENT_BYTES = 128 * MIB
ATTACHMENTS_BYTES = 1024 * MIB
OTHERS_BYTES = 32 * MIB
"""README and what a newer version added."""
SWELLING = 100
"""Attached files of more than 64 MiB in all may not unpack to so many times what they take."""
CHUNK_COUNT = 20_000
CHUNK_BYTES = 8 * MIB
"""So much one file of edits holds at most when it is written."""
