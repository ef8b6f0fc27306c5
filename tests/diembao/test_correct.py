"""`diembao correct` on a workspace with stored articles: saying what is right, and learning from it."""

import json
import shutil
from contextlib import closing, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from classifier.corrections import Change, corrected, correction
from classifier.guard import guard_cases
from classifier.judge import Judge, read_models, trained
from classifier.model import manifest
from config.init import create
from config.load import load
from core.desk import AlertPlan
from core.errors import ModelError
from core.press import Draft
from diembao.__main__ import run
from diembao.learning import models_in_use
from diembao.rooms import open_store
from diembao.settings import build
from support import factories
from support.fakes import NOON
from support.replay import rows

WHO = ("--reason", "đọc lại cả bài", "--as", "Trần Văn Mẫu")
URL = "https://baomau.example/1.html"
# Two articles that the machine judges clearly enough, and a person otherwise.
TEXTS = (
    (
        "Tây Ninh khai trương tuyến phố ẩm thực ban đêm",
        "Phố ẩm thực ở phường Tân Ninh mở cửa đến 23 giờ, có 40 gian hàng bán món ăn địa phương.",
    ),
    ("Tay Ninh opens a night market", "The night market in Tay Ninh province was opened on Saturday by the office."),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A workspace with the articles, and the judge that judged them; not to be changed."""
    folder = tmp_path_factory.mktemp("correct") / "tn"
    create("tay-ninh", folder)
    settings = settings_of(folder)
    judge = Judge(settings.profiles, settings.topics, settings.version, trained())
    store_articles(folder, judge, TEXTS)
    return folder, judge


@pytest.fixture
def workspace(template, tmp_path):
    return shutil.copytree(template[0], tmp_path / "tn")


@pytest.fixture(scope="module")
def learning(template, tmp_path_factory):
    """A workspace that learned from twenty corrections of one sort, and what was said; not to be changed."""
    folder = shutil.copytree(template[0], tmp_path_factory.mktemp("taught") / "tn")
    store_articles(folder, template[1], [TEXTS[0]] * 20, Change("tone", "negative"))
    command(folder, "add", "2", "--tone", "negative", *WHO)
    output = StringIO()
    with redirect_stdout(output):
        assert command(folder, "learn", "--json", "--as", "An") == 0
    return folder, json.loads(output.getvalue())


@pytest.fixture
def taught(learning, tmp_path):
    return shutil.copytree(learning[0], tmp_path / "tn"), learning[1]


def settings_of(workspace):
    return build(load(workspace, {}))


def store_articles(workspace, judge, texts, change=None):
    """Store articles as the service would, each corrected when a change is given."""
    with closing(open_store(settings_of(workspace))) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
        for number, (title, text) in enumerate(texts, 1):
            url = f"https://baomau.example/{f'{change.value}-' if change else ''}{number}.html"
            found = judge.judge(title, text)
            draft = Draft(url, title, text, NOON, "page")
            stored = tx.articles.add(factories.source(), draft, "Trích.", found, NOON, NOON)
            if change:
                made = correction(tx.articles.get(stored.id), change, "An", "sai", NOON)
                tx.corrections.add(made)
                tx.corrections.assess(stored.id, corrected(found, [made]))


def command(workspace, *arguments, lang="en"):
    return run(["--workspace", str(workspace), "--lang", lang, "correct", *arguments])


def assessment(workspace, number=1):
    with closing(open_store(settings_of(workspace))) as store, store.read() as tx:
        return tx.articles.get(number).assessment


def learned(workspace, capsys, *options, code=0):
    capsys.readouterr()
    assert command(workspace, "learn", "--json", "--as", "An", *options) == code
    return json.loads(capsys.readouterr().out)


def files(workspace):
    folder = workspace / "models"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else None


@pytest.mark.parametrize("named", ["1", URL, "baomau.example/1.html?utm_source=x"])
def test_an_article_is_named_by_its_number_or_any_spelling_of_its_address(workspace, named):
    assert command(workspace, "add", named, "--tone", "negative", *WHO) == 0
    assert assessment(workspace).tone.label == "negative"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(("--topic", "borders", "--is", "yes"), lambda found: found.topics["borders"].on, id="topic"),
        pytest.param(("--kind", "opinion"), lambda found: found.kind == "opinion", id="kind"),
        pytest.param(("--role", "debunk"), lambda found: found.role.label == "debunk", id="role"),
    ],
)
def test_a_correction_acts_at_once(workspace, options, said):
    assert command(workspace, "add", "1", *options, *WHO) == 0
    assert said(assessment(workspace))


def test_a_correction_of_the_role_raises_no_alert_and_sends_nothing(workspace):
    command(workspace, "add", "1", "--role", "carrier", *WHO)
    assert rows(workspace, "select count(*) from alerts") == [(0,)]
    assert rows(workspace, "select count(*) from deliveries") == [(0,)]


def test_the_alert_desk_shows_what_a_person_corrected(workspace, capsys):
    with closing(open_store(settings_of(workspace))) as store, store.begin() as tx:
        plan = AlertPlan(factories.rule(), "tay-ninh", ("nêu tên Tây Ninh",))
        tx.alerts.add(plan, tx.articles.get(1).article, NOON)
    command(workspace, "add", "1", "--tone", "negative", *WHO)
    capsys.readouterr()
    assert run(["--workspace", str(workspace), "--lang", "en", "review", "show", "1"]) == 0
    assert "(negative, corrected by a person)" in capsys.readouterr().out


def test_name_reason_and_both_words_stand_in_the_log(workspace):
    command(workspace, "add", "1", "--tone", "negative", *WHO)
    ((actor, detail),) = rows(workspace, "select actor, detail from audit where act = 'article.correct'")
    told = json.loads(detail)
    assert (actor, told["reason"], told["before"], told["value"]) == (
        "Trần Văn Mẫu", "đọc lại cả bài", "positive", "negative",
    )  # fmt: skip


def test_the_list_shows_which_correction_counts(workspace, capsys):
    for tone in ("negative", "positive"):
        command(workspace, "add", "1", "--tone", tone, *WHO)
    capsys.readouterr()
    assert command(workspace, "list") == 0
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert "negative" in first
    assert "replaced" in first
    assert "negative → positive" in second
    assert "replaced" not in second


def test_the_list_as_json_has_english_keys(workspace, capsys):
    command(workspace, "add", "1", "--topic", "borders", "--is", "yes", *WHO)
    capsys.readouterr()
    command(workspace, "list", "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["field"], row["topic"], row["before"], row["value"]) == ("topic", "borders", "no", "yes")


def test_an_empty_list_says_so(workspace, capsys):
    assert command(workspace, "list", lang="vi") == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("1", *WHO), "exactly one", id="nothing"),
        pytest.param(("1", "--tone", "neutral", "--kind", "news", *WHO), "exactly one", id="two things"),
        pytest.param(("1", "--topic", "borders", *WHO), "--is", id="a topic without a word"),
        pytest.param(("1", "--is", "yes", *WHO), "--topic", id="a word without a topic"),
        pytest.param(("1", "--topic", "fishing", "--is", "yes", *WHO), "borders", id="an unknown topic"),
        pytest.param(("1", "--tone", "angry", *WHO), "negative", id="an unknown tone"),
        pytest.param(("1", "--tone", "neutral", "--as", "An"), "--reason", id="no reason"),
        pytest.param(("1", "--tone", "neutral", "--reason", " ", "--as", "An"), "reason", id="an empty reason"),
        pytest.param(("99", "--tone", "neutral", *WHO), "99", id="an unknown number"),
        pytest.param(("https://khac.example/1", "--tone", "neutral", *WHO), "khac.example", id="an unknown address"),
    ],
)
def test_bad_usage_says_what_to_do(template, capsys, arguments, words):
    assert command(template[0], "add", *arguments) == 2
    assert words in capsys.readouterr().err
    assert rows(template[0], "select count(*) from corrections") == [(0,)]


def test_without_corrections_nothing_is_learned_or_written(workspace, capsys):
    told = learned(workspace, capsys)
    assert (told["corrections"], told["learned"], told["written"]) == (0, 0, False)
    assert files(workspace) is None


def test_a_dry_run_writes_nothing(workspace, capsys):
    command(workspace, "add", "1", "--tone", "negative", *WHO)
    told = learned(workspace, capsys, "--dry-run")
    assert (told["learned"], told["written"]) == (1, False)
    assert files(workspace) is None
    assert rows(workspace, "select count(*) from audit where act = 'models.learn'") == [(0,)]


def test_learning_says_what_changed(learning):
    _workspace, told = learning
    assert (told["corrections"], told["learned"]) == (21, 20)  # the models do not judge English
    assert told["as_corrected"] == {"before": 0, "after": 20}
    assert told["guard"]["kept"] == told["guard"]["held"] > 700
    assert told["written"]


def test_what_was_written_is_named_by_its_digests_and_says_what_it_was_made_of(learning):
    workspace, told = learning
    found = manifest(workspace / "models")
    delivered = manifest()["version"]
    assert (found["base"], found["version"]) == (delivered, f"{delivered}+21")
    assert found["corrections"] == {"count": 21, "learned": 20, "sha256": told["digest"]}
    assert files(workspace) == sorted(["MANIFEST.json", *found["files"]])


def test_the_workspace_judges_by_what_it_learned(learning):
    workspace, _told = learning
    assert models_in_use(workspace).version.endswith("+21")
    settings = settings_of(workspace)
    judge = Judge(settings.profiles, settings.topics, models=models_in_use(workspace))
    assert judge.judge(*TEXTS[0]).tone.label == "negative"


def test_classify_with_the_workspace_judges_by_what_it_learned(learning, tmp_path):
    workspace, _told = learning
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "title": TEXTS[0][0], "text": TEXTS[0][1]}), "utf-8")
    assert run(["--workspace", str(workspace), "classify", str(source), "-o", str(target)]) == 0
    assert json.loads(target.read_text("utf-8"))["tone"]["label"] == "negative"


def test_learning_again_from_the_same_gives_the_same(taught, capsys):
    workspace, told = taught
    before = read_models(workspace / "models")
    assert learned(workspace, capsys) == told
    after = read_models(workspace / "models")
    assert (after.tone.linear.weights == before.tone.linear.weights).all()


def test_learning_stands_in_the_log(learning):
    workspace, told = learning
    ((actor, detail),) = rows(workspace, "select actor, detail from audit where act = 'models.learn'")
    assert (actor, json.loads(detail)["version"]) == ("An", told["version"])


def test_a_tampered_model_of_the_workspace_is_refused(taught):
    workspace, _told = taught
    path = workspace / "models" / "tone.skops"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match=r"tone\.skops"):
        models_in_use(workspace)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": "x"}', '{"version": "x", "files": {"tone.skops": 3}}'])
def test_a_broken_manifest_of_the_workspace_is_refused(workspace, text):
    (workspace / "models").mkdir()
    (workspace / "models" / "MANIFEST.json").write_text(text)
    with pytest.raises(ModelError, match=r"MANIFEST\.json"):
        models_in_use(workspace)


def test_after_a_new_delivery_the_delivered_models_are_used_and_the_log_says_so(taught, caplog):
    workspace, _told = taught
    path = workspace / "models" / "MANIFEST.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "base": "2020-01-01"}), "utf-8")
    assert models_in_use(workspace) == trained()
    assert len([one for one in caplog.records if "correct learn" in one.getMessage()]) == 1


def test_what_would_lose_a_plain_case_is_refused_and_named(workspace, template, capsys):
    plain = next(case for case in guard_cases() if case.expected.get("topic:borders") == "yes")
    store_articles(workspace, template[1], [(plain.title, plain.text)] * 60, Change("topic", "no", "borders"))
    told = learned(workspace, capsys, code=1)
    assert (plain.id, "topic:borders") in [(one["case"], one["field"]) for one in told["guard"]["lost"]]
    assert not told["written"]
    assert files(workspace) is None


def test_a_refused_learning_leaves_the_models_in_use(taught, template, capsys):
    workspace, told = taught
    plain = next(case for case in guard_cases() if case.expected.get("tone") == "positive")
    store_articles(workspace, template[1], [(plain.title, plain.text)] * 60, Change("tone", "neutral"))
    assert command(workspace, "learn", "--as", "An") == 1
    assert plain.id in capsys.readouterr().out
    assert models_in_use(workspace).version == told["version"]


def test_the_guard_set_is_delivered_with_the_package():
    from classifier import guard

    assert guard.GUARD.is_relative_to(Path(guard.__file__).parent)
