"""What several commands share: loading the workspace and choosing the clock."""

import getpass
import os

from config.load import load
from core.clock import Clock, SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.settings import Settings
from diembao.cli import workspace_folder
from diembao.output import start_logging
from diembao.replay_clock import ReplayClock
from diembao.settings import build

_ = translator("diembao")


def load_settings() -> Settings:
    """Load the workspace asked for; raises ConfigError naming every fault."""
    start_logging()
    return build(load(workspace_folder(), os.environ))


def choose_clock(url: str | None) -> Clock:
    """Return the machine's clock, or the replayed one served at `url`."""
    return ReplayClock(url) if url else SystemClock()


def actor_name(given: str | None) -> str:
    """Return who acts: the name given with `--as`, else the system account; raises UsageError for root."""
    account = given or getpass.getuser()
    if account == "root":
        raise UsageError(_("Say who acts: --as “full name”. The shared account “root” is nobody's name."))
    return account
