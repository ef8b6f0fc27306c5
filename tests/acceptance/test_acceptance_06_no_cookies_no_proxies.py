"""Acceptance 6: 0 cookies are sent back and 0 proxies of the environment are used in 10,000 requests."""

from support.asker import ask
from support.hostile import answer, serving

COOKIES = "track=1; Path=/; Max-Age=31536000; SameSite=Lax"
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def test_no_cookie_goes_back_and_no_proxy_of_the_environment_is_used(scale, measured, tmp_path):
    requests = scale(300, 10_000)
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login editor password secret\n")
    faults = {
        "/page": answer(b"ok", Set_Cookie=COOKIES),
        "/moved": answer(status="302 Found", Location="/page", Set_Cookie=COOKIES),
    }
    with serving(faults) as server, serving({}) as proxy:
        environment = {**dict.fromkeys(VARIABLES, proxy.url), "NO_PROXY": "", "no_proxy": "", "NETRC": str(netrc)}
        urls = [server.url + path for path in ("/page", "/moved", "/page")] * (requests // 4)
        asked = ask(urls, at_once=8, environment=environment, allow=[server.door, proxy.door])
    cookies = sum("cookie" in call.headers for call in server.calls)
    secrets = sum("authorization" in call.headers for call in server.calls)
    measured("requests", len(server.calls), "10,000")
    measured("cookies sent back", cookies, "0")
    measured("connections to the proxies of the environment", proxy.connections, "0")
    measured("passwords of ~/.netrc sent", secrets, "0")
    assert {kind for kind, _ in asked.answers} == {"200"}
    assert len(server.calls) == requests
    assert (cookies, secrets, proxy.connections) == (0, 0, 0)
