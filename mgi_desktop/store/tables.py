"""The tables of the store, declared once; statements on the answer's path are prepared from their names.

`edit` never changes shape; `batch` and `instrument` are kept as they came. `head`, `replaced`, `erasing`, `erased`,
`aside` and `summary` are derived; `draft`, `deed`, `restored`, `import`, `brought` and `setting` are local and never
travel.
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


class ErasingRow(SQLModel, table=True):
    """Derived: an edit that erases the value of another, here or not, who made it, and whether with all the others."""

    __tablename__ = "erasing"
    __table_args__ = (Index("ix_erasing_erasure", "erasure"), _CLUSTERED)
    assessment: str = Field(primary_key=True)
    edit: str = Field(primary_key=True)
    erasure: str = Field(primary_key=True)
    author: str
    whole: bool


class ErasedRow(SQLModel, table=True):
    """Derived: an edit whose value was erased for good, whether or not it is here yet: the erasing is proven."""

    __tablename__ = "erased"
    __table_args__ = _CLUSTERED
    assessment: str = Field(primary_key=True)
    edit: str = Field(primary_key=True)


class AsideRow(SQLModel, table=True):
    """Derived: an edit that does not count, since every import that brought it was taken back."""

    __tablename__ = "aside"
    __table_args__ = _CLUSTERED
    assessment: str = Field(primary_key=True)
    edit: str = Field(primary_key=True)


class BatchRow(SQLModel, table=True):
    """Edits of one assessment that their author signed: the list as it was signed, and the signature."""

    __tablename__ = "batch"
    number: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    assessment: str = Field(index=True)
    author: str
    document: bytes
    signature: bytes


class SignedRow(SQLModel, table=True):
    """The edits of a batch, whether or not they are here yet."""

    __tablename__ = "signed"
    __table_args__ = (Index("ix_signed_batch", "batch"), _CLUSTERED)
    edit: str = Field(primary_key=True)
    batch: int = Field(primary_key=True)


class ImportRow(SQLModel, table=True):
    """Local: a file that was taken in, in order; `report` is JSON, `aside` says that it was taken back."""

    __tablename__ = "import"
    __table_args__ = (Index("ix_import_aside", "aside", "number"),)
    number: int | None = Field(default=None, primary_key=True)
    at: str
    file: str
    sender: str
    report: str
    aside: bool = False


class BroughtRow(SQLModel, table=True):
    """Local: the edits that an import brought, as spans of the order of arrival; `new` where none had before it."""

    __tablename__ = "brought"
    __table_args__ = (Index("ix_brought_new", "last", "first", sqlite_where=text("new")), _CLUSTERED)
    import_number: int = Field(primary_key=True)
    first: int = Field(primary_key=True)
    last: int
    new: bool


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
