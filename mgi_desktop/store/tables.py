"""The tables of the store, declared once; statements on the answer's path are prepared from their names.

`edit` never changes shape. `head`, `replaced`, `erased` and `summary` are derived; `draft`, `deed`, `restored` and
`setting` are local and never travel.
"""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

_CLUSTERED = {"sqlite_with_rowid": False}  # one tree instead of two: an answer writes fewer pages


class EditRow(SQLModel, table=True):
    """One edit, verbatim, and the members by which it is found; `seq` is the order of arrival."""

    __tablename__ = "edit"
    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    record: bytes
    body: bytes | None
    assessment: str = Field(index=True)
    action: str = Field(index=True)


class InstrumentRow(SQLModel, table=True):
    """An instrument, whole, by the SHA-256 of its canonical JSON."""

    __tablename__ = "instrument"
    sha256: str = Field(primary_key=True)
    document: bytes


class HeadRow(SQLModel, table=True):
    """Derived: an edit of a field that no other edit of that field replaces; `value` is JSON."""

    __tablename__ = "head"
    __table_args__ = (
        Index(
            "ix_head_library",
            "assessment",
            sqlite_where=text("kind='assessment' AND field='instrument' AND key=assessment AND value<>'null'"),
        ),
        _CLUSTERED,
    )
    assessment: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    edit: str = Field(primary_key=True)
    value: str
    author: str
    at: str


class ReplacedRow(SQLModel, table=True):
    """Derived: an edit that another edit of the same field replaces, whether or not it is here yet."""

    __tablename__ = "replaced"
    __table_args__ = _CLUSTERED
    assessment: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    edit: str = Field(primary_key=True)


class ErasedRow(SQLModel, table=True):
    """Derived: an edit whose value was erased for good, whether or not it is here yet."""

    __tablename__ = "erased"
    __table_args__ = _CLUSTERED
    assessment: str = Field(primary_key=True)
    edit: str = Field(primary_key=True)


class SummaryRow(SQLModel, table=True):
    """Derived: what the library shows of an assessment, as JSON; missing where the assessment has changed since."""

    __tablename__ = "summary"
    assessment: str = Field(primary_key=True)
    numbers: str


class DraftRow(SQLModel, table=True):
    """Local: what is being typed in a field, and the heads that it started from (JSON)."""

    __tablename__ = "draft"
    assessment: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    value: str
    heads: str


class DeedRow(SQLModel, table=True):
    """Local: what was done here, in order, for undo and redo; `scope` is an assessment, or empty for the library."""

    __tablename__ = "deed"
    __table_args__ = (Index("ix_deed_next", "scope", "undone"),)
    seq: int | None = Field(default=None, primary_key=True)
    scope: str
    assessment: str
    action: str
    label: str
    undone: bool = False


class RestoredRow(SQLModel, table=True):
    """Local: an edit that undo or redo made to say again what an earlier edit said, so that it stands for that one."""

    __tablename__ = "restored"
    __table_args__ = _CLUSTERED
    edit: str = Field(primary_key=True)
    original: str = Field(primary_key=True)


class SettingRow(SQLModel, table=True):
    """Local: small values that belong to this store, as JSON."""

    __tablename__ = "setting"
    __table_args__ = _CLUSTERED
    name: str = Field(primary_key=True)
    value: str


TABLES = SQLModel.metadata.sorted_tables
