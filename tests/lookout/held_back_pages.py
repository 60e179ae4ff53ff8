"""Six more pages, of yet other structures; the reading was tried on them only when it was done."""

from __future__ import annotations

from tests.lookout.other_pages import D, Other, page

V, W, X = "観光振興推進会議", "消防団運営懇話会", "図書館協議会"

HELD_BACK = [
    Other(
        "a row a kind of document, a column group a year, meetings by ordinal and month",
        page(
            f"{V}（令和6年度）",
            f"""<h1>{V}（令和6年度）</h1>
            <div class="txt"><p><strong>■第3回</strong>（1月30日（木）　14:00～　市役所本庁舎）</p>
            <p>・次第（<a href="./v/3-0.pdf">PDF</a>）<br>・資料1　宿泊税の検討状況（<a href="./v/3-1.pdf">PDF</a>）<br>・資料2　イベントの実績（<a href="./v/3-2.pdf">PDF</a>／<a href="./v/3-2.xlsx">Excel</a>）</p>
            <p><strong>■第2回</strong>（9月12日（木）　14:00～　市役所本庁舎）</p>
            <p>・次第（<a href="./v/2-0.pdf">PDF</a>）<br>・資料1　入込客数の推計（<a href="./v/2-1.pdf">PDF</a>）<br>・会議録（<a href="./v/2-g.pdf">PDF</a>）</p></div>""",
        ),
        [
            ("v/3-0.pdf", V, 3, D(2025, 1, 30), "次第", ""),
            ("v/3-1.pdf", V, 3, D(2025, 1, 30), "資料1", "宿泊税の検討状況"),
            ("v/3-2.pdf", V, 3, D(2025, 1, 30), "資料2", "イベントの実績"),
            ("v/2-0.pdf", V, 2, D(2024, 9, 12), "次第", ""),
            ("v/2-1.pdf", V, 2, D(2024, 9, 12), "資料1", "入込客数の推計"),
            ("v/2-g.pdf", V, 2, D(2024, 9, 12), "会議録", ""),
        ],
        files=[("v/3-2.xlsx", V, 3, D(2025, 1, 30), "資料2", "イベントの実績")],
    ),
    Other(
        "the page of one meeting: fields in a list of terms, documents in a list below, a postponed day",
        page(
            f"令和6年度 第2回{X}",
            f"""<h1>令和6年度 第2回{X}</h1><dl class="info"><dt>開催日時</dt><dd>令和6年12月5日（木） 10時から11時30分（11月28日から延期）</dd><dt>開催場所</dt><dd>中央図書館 研修室</dd><dt>出席者</dt><dd>委員8名、傍聴者2名</dd></dl>
            <h2>会議資料</h2><ul class="file"><li class="pdf"><a href="r6-2-shidai.pdf">会議次第 [PDF 66 KB]</a></li><li class="pdf"><a href="r6-2-1.pdf">【資料1】令和5年度の利用統計 [PDF 450 KB]</a></li><li class="pdf"><a href="r6-2-2.pdf">【資料2】第4次計画（素案） [PDF 1.9 MB]</a></li><li class="word"><a href="r6-2-ikensho.doc">意見記入用紙 [DOC 25 KB]</a></li></ul>
            <h2>会議録</h2><p><a href="r6-2-roku.html">会議録（要点筆記）</a></p>""",
        ),
        [
            ("r6-2-shidai.pdf", X, 2, D(2024, 12, 5), "", "会議次第"),
            ("r6-2-1.pdf", X, 2, D(2024, 12, 5), "資料1", "令和5年度の利用統計"),
            ("r6-2-2.pdf", X, 2, D(2024, 12, 5), "資料2", "第4次計画（素案）"),
        ],
        {"/shisei/kaigi/r6-2-roku.html": (X, 2, D(2024, 12, 5))},
        files=[("r6-2-ikensho.doc", X, 2, D(2024, 12, 5), "", "意見記入用紙")],
    ),
    Other(
        "a table of what all councils did this year: meetings, openness, cancellations, minutes",
        page(
            "附属機関等の会議開催状況",
            f"""<h1>附属機関等の会議開催状況</h1><table><tr><th>開催日</th><th>会議の名称</th><th>公開・非公開</th><th>会議録</th></tr>
            <tr><td>令和7年2月3日</td><td>令和6年度第3回{X}</td><td>公開</td><td>―</td></tr>
            <tr><td>令和6年12月18日</td><td>第9回{W}</td><td>公開（中止）</td><td>―</td></tr>
            <tr><td>令和6年12月5日</td><td>令和6年度第2回{X}</td><td>公開</td><td><a href="/gyosei/k/2024-41.pdf">会議録（PDF：233KB）</a></td></tr>
            <tr><td>令和6年11月7日</td><td>第8回{W}</td><td>一部公開</td><td><a href="/gyosei/k/2024-33.pdf">会議録（PDF：190KB）</a><br><a href="/gyosei/k/2024-33s.pdf">資料（PDF：2,010KB）</a></td></tr></table>""",
        ),
        [
            ("/gyosei/k/2024-41.pdf", X, 2, D(2024, 12, 5), "会議録", ""),
            ("/gyosei/k/2024-33.pdf", W, 8, D(2024, 11, 7), "会議録", ""),
            ("/gyosei/k/2024-33s.pdf", W, 8, D(2024, 11, 7), "資料", ""),
        ],
        held=[(X, 3, D(2025, 2, 3), ""), (W, 9, D(2024, 12, 18), "cancelled")],
    ),
    Other(
        "newest first in plain paragraphs, indented by spaces, old HTML without closing tags, EUC-JP",
        f"""<html><head><title>{W}</title></head><body bgcolor=white><h2 align=center>{W}</h2><p><b>平成２５年２月１４日（木）　第１１回会議</b>
        <p>　　　<a href=h24/k11.pdf>会議の概要（PDF）</a>　　<a href=h24/s11.pdf>配付資料（PDF）</a>
        <p><b>平成２４年１０月３日（水）　第１０回会議</b>
        <p>　　　<a href=h24/k10.pdf>会議の概要（PDF）</a>　　<a href=h24/s10.pdf>配付資料（PDF）</a>
        <hr><address>消防本部総務課</address></body></html>""",
        [
            ("h24/k11.pdf", W, 11, D(2013, 2, 14), "", "会議の概要"),
            ("h24/s11.pdf", W, 11, D(2013, 2, 14), "配付資料", ""),
            ("h24/k10.pdf", W, 10, D(2012, 10, 3), "", "会議の概要"),
            ("h24/s10.pdf", W, 10, D(2012, 10, 3), "配付資料", ""),
        ],
        encoding="euc_jp",
    ),
    Other(
        "links whose words are the meeting, to pages by day and number, in a grid of cards",
        page(
            f"{V} - みずほ市",
            f"""<h1>{V}</h1><section><h2>開催一覧</h2><div class="grid">
            <article><a href="./20250130/"><time datetime="2025-01-30">1月30日</time><h3>令和6年度第3回</h3></a></article>
            <article><a href="./20240912/"><time datetime="2024-09-12">9月12日</time><h3>令和6年度第2回</h3></a></article></div></section>
            <section><h2>設置要綱・委員</h2><ul><li><a href="./youkou.pdf">{V}設置要綱</a></li><li><a href="./meibo.pdf">委員名簿（令和6年4月1日現在）</a></li></ul></section>
            <section><h2>アーカイブ</h2><p><a href="./archive/">過去の会議資料</a></p></section>""",
        ),
        [
            ("youkou.pdf", V, 0, None, "", f"{V}設置要綱"),
            ("meibo.pdf", V, 0, None, "委員名簿", "（令和6年4月1日現在）"),
        ],
        {
            "/shisei/kaigi/20250130/": (V, 3, D(2025, 1, 30)),
            "/shisei/kaigi/20240912/": (V, 2, D(2024, 9, 12)),
            "/shisei/kaigi/archive/": (V, 0, None),
        },
    ),
    Other(
        "a list of notices of a ministry: number, day, title, PDF and HTML, no council",
        page(
            "通知・事務連絡一覧",
            """<h1>通知・事務連絡一覧</h1><table class="tsuchi"><thead><tr><th>発出日</th><th>文書番号</th><th>件名</th><th>本文</th></tr></thead>
            <tr><td>令和6年11月29日</td><td>健発1129第1号</td><td>予防接種の実施に関する手引の一部改正について</td><td><a href="/t/1129-1.pdf">PDF</a></td></tr>
            <tr><td>令和6年11月27日</td><td>事務連絡</td><td>水道水質検査の精度管理について</td><td><a href="/t/1127.html">本文</a></td></tr>
            <tr><td>令和6年11月20日</td><td>健発1120第3号</td><td>第2回精度管理調査の結果について</td><td><a href="/t/1120-3.pdf">PDF</a> <a href="/t/1120-3.xls">別紙（Excel）</a></td></tr></table>""",
        ),
        [
            ("/t/1129-1.pdf", "", 0, D(2024, 11, 29), "", "予防接種の実施に関する手引の一部改正について"),
            ("/t/1120-3.pdf", "", 0, D(2024, 11, 20), "", "第2回精度管理調査の結果について"),
        ],
        files=[
            ("/t/1127.html", "", 0, D(2024, 11, 27), "", "水道水質検査の精度管理について"),
            ("/t/1120-3.xls", "", 0, D(2024, 11, 20), "別紙", ""),
        ],
    ),
]  # fmt: skip
