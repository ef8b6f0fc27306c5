"""The error tree. A message is written for the person who must act on it, in the language in use.

DiembaoError
    ConfigError         a workspace file is wrong: file, line and the fix
    CollectError        an address could not be read
        FetchError      the network or the server said no
        FeedError       the bytes are not a feed
    ModelError          a trained model is missing, damaged or not the one that was delivered
    StorageError        the database refused
    DeliveryError       the mail server refused or vanished
    DocumentError       a document could not be made
    UsageError          the command line asks for something that cannot be
"""

from dataclasses import dataclass
from pathlib import Path


class DiembaoError(Exception):
    """Base of every error this project raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a workspace file: where it is, what is wrong and how to mend it."""

    path: Path
    line: int
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.fix}".rstrip()


class ConfigError(DiembaoError):
    """The workspace cannot be used; `problems` holds every fault found, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class CollectError(DiembaoError):
    """An address could not be read; `url` says which, `kind` is a short stable word for the logs."""

    def __init__(self, url: str, kind: str, message: str) -> None:
        super().__init__(message)
        self.url = url
        self.kind = kind


class FetchError(CollectError):
    """The network, the server or our own limits stopped the request; `status` is the HTTP status if any.

    `retry_after` is how many seconds the server wants to be left alone, at most a day.
    """

    def __init__(
        self, url: str, kind: str, message: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(url, kind, message)
        self.status = status
        self.retry_after = retry_after


class FeedError(CollectError):
    """The server answered, but the bytes are not a feed."""


class ModelError(DiembaoError):
    """A trained model is missing, damaged or not the one that was delivered."""


class StorageError(DiembaoError):
    """The database refused an operation or is not fit for use."""


class DeliveryError(DiembaoError):
    """The mail was not accepted; `permanent` is true for a 5xx answer, `ambiguous` when nobody can know.

    `unreachable` says that the mail server could not be used at all: no other mail would fare better now.
    """

    def __init__(
        self, message: str, *, permanent: bool = False, ambiguous: bool = False, unreachable: bool = False
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.ambiguous = ambiguous
        self.unreachable = unreachable


class DocumentError(DiembaoError):
    """A document could not be made: the program for it is missing, failed or took too long."""


class UsageError(DiembaoError):
    """The request cannot be carried out as asked."""
