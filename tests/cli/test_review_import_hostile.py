"""Bad exports through ``kb review import``: refused and nothing written, or cleaned and kept."""

from __future__ import annotations

import json
from pathlib import Path

from kb.bibliography.packed_text import unpack
from tests.builders.reviews import Review
from tests.command_line import Kb
from tests.review.importing.exports import TITLE, nbib, ris, rows

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article><ArticleTitle>&j;"
    "</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article><ArticleTitle>&x;"
    "</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
REFUSED: dict[str, tuple[bytes, str]] = {
    "bomb.xml": (BOMB.encode(), "entit"),
    "outside.xml": (OUTSIDE.encode(), "entit"),
    "packed.ris": (b"PK\x03\x04" + b"\0" * 100, "ZIP archive"),
    "paper.txt": (b"%PDF-1.7 made up", "a PDF"),
    "empty.nbib": (b"  \n", "is empty"),
    "error.nbib": (b"<!DOCTYPE html><html><body>Too many requests</body></html>", "web page"),
    "zeros.csv": (b"title\n" + b"\0" * 5000, "not a text file"),
}


def test_what_is_no_export_is_refused_and_nothing_is_written(kb: Kb, seed_url: str, tmp_path: Path) -> None:
    Review(seed_url).open()
    good = tmp_path / "good.ris"
    good.write_text(ris())
    for name, (data, told) in REFUSED.items():
        file = tmp_path / name
        file.write_bytes(data)
        result = kb("--database", seed_url, "review", "import", str(good), str(file))
        assert (result.exit_code, told in result.stderr, name in result.stderr) == (1, True, True), (
            result.stderr
        )
    for folder in (str(tmp_path), ".", "/"):
        result = kb("--database", seed_url, "review", "import", folder)
        assert (result.exit_code, "is no file on disk" in result.stderr) == (1, True)
    for table in ("search_run", "search_hit", "candidate"):
        assert not rows(seed_url, f"SELECT id FROM {table}")  # noqa: S608


def test_what_can_be_read_is_kept_whatever_signs_it_holds(kb: Kb, seed_url: str, tmp_path: Path) -> None:
    Review(seed_url).open()
    made = {
        "signs.json": json.dumps(
            [
                {"id": "1", "type": "article-journal", "title": "Half \ud83d a sign, \u0000 and none"},
                {
                    "id": "2",
                    "type": "article-journal",
                    "title": "<b>Bold</b> &amp; <script>x</script> <i>p</i>",
                },
            ]
        ).encode(),
        "latin.ris": ris("Étude fictive sur un appareil imaginaire", page="3").encode("latin-1"),
        "wide.ris": ris("Broad letters in a made-up report", page="5").encode("utf-16"),
        "nul.ris": ris("A title with a \x00 sign in it", page="6").encode(),
        "cut.nbib": (nbib("90000001") + nbib("90000002", "Another made-up trial of it")).encode()[:-60],
        "formula.csv": (
            b'authors,title,year\nMadeup A,"=HYPERLINK(""http://x"")",2020\nMadeup B,@SUM(1),2020\n'
        ),
        "long.ris": ris(
            "A report with a very long abstract", page="8", more=f"AB  - {'x' * (34 << 20)}\n"
        ).encode(),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    files = [str(tmp_path / name) for name in made]
    result = kb("--database", seed_url, "review", "import", *files, "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == 0, result.output
    runs = rows(seed_url, "SELECT file, records FROM search_run ORDER BY number")
    assert [row["file"] for row in runs] == list(made) and all(row["records"] for row in runs)
    titles = {row["title"] for row in rows(seed_url, "SELECT title FROM candidate WHERE title IS NOT NULL")}
    assert {"Étude fictive sur un appareil imaginaire", "Broad letters in a made-up report", TITLE} <= titles
    assert '=HYPERLINK("http://x")' in titles
    assert any(title.startswith("Half ") and title.endswith("and none") for title in titles)
    (unread,) = rows(seed_url, "SELECT problem, raw FROM search_hit WHERE problem IS NOT NULL")
    assert "million bytes come without an end" in unread["problem"]
    assert len(unpack(unread["raw"])) < 100_000
    for row in rows(seed_url, "SELECT raw, citation FROM search_hit WHERE problem IS NULL"):
        raw = unpack(row["raw"])
        assert "\x00" not in raw + unpack(row["citation"], raw)
    for line in (tmp_path / "out.csv").read_text().splitlines():
        assert not line.startswith(("=", "@")) and ",=HYPER" not in line
    shown = kb("--database", seed_url, "review", "runs")
    assert (shown.exit_code, "long.ris" in shown.stdout) == (0, True)
