"""Points a workspace at the demonstration: its press, its mail server and its pace."""

from pathlib import Path
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from diembao.demo.press import HOST, PORT, Press

_TICK = 3600
_HOST_GAP = 0  # nobody else is served by this press, and every second of the month is played anyway
_HEADING = """\
# Các tòa soạn hư cấu của bản trình diễn, phục vụ ngay trên máy này; tệp được viết lại mỗi lần chạy `diembao demo`.
# Đừng đổi số cổng trong các địa chỉ: bài đã lưu được nhận ra theo địa chỉ.

"""


def press_port(folder: Path) -> int:
    """Return the port under which the workspace knows the press already, else the usual one."""
    try:
        outlets = YAML(typ="safe", pure=True).load(folder / "sources.yaml")["outlets"]
        address = urlsplit(outlets[0]["sources"][0]["url"])
        host, port = address.hostname, address.port
    except (OSError, YAMLError, ValueError, LookupError, TypeError, AttributeError):
        return PORT  # no earlier run, or a file that is not ours and will be written anew
    return port if host == HOST and port else PORT


def prepare(folder: Path, press: Press, smtp_port: int) -> None:
    """Write the sources of the demonstration and adjust diembao.yaml; done again, it only brings addresses up to date.

    The workspace must exist already.
    """
    yaml = _yaml()
    with (folder / "sources.yaml").open("w", encoding="utf-8") as file:
        file.write(_HEADING)
        yaml.dump({"outlets": press.sources()}, file)
    main = yaml.load(folder / "diembao.yaml")
    main["mail"].pop("username", None)
    main["mail"].update(host=HOST, port=smtp_port, security="none")
    main["network"].update(allow=[f"{HOST}:{press.port}"], host_gap=_HOST_GAP)
    main.setdefault("schedule", {})["tick"] = _TICK
    yaml.dump(main, folder / "diembao.yaml")


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 120
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
