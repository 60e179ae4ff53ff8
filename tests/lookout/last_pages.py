"""Four pages that were written when all others had been read."""

from __future__ import annotations

from tests.lookout.other_pages import D, Other, page

T, U = "地域公共交通活性化協議会", "食の安全推進委員会"

LAST = [
    Other(
        "a meeting a table, its caption the meeting, rows of kind, title and size",
        page(
            T,
            f"""<h1>{T}</h1><table><caption>第17回協議会（令和6年10月16日開催）</caption><tbody>
            <tr><th>次第</th><td><a href="k/17_0.pdf">次第（PDFファイル: 80.1KB）</a></td></tr>
            <tr><th>資料1</th><td><a href="k/17_1.pdf">バス路線の再編について（PDFファイル: 1.2MB）</a></td></tr>
            <tr><th>資料2</th><td><a href="k/17_2.pdf">デマンド交通の実証実験（PDFファイル: 800.0KB）</a></td></tr></tbody></table>
            <table><caption>第16回協議会（令和6年7月24日開催）</caption><tbody>
            <tr><th>次第</th><td><a href="k/16_0.pdf">次第（PDFファイル: 79.4KB）</a></td></tr>
            <tr><th>会議録</th><td><a href="k/16_g.pdf">会議録（PDFファイル: 301.5KB）</a></td></tr></tbody></table>""",
        ),
        [
            ("k/17_0.pdf", T, 17, D(2024, 10, 16), "次第", ""),
            ("k/17_1.pdf", T, 17, D(2024, 10, 16), "資料1", "バス路線の再編について"),
            ("k/17_2.pdf", T, 17, D(2024, 10, 16), "資料2", "デマンド交通の実証実験"),
            ("k/16_0.pdf", T, 16, D(2024, 7, 24), "次第", ""),
            ("k/16_g.pdf", T, 16, D(2024, 7, 24), "会議録", ""),
        ],
    ),
    Other(
        "meetings as items of an ordered list, files in a sentence after each, one put off without a new day",
        page(
            f"{U}の開催について",
            f"""<h1>{U}の開催について</h1><ol reversed start=23>
            <li>令和7年3月6日（木曜日） 第23回　※日程を変更します。新しい日程は決まり次第お知らせします。</li>
            <li>令和6年11月28日（木曜日） 第22回　<a href="../k/22-0.pdf">次第</a>、<a href="../k/22-1.pdf">資料1（検査の結果）</a>、<a href="../k/22-g.docx">会議録（Word：60KB）</a></li>
            <li>令和6年8月22日（木曜日） 第21回　<a href="../k/21-0.pdf">次第</a>、<a href="../k/21-1.pdf">資料1（監視指導計画）</a></li></ol>""",
        ),
        [
            ("../k/22-0.pdf", U, 22, D(2024, 11, 28), "次第", ""),
            ("../k/22-1.pdf", U, 22, D(2024, 11, 28), "資料1", "（検査の結果）"),
            ("../k/21-0.pdf", U, 21, D(2024, 8, 22), "次第", ""),
            ("../k/21-1.pdf", U, 21, D(2024, 8, 22), "資料1", "（監視指導計画）"),
        ],
        files=[("../k/22-g.docx", U, 22, D(2024, 11, 28), "会議録", "")],
        held=[(U, 23, None, "postponed")],
    ),
    Other(
        "English, a row a meeting, days before months",
        """<html lang="en"><head><title>Expert Panel on Coastal Safety</title></head><body><h1>Expert Panel on Coastal Safety</h1>
        <table><tr><th>Meeting</th><th>Date</th><th>Documents</th></tr>
        <tr><td>Third meeting</td><td>12 September 2024</td><td><a href="3/agenda.pdf">Agenda</a><br><a href="3/doc1.pdf">Document 1 Draft report</a></td></tr>
        <tr><td>Second meeting</td><td>4 June 2024</td><td><a href="2/agenda.pdf">Agenda</a><br><a href="2/minutes.pdf">Minutes [PDF 120KB]</a></td></tr></table></body></html>""",
        [
            ("3/agenda.pdf", "Expert Panel on Coastal Safety", 3, D(2024, 9, 12), "Agenda", ""),
            ("3/doc1.pdf", "Expert Panel on Coastal Safety", 3, D(2024, 9, 12), "Document 1", "Draft report"),
            ("2/agenda.pdf", "Expert Panel on Coastal Safety", 2, D(2024, 6, 4), "Agenda", ""),
            ("2/minutes.pdf", "Expert Panel on Coastal Safety", 2, D(2024, 6, 4), "Minutes", ""),
        ],
    ),
    Other(
        "a monthly archive of what was published, HTML and PDF, days as headings",
        page(
            "記者発表資料（令和6年11月）",
            """<h1>記者発表資料（令和6年11月）</h1><h2>11月29日（金）</h2><ul><li><a href="/p/1129a.html">令和6年度上期の工事成績の公表</a></li><li><a href="/p/1129b.pdf">河川の水位計の増設について（PDF）</a></li></ul>
            <h2>11月22日（金）</h2><ul><li><a href="/p/1122a.html">堤防点検の結果</a></li><li><a href="/p/1122b.html">見学会の参加者を募集します</a></li></ul>""",
        ),
        [("/p/1129b.pdf", "", 0, None, "", "河川の水位計の増設について")],
        files=[
            ("/p/1129a.html", "", 0, None, "", "令和6年度上期の工事成績の公表"),
            ("/p/1122a.html", "", 0, None, "", "堤防点検の結果"),
        ],
    ),
]  # fmt: skip
