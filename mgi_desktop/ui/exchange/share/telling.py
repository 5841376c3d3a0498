"""What the reader of a file will see, in one line; and what the file is called."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from mgi_desktop.domain.sharing import Choice, ForReader, Guard, Material, What
from mgi_desktop.files import safe_name
from mgi_desktop.i18n import N_, _, format_date, format_list, n_
from mgi_desktop.ui import words

_SENTENCES: Mapping[Guard, str] = {
    "open": N_("The reader sees {things}; anyone who has the file can open it."),
    "passphrase": N_("The reader sees {things}; only somebody who knows the passphrase can open it."),
    "people": N_("The reader sees {things}; only {people} can open it, and you with this program."),
}
MANY = 4
"""From so many files on, only the first is named."""
_NAMES: Mapping[What, str] = {"whole": N_("everything"), "part": N_("part"), "review": N_("review copy")}


def reader_sees(seen: ForReader, choice: Choice, people: Sequence[str]) -> str:
    """Say what the reader of a file will see, and who can open it; `people` are the names of those chosen."""
    sentence = _(_SENTENCES[choice.protection])
    return sentence.format(things=format_list([_answers(seen, choice), *_things(seen)]), people=format_list(people))


def left_out(seen: ForReader) -> str:
    """Say which attached files are not in the file although they were wanted; empty where all are."""
    if not seen.awaited:
        return ""
    told = n_(
        "{n} attached file is not on this laptop, so it does not go along.",
        "{n} attached files are not on this laptop, so they do not go along.",
        seen.awaited,
    )
    return told.format(n=seen.awaited)


def file_name(materials: Sequence[Material], choice: Choice, person: str, day: str) -> str:
    """Propose a name: what is assessed, in which round, what is in the file, and the day; no suffix.

    A part is somebody's: where several send theirs, the names differ.
    """
    kind = _(_NAMES[choice.what])
    if len(materials) == 1:
        read = materials[0].read
        subject = f"{read.subject}, {words.round_name(read)}"
    else:
        count = len(materials)
        subject = n_("{n} assessment", "{n} assessments", count).format(n=count)
    own = person if choice.what == "part" else ""
    return safe_name(", ".join(part for part in (subject, kind, own, day) if part))


def written(paths: Sequence[Path], damaged: Sequence[str]) -> str:
    """Say which files were written and where, and what could not go along."""
    names = [path.name for path in paths]
    told = n_("{file} was written.", "{n} files were written: {file}.", len(names))
    sentences = [told.format(n=len(names), file=format_list(names) if len(names) < MANY else f"{names[0]} …")]
    sentences.append(_("The folder is {folder}.").format(folder=paths[0].parent))
    if damaged:
        left = _("Left out, since they are damaged on this laptop: {files}.")
        sentences.append(left.format(files=format_list(list(damaged))))
    return " ".join(sentences)


def _answers(seen: ForReader, choice: Choice) -> str:
    """Which answers, and since when their history goes along."""
    several = seen.assessments != 1
    if choice.what == "review":
        told = n_(
            "what stands now in {n} assessment, without its history",
            "what stands now in {n} assessments, without their history",
            seen.assessments,
        )
        return told.format(n=seen.assessments) if several else _("every answer as it stands now, without its history")
    since = format_date(seen.since[:7])
    if choice.what == "part":
        told = n_(
            "the answer to {n} indicator with its history since {month}",
            "the answers to {n} indicators with their history since {month}",
            seen.indicators,
        )
        return told.format(n=seen.indicators, month=since)
    if several:
        told = n_(
            "every answer of {n} assessment with its history since {month}",
            "every answer of {n} assessments with its history since {month}",
            seen.assessments,
        )
        return told.format(n=seen.assessments, month=since)
    return _("every answer with its history since {month}").format(month=since)


def _things(seen: ForReader) -> list[str]:
    """What there is beside the answers; what there is none of is not named."""
    named = [
        (n_("{n} finding", "{n} findings", seen.findings), seen.findings),
        (n_("{n} source", "{n} sources", seen.sources), seen.sources),
        (n_("{n} attached file ({size})", "{n} attached files ({size})", seen.files), seen.files),
        (n_("{n} comment", "{n} comments", seen.comments), seen.comments),
        (n_("{n} thing that was removed", "{n} things that were removed", seen.removed), seen.removed),
    ]
    return [told.format(n=count, size=words.size(seen.bytes)) for told, count in named if count]
