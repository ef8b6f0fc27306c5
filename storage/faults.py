"""Database errors in words: what is wrong and what to do, without the statement or the texts it carried."""

from core.errors import StorageError
from core.i18n import translator

_ = translator("storage")


def _known() -> dict[str, str]:
    """Return a sentence for each phrase by which SQLite names a trouble a person can mend (sqlite.org/rescode.html)."""
    return {
        "database is locked": _("The database is busy: another program has held it for too long. Try again."),
        "QueuePool limit": _("The database is busy: every connection is in use. Try again."),
        "no such table": _("The database has no tables of this version. Run: diembao db upgrade"),
        "no such column": _("The database has tables of another version. Run: diembao db upgrade"),
        "unable to open database file": _("The database file cannot be opened. Check its folder and its permissions."),
        "readonly database": _("The database may not be written to here. Check the permissions of its file."),
        "disk is full": _("The disk is full; nothing of this step was stored. Free some space and try again."),
        "disk image is malformed": _("The database file is damaged. Restore the last backup."),
        "file is not a database": _("The file named as the database is not a SQLite database."),
    }


def storage_error(error: BaseException) -> StorageError:
    """Return a database error as the StorageError to raise in its place."""
    reason = getattr(error, "orig", None) or error
    if isinstance(reason, StorageError):
        return reason
    text = str(reason)
    for phrase, sentence in _known().items():
        if phrase in text:
            return StorageError(sentence)
    return StorageError(_("The database refused: %(reason)s") % {"reason": text})
