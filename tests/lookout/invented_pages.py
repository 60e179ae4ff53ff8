"""Invented pages of councils, each of another structure, and what stands on them.

They were written before the reading was tried on any of them; see the docstring of
``test_reading.py`` for what it made of them at first.
"""

from __future__ import annotations

import dataclasses
import datetime

D = datetime.date
Row = tuple[str, str, int, "datetime.date | None", str, str]
"""End of the address, council, number, day, label, title."""


@dataclasses.dataclass
class Page:
    name: str
    html: str
    rows: list[Row]
    meetings: list[tuple[str, int, datetime.date | None, bool]] | None = None
    address: str = "https://www.town.example.jp/kaigi/index.html"
    encoding: str = "utf-8"
    followed: tuple[str, ...] = ()


A, B = "港湾防災検討会", "海岸利用審議会"


def page(
    name: str,
    body: str,
    rows: list[Row],
    meetings: list[tuple[str, int, datetime.date | None, bool]] | None = None,
    *,
    title: str = "",
    head: str = "",
    **more: object,
) -> Page:
    html = f"<!DOCTYPE html><html lang=ja><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return Page(name, html, rows, meetings, **more)  # type: ignore[arg-type]


PAGES = [
    page(
        "a table whose meetings span rows, a document a row",
        f"""<h1>{A}</h1><p>更新日：令和6年9月9日</p><table><thead><tr><th>回</th><th>開催日</th><th>資料</th></tr></thead>
        <tbody><tr><td rowspan=2>第3回</td><td rowspan=2>令和6年8月2日（金）</td><td><a href="3/1.pdf">資料１　津波の想定（PDF：1,204KB）</a></td></tr>
        <tr><td><a href="3/2.pdf">資料２　避難路（案）［PDF 88KB］</a></td></tr>
        <tr><td rowspan=2>第2回</td><td rowspan=2>令和6年7月1日（月）</td><td><a href="2/1.pdf">資料１　護岸の点検</a></td></tr>
        <tr><td><a href="2/g.pdf">議事要旨</a></td></tr></tbody></table>""",
        [("3/1.pdf", A, 3, D(2024, 8, 2), "資料１", "津波の想定"), ("3/2.pdf", A, 3, D(2024, 8, 2), "資料２", "避難路（案）"),
         ("2/1.pdf", A, 2, D(2024, 7, 1), "資料１", "護岸の点検"), ("2/g.pdf", A, 2, D(2024, 7, 1), "議事要旨", "")],
        title=f"{A}｜みなと町",
    ),
    page(
        "numbers alone below a head, label and title in cells, links that say PDF",
        f"""<h2>{A}の開催状況</h2><table><tr><th>回数</th><th>日付</th><th>番号</th><th>資料名</th><th>ファイル</th></tr>
        <tr><td>12</td><td>2024/9/3</td><td>資料1</td><td>堤防の高さについて</td><td><a href="/d/a1.pdf">PDF</a></td></tr>
        <tr><td>12</td><td>2024/9/3</td><td>資料2-1</td><td>費用の負担</td><td><a href="/d/a2.pdf">PDF</a></td></tr>
        <tr><td>11</td><td>2024/8/6</td><td>議事録</td><td></td><td><a href="/d/a3.pdf">PDF（120KB）</a></td></tr></table>""",
        [("/d/a1.pdf", A, 12, D(2024, 9, 3), "資料1", "堤防の高さについて"), ("/d/a2.pdf", A, 12, D(2024, 9, 3), "資料2-1", "費用の負担"),
         ("/d/a3.pdf", A, 11, D(2024, 8, 6), "議事録", "")],
    ),
    page(
        "two councils on a page under headings of two levels",
        f"""<h1>みなと町の会議</h1><h2>{A}</h2><h3>第2回（令和6年6月3日開催）</h3><ul><li><a href="a/2-1.pdf">資料1 点検の結果</a></li><li><a href="a/2-g.pdf">議事録</a></li></ul>
        <h3>第1回（令和6年5月7日開催）</h3><ul><li><a href="a/1-1.pdf">資料1 設置の趣旨</a></li></ul>
        <h2>{B}</h2><h3>第2回（令和6年6月20日開催）</h3><ul><li><a href="b/2-1.pdf">資料1 砂浜の利用</a></li></ul>
        <h2>関連情報</h2><ul><li><a href="etc/map.pdf">港湾の地図</a></li></ul>""",
        [("a/2-1.pdf", A, 2, D(2024, 6, 3), "資料1", "点検の結果"), ("a/2-g.pdf", A, 2, D(2024, 6, 3), "議事録", ""),
         ("a/1-1.pdf", A, 1, D(2024, 5, 7), "資料1", "設置の趣旨"), ("b/2-1.pdf", B, 2, D(2024, 6, 20), "資料1", "砂浜の利用"),
         ("etc/map.pdf", "", 0, None, "", "港湾の地図")],
    ),
    page(
        "a council a row",
        f"""<h1>新着の会議資料</h1><table><tr><th>会議名</th><th>回</th><th>開催日</th><th>資料</th></tr>
        <tr><td><a href="/port/">{A}</a></td><td>第7回</td><td>R6.6.28</td><td><a href="/n/p7.pdf">配布資料一式</a></td></tr>
        <tr><td><a href="/coast/">{B}</a></td><td>第15回</td><td>R6.6.27</td><td><a href="/n/c15.pdf">議事次第</a>、<a href="/n/c15-1.pdf">資料1 規則の改正案</a></td></tr></table>""",
        [("/n/p7.pdf", A, 7, D(2024, 6, 28), "配布資料一式", ""), ("/n/c15.pdf", B, 15, D(2024, 6, 27), "議事次第", ""),
         ("/n/c15-1.pdf", B, 15, D(2024, 6, 27), "資料1", "規則の改正案")],
    ),
    page(
        "a description list in divisions",
        f"""<main><h1>{B}</h1><dl><div><dt>第十六回（令和六年七月九日）</dt><dd><ul><li><a href="16_1.pdf">資料１－１ 漁港の整備計画</a></li><li><a href="16_2.pdf">参考資料２ 統計</a></li></ul></dd></div>
        <div><dt>第十五回（令和六年四月二日）</dt><dd><a href="15_g.pdf">議事概要（PDF/210KB）</a></dd></div></dl></main>""",
        [("16_1.pdf", B, 16, D(2024, 7, 9), "資料１－１", "漁港の整備計画"), ("16_2.pdf", B, 16, D(2024, 7, 9), "参考資料２", "統計"),
         ("15_g.pdf", B, 15, D(2024, 4, 2), "議事概要", "")],
    ),
    page(
        "nested headings: year, meeting, kind of document",
        f"""<h1>{A}</h1><h2>令和6年度</h2><h3>第2回 10月4日（金）</h3><h4>資料</h4><ul><li><a href="r6/2/1.pdf">資料1：水門の操作</a></li></ul><h4>議事録</h4><p><a href="r6/2/g.pdf">議事録（PDF形式：301KB）</a></p>
        <h3>第1回 2月7日（金）</h3><h4>資料</h4><ul><li><a href="r6/1/1.pdf">資料1：委員の紹介</a></li></ul>
        <h2>令和5年度</h2><h3>第1回 5月12日（金）</h3><h4>資料</h4><ul><li><a href="r5/1/1.pdf">資料1：会議の進め方</a></li></ul>""",
        [("r6/2/1.pdf", A, 2, D(2024, 10, 4), "資料1", "水門の操作"), ("r6/2/g.pdf", A, 2, D(2024, 10, 4), "議事録", ""),
         ("r6/1/1.pdf", A, 1, D(2025, 2, 7), "資料1", "委員の紹介"), ("r5/1/1.pdf", A, 1, D(2023, 5, 12), "資料1", "会議の進め方")],
    ),
    page(
        "paragraphs, one a meeting, broken into lines",
        f"""<h1>{A}</h1><p>第5回 令和6年11月1日（金曜日）<br><a href="5a.pdf">議事次第</a>／<a href="5b.pdf">資料1 灯台の保存</a></p>
        <p>第4回 令和6年10月4日（金曜日）<br>・<a href="4a.pdf">議事次第</a><br>・<a href="4b.pdf">資料1 航路標識</a></p>
        <p>第6回は令和6年12月6日に開催します。</p><p>お問い合わせは<a href="mailto:a@example.jp">事務局</a>まで</p>""",
        [("5a.pdf", A, 5, D(2024, 11, 1), "議事次第", ""), ("5b.pdf", A, 5, D(2024, 11, 1), "資料1", "灯台の保存"),
         ("4a.pdf", A, 4, D(2024, 10, 4), "議事次第", ""), ("4b.pdf", A, 4, D(2024, 10, 4), "資料1", "航路標識")],
    ),
    page(
        "heads in bold within divisions, no heading at all",
        f"""<div class=title>{B}</div><div class=box><div class=kai><b>第8回</b>　令和元年5月20日</div><div class=shiryo><a href="./8/01.pdf">資料1　海水浴場</a><br><a href="./8/02.pdf">資料2　監視員</a></div></div>
        <div class=box><div class=kai><b>第7回</b>　平成31年4月22日</div><div class=shiryo><a href="./7/01.pdf">資料1　駐車場</a></div></div>""",
        [("8/01.pdf", B, 8, D(2019, 5, 20), "資料1", "海水浴場"), ("8/02.pdf", B, 8, D(2019, 5, 20), "資料2", "監視員"),
         ("7/01.pdf", B, 7, D(2019, 4, 22), "資料1", "駐車場")],
        title=f"{B}トップページ",
    ),
    page(
        "details that open, with a base address",
        f"""<h1>{A} 会議資料一覧</h1><details open><summary>第21回会合（2024年7月3日）</summary><ol><li><a href="21/s1.pdf">資料1 台風への備え</a></li></ol></details>
        <details><summary>第20回会合（2024年5月29日）</summary><ol><li><a href="20/s1.pdf">資料1 高潮の記録</a></li><li><a href="20/s2.pdf" title="資料2">資料2</a></li></ol></details>""",
        [("/files/port/21/s1.pdf", A, 21, D(2024, 7, 3), "資料1", "台風への備え"), ("/files/port/20/s1.pdf", A, 20, D(2024, 5, 29), "資料1", "高潮の記録"),
         ("/files/port/20/s2.pdf", A, 20, D(2024, 5, 29), "資料2", "")],
        head='<base href="https://files.example.jp/files/port/">',
    ),
    page(
        "a list of meetings that lead to pages, sessions in the addresses",
        f"""<div id=breadcrumb><a href="/">トップ</a> &gt; <a href="/kaigi/">会議</a></div><h1>{A}</h1>
        <ul><li><a href="/kaigi/port/k3.php;jsessionid=AB12CD34?PHPSESSID=9f8e7d6c5b4a">第3回（令和6年9月2日）</a></li><li><a href="/kaigi/port/k2.php;jsessionid=AB12CD34?PHPSESSID=9f8e7d6c5b4a">第2回（令和6年8月5日）</a></li>
        <li><a href="/kaigi/port/k1.php;jsessionid=AB12CD34?PHPSESSID=9f8e7d6c5b4a">第1回（令和6年7月1日）</a></li></ul><p><a href="/kaigi/port/youkou.pdf?tok=9f8e7d6c5b4a">設置要綱</a></p>""",
        [("/kaigi/port/youkou.pdf", A, 0, None, "設置要綱", "")],
        [(A, 3, D(2024, 9, 2), False), (A, 2, D(2024, 8, 5), False), (A, 1, D(2024, 7, 1), False)],
        followed=("/kaigi/port/k3.php", "/kaigi/port/k2.php", "/kaigi/port/k1.php"),
    ),
    page(
        "a page of one meeting, the particulars in a table",
        f"""<h1>第9回{B}</h1><table><tr><th>日時</th><td>令和6年10月15日（火）13時30分から15時30分まで</td></tr><tr><th>場所</th><td>町民会館</td></tr><tr><th>議題</th><td>（1）規則について<br>（2）その他</td></tr></table>
        <h2>配布資料</h2><ul><li><a href="9-0.pdf">会議次第（PDF形式：77KB）</a></li><li><a href="9-1.pdf">資料1　第8回審議会での意見（PDF形式：99KB）</a></li><li><a href="9-2.pdf">参考資料1　令和5年3月1日の答申（PDF形式：1MB）</a></li></ul>""",
        [("9-0.pdf", B, 9, D(2024, 10, 15), "", "会議次第"), ("9-1.pdf", B, 9, D(2024, 10, 15), "資料1", "第8回審議会での意見"),
         ("9-2.pdf", B, 9, D(2024, 10, 15), "参考資料1", "令和5年3月1日の答申")],
        [(B, 9, D(2024, 10, 15), False)],
        title=f"第9回{B}",
    ),
    page(
        "Shift_JIS, announced and cancelled meetings in a table",
        f"""<h1>{B}</h1><table><tr><th>開催回</th><th>開催年月日</th><th>資料</th><th>議事録</th></tr>
        <tr><td>第31回</td><td>令和7年2月14日</td><td>準備中</td><td></td></tr><tr><td>第30回</td><td>令和7年1月10日</td><td>開催中止</td><td></td></tr>
        <tr><td>第29回</td><td>令和6年12月13日</td><td><a href="29.pdf">資料</a></td><td><a href="29g.pdf">議事録</a></td></tr></table>""",
        [("29.pdf", B, 29, D(2024, 12, 13), "資料", ""), ("29g.pdf", B, 29, D(2024, 12, 13), "議事録", "")],
        [(B, 31, D(2025, 2, 14), False), (B, 30, D(2025, 1, 10), True), (B, 29, D(2024, 12, 13), False)],
        encoding="cp932", head="<meta charset=Shift_JIS>",
    ),
    page(
        "columns are meetings",
        f"""<h1>{A}</h1><table><tr><th></th><th>第2回</th><th>第1回</th></tr><tr><th>開催日</th><td>令和6年6月7日</td><td>令和6年5月10日</td></tr>
        <tr><th>議事次第</th><td><a href="m2a.pdf">PDF</a></td><td><a href="m1a.pdf">PDF</a></td></tr><tr><th>議事録</th><td>作成中</td><td><a href="m1g.pdf">PDF</a></td></tr></table>""",
        [("m2a.pdf", A, 2, D(2024, 6, 7), "議事次第", ""), ("m1a.pdf", A, 1, D(2024, 5, 10), "議事次第", ""), ("m1g.pdf", A, 1, D(2024, 5, 10), "議事録", "")],
    ),
    page(
        "cards: a tag beside a time, label and title apart",
        f"""<header><nav><a href="/a">{B}</a></nav></header><h1>{A}</h1><section class=card><div class=meta><span class=no>No.4</span><time datetime="2024-12-02">12月2日</time></div>
        <ul><li><span>資料1</span> <a href="4/1.pdf">桟橋の補修</a></li><li><span>議事録</span> <a href="4/g.pdf">ダウンロード</a></li></ul></section>
        <section class=card><div class=meta><span class=no>No.3</span><time datetime="2024-11-05">11月5日</time></div><ul><li><span>資料1</span> <a href="3/1.pdf">浚渫の計画</a></li></ul></section>""",
        [("4/1.pdf", A, 4, D(2024, 12, 2), "資料1", "桟橋の補修"), ("4/g.pdf", A, 4, D(2024, 12, 2), "議事録", ""), ("3/1.pdf", A, 3, D(2024, 11, 5), "資料1", "浚渫の計画")],
    ),
    page(
        "a body below another, nested lists, links in a sentence",
        """<h1>海岸利用審議会</h1><h2>安全部会</h2><ul><li>第3回（令和6年9月9日）<ul><li><a href="an3-1.pdf">資料1 救命具</a></li></ul></li><li>第2回（令和6年8月8日）<ul><li><a href="an2-1.pdf">資料1 標識</a></li></ul></li></ul>
        <h2>お知らせ</h2><p>この審議会の<a href="kisoku.pdf">運営規則</a>を改めました。</p>""",
        [("an3-1.pdf", "海岸利用審議会安全部会", 3, D(2024, 9, 9), "資料1", "救命具"), ("an2-1.pdf", "海岸利用審議会安全部会", 2, D(2024, 8, 8), "資料1", "標識"),
         ("kisoku.pdf", B, 0, None, "", "運営規則")],
    ),
    page(
        "minutes by their own words, files behind a query",
        f"""<h1>{A}　議事録</h1><ul><li><a href="/dl.php?id=41&file=g41.pdf">第41回港湾防災検討会（令和6年3月5日）議事録</a></li><li><a href="/dl.php?id=40&file=g40.pdf">第40回港湾防災検討会（令和6年1月16日）議事録</a></li></ul>""",
        [("/dl.php?id=41&file=g41.pdf", A, 41, D(2024, 3, 5), "議事録", ""), ("/dl.php?id=40&file=g40.pdf", A, 40, D(2024, 1, 16), "議事録", "")],
    ),
]  # fmt: skip

C, K = "山林活用協議会", "子ども図書推進委員会"
LATER = [
    page(
        "a line a meeting in a table, its number in a head, minutes in a column of their own",
        f"""<div id="wrap"><h2 class="t">{C}（会議資料）</h2><table summary="一覧"><tbody>
        <tr><th scope=row>第１２回<br>（令和６年１０月７日（月））</th><td><ul><li><a href="../pdf/r061007_1.pdf">資料No.1 林道の整備</a>［PDF：88KB］</li><li><a href="../pdf/r061007_s.pdf">参考1　面積の推移</a>［PDF：1.2MB］</li></ul></td><td>調整中</td></tr>
        <tr><th scope=row>第１１回<br>（令和６年８月５日（月））</th><td><ul><li><a href="../pdf/r060805_1.pdf">資料No.1 木材の流通</a>［PDF：90KB］</li></ul></td><td><a href="../pdf/r060805_g.pdf">議事録</a>［PDF：200KB］</td></tr></tbody></table></div>""",
        [("../pdf/r061007_1.pdf", C, 12, D(2024, 10, 7), "資料No.1", "林道の整備"), ("../pdf/r061007_s.pdf", C, 12, D(2024, 10, 7), "参考1", "面積の推移"),
         ("../pdf/r060805_1.pdf", C, 11, D(2024, 8, 5), "資料No.1", "木材の流通"), ("../pdf/r060805_g.pdf", C, 11, D(2024, 8, 5), "議事録", "")],
    ),
    page(
        "EUC-JP, dates with points, links in a cell parted by lines, a cancelled row",
        f"""<h1>{K}</h1><table><tr><td>開催日</td><td>会議</td><td>資料</td></tr>
        <tr><td>2024.12.20</td><td>第6回</td><td>開催取りやめ</td></tr>
        <tr><td>2024.11.15</td><td>第5回</td><td>・<a href="/k/5-1.pdf">資料１-１　読み聞かせの場</a><br>・<a href="/k/5-2.pdf">資料１-２　蔵書の数</a><br>・<a href="/k/5-9.pdf">議事要旨（案）</a></td></tr>
        <tr><td>2024.10.04</td><td>第4回</td><td>・<a href="/k/4-1.pdf">資料１　ボランティア</a></td></tr></table>""",
        [("/k/5-1.pdf", K, 5, D(2024, 11, 15), "資料１-１", "読み聞かせの場"), ("/k/5-2.pdf", K, 5, D(2024, 11, 15), "資料１-２", "蔵書の数"),
         ("/k/5-9.pdf", K, 5, D(2024, 11, 15), "議事要旨（案）", ""), ("/k/4-1.pdf", K, 4, D(2024, 10, 4), "資料１", "ボランティア")],
        [(K, 6, D(2024, 12, 20), True), (K, 5, D(2024, 11, 15), False), (K, 4, D(2024, 10, 4), False)],
        encoding="euc_jp", head='<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">',
    ),
    page(
        "an announced meeting as a heading, documents in tables of label and title",
        f"""<nav><a href="/">ホーム</a></nav><h1>{K}の開催状況</h1><h2>第9回（令和7年3月4日（火））</h2><p>開催案内：オンラインで開催</p>
        <h2>第8回（令和7年1月21日（火））</h2><table><tr><th>資料番号</th><th>資料名</th></tr><tr><td>資料1</td><td><a href="8/a.pdf">分館の開館時間</a></td></tr><tr><td>資料2</td><td><a href="8/b.pdf">アンケートの結果（速報）</a></td></tr><tr><td>議事録</td><td><a href="8/g.pdf">第8回議事録</a></td></tr></table>""",
        [("8/a.pdf", K, 8, D(2025, 1, 21), "資料1", "分館の開館時間"), ("8/b.pdf", K, 8, D(2025, 1, 21), "資料2", "アンケートの結果（速報）"), ("8/g.pdf", K, 8, D(2025, 1, 21), "議事録", "")],
        [(K, 9, D(2025, 3, 4), False), (K, 8, D(2025, 1, 21), False)],
    ),
    page(
        "years lead to pages, the newest meeting above them",
        f"""<h1>{C}</h1><h2>最新の会議</h2><p>第13回　令和6年11月11日開催</p><ul><li><a href="13_1.pdf">次第</a></li><li><a href="13_2.pdf">資料1　伐採の計画（PDF）</a></li></ul>
        <h2>過去の会議</h2><ul><li><a href="r5.html">令和5年度開催分</a></li><li><a href="r4.html">令和4年度開催分</a></li></ul>""",
        [("13_1.pdf", C, 13, D(2024, 11, 11), "次第", ""), ("13_2.pdf", C, 13, D(2024, 11, 11), "資料1", "伐採の計画")],
        followed=("/kaigi/r5.html", "/kaigi/r4.html"),
    ),
    page(
        "meetings counted anew each year",
        f"""<h1>{C}</h1><h3>令和6年度第2回（令和6年9月2日）</h3><ul><li><a href="62.pdf">資料1 境界の調査</a></li></ul><h3>令和6年度第1回（令和6年6月3日）</h3><ul><li><a href="61.pdf">資料1 補助の要件</a></li></ul>
        <h3>令和5年度第2回（令和6年2月5日）</h3><ul><li><a href="52.pdf">資料1 苗木</a></li></ul>""",
        [("62.pdf", C, 2, D(2024, 9, 2), "資料1", "境界の調査"), ("61.pdf", C, 1, D(2024, 6, 3), "資料1", "補助の要件"), ("52.pdf", C, 2, D(2024, 2, 5), "資料1", "苗木")],
    ),
    page(
        "blocks after blocks without any list, an icon for PDF",
        f"""<div class="main"><h1>{K}</h1><div class="date">令和6年5月30日</div><div class="name">第3回 {K}</div><div class="file"><a href="/f/3-1.pdf"><img src="pdf.gif" alt="PDF">資料1 おはなし会</a></div><div class="file"><a href="/f/3-2.pdf"><img src="pdf.gif" alt="PDF">資料2 予算</a></div>
        <div class="date">令和6年4月25日</div><div class="name">第2回 {K}</div><div class="file"><a href="/f/2-1.pdf"><img src="pdf.gif" alt="PDF">資料1 委員の互選</a></div></div>""",
        [("/f/3-1.pdf", K, 3, D(2024, 5, 30), "資料1", "おはなし会"), ("/f/3-2.pdf", K, 3, D(2024, 5, 30), "資料2", "予算"), ("/f/2-1.pdf", K, 2, D(2024, 4, 25), "資料1", "委員の互選")],
    ),
    page(
        "the council above a table that names it no more, captions for years",
        f"""<h1>審議会等の会議録</h1><h2>{C}</h2><table><caption>令和6年度</caption><tr><th>回</th><th>開催日</th><th>会議録</th></tr><tr><td>2</td><td>8月9日</td><td><a href="m/62.pdf">会議録（PDF・140KB）</a></td></tr><tr><td>1</td><td>5月10日</td><td><a href="m/61.pdf">会議録（PDF・128KB）</a></td></tr></table>
        <h2>{K}</h2><table><caption>令和6年度</caption><tr><th>回</th><th>開催日</th><th>会議録</th></tr><tr><td>1</td><td>6月14日</td><td><a href="m/k1.pdf">会議録（PDF・99KB）</a></td></tr></table>""",
        [("m/62.pdf", C, 2, D(2024, 8, 9), "会議録", ""), ("m/61.pdf", C, 1, D(2024, 5, 10), "会議録", ""), ("m/k1.pdf", K, 1, D(2024, 6, 14), "会議録", "")],
    ),
    page(
        "a definition a field: number, day, documents",
        f"""<h1>{C}</h1><div class=unit><dl><dt>回数</dt><dd>第10回</dd><dt>日時</dt><dd>令和6年4月15日 14時00分～16時00分</dd><dt>資料</dt><dd><a href="10a.pdf">議事次第</a> <a href="10b.pdf">資料1 災害の復旧</a></dd></dl></div>
        <div class=unit><dl><dt>回数</dt><dd>第9回</dd><dt>日時</dt><dd>令和6年2月19日 10時00分～</dd><dt>資料</dt><dd><a href="9b.pdf">資料1 獣害</a></dd></dl></div>""",
        [("10a.pdf", C, 10, D(2024, 4, 15), "議事次第", ""), ("10b.pdf", C, 10, D(2024, 4, 15), "資料1", "災害の復旧"), ("9b.pdf", C, 9, D(2024, 2, 19), "資料1", "獣害")],
    ),
]  # fmt: skip
PAGES += LATER

PAGES += [
    page(
        "a section tells the day of a page of one meeting",
        f"""<h1>第3回 {B} 安全部会</h1><h2>開催日</h2><p>2024年6月28日</p><h2>議題</h2><ul><li>前回（第2回）の議事録</li></ul>
        <h2>配布資料</h2><ul><li><a href="003_gijishidai.pdf">議事次第（PDF形式：100KB）</a></li><li><a href="003_02.pdf">資料2_第2回部会での意見（PDF形式）</a></li></ul><h2>お問合せ先</h2><p>2024年7月1日更新</p>""",
        [("003_gijishidai.pdf", f"{B} 安全部会", 3, D(2024, 6, 28), "議事次第", ""), ("003_02.pdf", f"{B} 安全部会", 3, D(2024, 6, 28), "資料2", "第2回部会での意見")],
        [(f"{B} 安全部会", 3, D(2024, 6, 28), False)],
    ),
    page(
        "news, whose dates are not those of meetings",
        f"""<h1>新着情報</h1><ul><li><span>令和6年7月1日</span> <a href="/n/1.pdf">第3回{A} 資料1「津波の想定」（PDF）</a></li><li><span>令和6年6月20日</span> <a href="/n/2.html">第9回{B}の開催について</a></li></ul>""",
        [("/n/1.pdf", A, 3, None, "資料1", "津波の想定")],
        [(B, 9, None, False)],
    ),
    page(
        "a council with its part in brackets, materials on pages, days in both calendars",
        f"""<h1>{B}（安全部会）</h1><table><tr><th>回数</th><th>開催日</th><th>議題等</th><th>資料等</th></tr>
        <tr><td>第41回</td><td>2024年6月28日<br>（令和6年6月28日）</td><td><ol><li>第40回の報告について</li><li>令和7年度予算</li></ol></td><td><a href="newpage_123.html">資料</a></td></tr></table>""",
        [],
        [(f"{B}（安全部会）", 41, D(2024, 6, 28), False)],
        followed=("/kaigi/newpage_123.html",),
    ),
]  # fmt: skip
