"""Hands finished mails to the mail server. The only file that speaks SMTP.

Each step is taken by hand, because only then is it known whether the server may have accepted a mail:
before the final dot it has surely not, after its answer it surely has or has not, in between nobody can know.
"""

import re
import smtplib
import ssl
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress

from core.desk import Message
from core.errors import DeliveryError
from core.i18n import translator
from core.settings import Mail
from core.text import one_line, shorten

_ = translator("alerts")

CONNECT_TIMEOUT = 60.0
"""Seconds for connecting and the greeting: RFC 5321 allows five minutes, but a server that is gone must be noticed."""
# Seconds for a step, RFC 5321 section 4.5.3.2: a server under load may take so long, and hanging up makes it worse.
COMMAND_TIMEOUT, DATA_TIMEOUT, BLOCK_TIMEOUT = 300.0, 120.0, 180.0
_GOODBYE_TIMEOUT = 5.0
# The server wants better credentials or encryption (RFC 4954, RFC 3207): our settings are wrong, not the mail.
_OUR_SETTINGS = frozenset({530, 534, 535, 538})
# After the final dot every 2xx means that the server has the mail; a repeat would be a second one.
_TAKEN = range(200, 300)
_LEADING_DOT = re.compile(rb"(?m)^\.")


class SmtpMailer:
    """Sends through the mail server of the settings, one connection per mail."""

    def __init__(self, mail: Mail, patience: float | None = None, context: ssl.SSLContext | None = None) -> None:
        """`patience`, in seconds, shortens every wait but that for the answer to the mail itself."""
        self._mail = mail
        self._patience = patience
        self._context = context

    def send(self, message: Message) -> None:
        """Return once the server has accepted the mail; raises DeliveryError in every other case."""
        with self._session() as smtp:
            self._wait(smtp, COMMAND_TIMEOUT)
            _expect(smtp.mail(message.sender), {250})
            _expect(smtp.rcpt(message.recipient), {250, 251})
            self._wait(smtp, DATA_TIMEOUT)
            _expect(smtp.docmd("DATA"), {354})
            self._wait(smtp, BLOCK_TIMEOUT)
            smtp.send(_LEADING_DOT.sub(b"..", message.mime))
            _expect(self._finish(smtp), _TAKEN)
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()

    def _wait(self, smtp: smtplib.SMTP, seconds: float) -> None:
        _wait_at_most(smtp, self._patience or seconds)

    def _finish(self, smtp: smtplib.SMTP) -> tuple[int, bytes]:
        """Send the final dot and wait for the answer, as long as the server may need to store the mail."""
        _wait_at_most(smtp, self._mail.timeout)
        try:
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise _unknown(error) from error
        if code // 100 not in {2, 4, 5}:
            raise _unknown(answer)
        _wait_at_most(smtp, _GOODBYE_TIMEOUT)
        return code, answer

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        """Open an encrypted, logged-in connection and turn every foreign error into a DeliveryError."""
        smtp: smtplib.SMTP | None = None
        try:
            smtp = self._connect()
            yield smtp
        except (smtplib.SMTPException, OSError) as error:
            words = {"host": self._mail.host, "port": self._mail.port, "reason": _printable(error)}
            what = _("Mail server %(host)s:%(port)s cannot be used: %(reason)s") % words
            raise DeliveryError(what, unreachable=smtp is None) from error
        except ValueError:  # not chained: an encoding error holds the whole text, which may be a password
            if smtp is None:
                raise DeliveryError(_("The settings of the mail server cannot be used over SMTP")) from None
            raise DeliveryError(_("The mail or its addresses cannot be sent over SMTP"), permanent=True) from None
        finally:
            if smtp is not None:
                smtp.close()

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        # Named by our own domain, since asking for this machine's full name may wait for a name server.
        name = mail.sender.rpartition("@")[2]
        timeout = self._patience or CONNECT_TIMEOUT
        context = None if mail.security == "none" else self._context or ssl.create_default_context()
        if mail.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, name, timeout=timeout, context=context)
        else:
            smtp = smtplib.SMTP(mail.host, mail.port, name, timeout=timeout)
        try:
            self._wait(smtp, COMMAND_TIMEOUT)
            smtp.ehlo_or_helo_if_needed()
            if mail.security == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo_or_helo_if_needed()
            if mail.username:
                smtp.login(mail.username, mail.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


def _wait_at_most(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def _expect(reply: tuple[int, bytes], accepted: Container[int]) -> None:
    code, answer = reply
    if code not in accepted:
        raise _refused(code, answer)


def _refused(code: int, answer: bytes | str) -> DeliveryError:
    permanent = 500 <= code <= 599 and code not in _OUR_SETTINGS
    words = {"code": code, "answer": _printable(answer)}
    if permanent:
        return DeliveryError(_("The mail server refused the mail: %(code)d %(answer)s") % words, permanent=True)
    return DeliveryError(_("The mail server did not take the mail this time: %(code)d %(answer)s") % words)


def _unknown(reason: object) -> DeliveryError:
    words = {"reason": _printable(reason)}
    return DeliveryError(_("Nobody can know whether the mail server took the mail: %(reason)s") % words, ambiguous=True)


def _printable(reason: object) -> str:
    """Return a foreign text on one short line: the server's words end in a terminal and a log."""
    if isinstance(reason, smtplib.SMTPResponseException):
        reason = reason.smtp_error
    text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
    return shorten(one_line(text) or type(reason).__name__, 40)
