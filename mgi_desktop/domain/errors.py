"""The one family of errors that a person can act on."""


class Refused(Exception):
    """Something could not be done: what is wrong, where, and what to do.

    `message` is an English sentence with named fields; `i18n.say` shows it in the language of the interface.
    """

    def __init__(self, message: str, /, *, where: str = "", **fields: object) -> None:
        self.message = message
        self.where = where
        self.fields = fields
        super().__init__(message)

    def __str__(self) -> str:
        sentence = self.message.format(**self.fields)
        return f"{self.where}: {sentence}" if self.where else sentence


class StoreFailed(Refused):
    """The disk does not take or give what the store needs: what is on the screen may not be on disk."""


class BackupDamaged(Refused):
    """A backup is no longer what was written: what of it can still be proven can be taken in all the same."""


class StoreDamaged(StoreFailed):
    """The file of the store is no longer what was written into it: recovery brings back what it holds."""
