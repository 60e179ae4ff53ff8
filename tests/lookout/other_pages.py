"""Pages of councils and lists of publications of other make, and what stands on them.

Their truth was committed before the reading was tried on any of them; ``test_other_pages.py`` tells
what it made of them at first.
"""

from __future__ import annotations

import dataclasses
import datetime

D = datetime.date
Row = tuple[str, str, int, "datetime.date | None", str, str]
"""End of the address, council, number, day, label, title."""
Held = tuple[str, int, "datetime.date | None", str]
"""Council, number, day, and what becomes of the meeting: nothing, cancelled or postponed."""


@dataclasses.dataclass
class Other:
    """A page as bytes, and all that is to be read of it."""

    name: str
    html: str
    rows: list[Row]
    """PDFs."""
    followed: dict[str, tuple[str, int, datetime.date | None]] = dataclasses.field(
        default_factory=dict
    )
    """Pages of meetings, years and frames that are looked at in turn."""
    files: list[Row] = dataclasses.field(default_factory=list)
    """Documents in other formats than PDF."""
    held: list[Held] = dataclasses.field(default_factory=list)
    """Meetings that are cancelled, postponed or announced without documents."""
    address: str = "https://www.city.example.lg.jp/shisei/kaigi/index.html"
    encoding: str = "utf-8"
    header: str = ""
    """The encoding that the server tells."""
    base: str = ""


def page(title: str, body: str, head: str = "") -> str:
    """Body in the frame that sites put around theirs."""
    return (
        f"<!DOCTYPE html><html lang=ja><head><title>{title}</title>{head}</head><body>"
        '<div id="header"><a href="/"><img src="/logo.png" alt="みずほ市"></a>'
        '<ul><li><a href="/kurashi/">くらし</a></li><li><a href="/shisei/">市政情報</a></li></ul></div>'
        f'<p class="pankuzu"><a href="/">トップ</a>＞<a href="/shisei/">市政情報</a>＞{title}</p>'
        f'<div id="main">{body}</div>'
        '<div id="adobe"><p>PDFの閲覧には<a href="https://get.example.com/reader/">閲覧用ソフト</a>が必要です。</p></div>'
        '<div class="inquiry"><h2>このページに関するお問い合わせ</h2><p>総務課 電話：0120-00-0000</p></div>'
        '<div id="footer"><a href="/site/policy.html">サイトポリシー</a></div></body></html>'
    )


G, S, N, P = (
    "みどりのまちづくり審議会",
    "上下水道事業経営審議会",
    "空き家等対策協議会",
    "文化財保護委員会",
)

OTHERS = [
    Other(
        "days first, numbers in full width in a later column, meetings on paper and by turns",
        page(
            G,
            f"""<h1>{G}</h1><p>更新日：令和６年１１月１日</p>
            <table border=1><tr><th>開催年月日</th><th>回</th><th>開催方法</th><th>議題</th><th>会議資料</th><th>会議録</th></tr>
            <tr><td>令和６年１０月２１日（月）</td><td>第２８回</td><td>対面</td><td>緑地の指定について</td><td><a href="shiryo28-1.pdf">資料１（PDF：５２０KB）</a><br><a href="shiryo28-2.pdf">資料２（PDF：１．１MB）</a></td><td>作成中</td></tr>
            <tr><td>令和６年８月３０日（金）</td><td>第２７回</td><td>書面開催</td><td>第２６回の会議録の確認</td><td><a href="shiryo27.pdf">資料（PDF：８８KB）</a></td><td><a href="roku27.pdf">会議録（PDF：２１０KB）</a></td></tr>
            <tr><td>令和６年７月５日（金）</td><td>臨時会</td><td>持ち回り</td><td>会長の選任</td><td>なし</td><td><a href="roku-rinji.pdf">会議録（PDF：９０KB）</a></td></tr></table>""",
        ),
        [
            ("shiryo28-1.pdf", G, 28, D(2024, 10, 21), "資料１", ""),
            ("shiryo28-2.pdf", G, 28, D(2024, 10, 21), "資料２", ""),
            ("shiryo27.pdf", G, 27, D(2024, 8, 30), "資料", ""),
            ("roku27.pdf", G, 27, D(2024, 8, 30), "会議録", ""),
            ("roku-rinji.pdf", G, 0, D(2024, 7, 5), "会議録", ""),
        ],
    ),
    Other(
        "terms are days, definitions hold the number, then lists of files with size beside",
        page(
            f"{S}の会議資料",
            f"""<h1>{S}の会議資料</h1><dl class="kaigi">
            <dt>令和6年9月11日（水曜日）</dt><dd>令和6年度第3回</dd><dd><ul>
            <li><a href="/uploaded/attachment/3301.pdf">次第</a> [PDFファイル／101KB]</li><li><a href="/uploaded/attachment/3302.pdf">資料1-1 経営戦略の改定について</a> [PDFファイル／2.31MB]</li><li><a href="/uploaded/attachment/3303.pdf">資料1-2 料金の試算</a> [PDFファイル／640KB]</li></ul></dd>
            <dt>令和6年7月3日（水曜日）</dt><dd>令和6年度第2回</dd><dd><ul><li><a href="/uploaded/attachment/3201.pdf">次第</a> [PDFファイル／99KB]</li><li><a href="/uploaded/attachment/3299.docx">意見書様式</a> [Wordファイル／31KB]</li></ul></dd></dl>""",
        ),
        [
            ("/uploaded/attachment/3301.pdf", S, 3, D(2024, 9, 11), "次第", ""),
            ("/uploaded/attachment/3302.pdf", S, 3, D(2024, 9, 11), "資料1-1", "経営戦略の改定について"),
            ("/uploaded/attachment/3303.pdf", S, 3, D(2024, 9, 11), "資料1-2", "料金の試算"),
            ("/uploaded/attachment/3201.pdf", S, 2, D(2024, 7, 3), "次第", ""),
        ],
        files=[("/uploaded/attachment/3299.docx", S, 2, D(2024, 7, 3), "", "意見書様式")],
    ),
    Other(
        "lists within lists below a heading of a day, labels before links that tell the size",
        page(
            N,
            f"""<h1>{N}</h1><p>空家法に基づき設置しています。</p>
            <h3>令和7年1月22日開催 第4回会議</h3>
            <ul><li>議題1 計画の素案<ul><li>資料1-1 計画素案 <a href="files/0401.pdf">[PDF形式：1,234KB]</a></li><li>資料1-2 概要版 <a href="files/0402.pdf">[PDF形式：300KB]</a></li></ul></li>
            <li>議題2 特定空家の認定<ul><li>資料2 認定の状況 <a href="files/0403.pdf">[PDF形式：87KB]</a></li></ul></li></ul>
            <h3>令和6年10月9日開催 第3回会議</h3>
            <ul><li>議題1 実態調査<ul><li>資料1 調査結果の速報 <a href="files/0301.pdf">[PDF形式：2,001KB]</a></li></ul></li><li>議事録 <a href="files/0399.pdf">[PDF形式：150KB]</a></li></ul>""",
        ),
        [
            ("files/0401.pdf", N, 4, D(2025, 1, 22), "資料1-1", "計画素案"),
            ("files/0402.pdf", N, 4, D(2025, 1, 22), "資料1-2", "概要版"),
            ("files/0403.pdf", N, 4, D(2025, 1, 22), "資料2", "認定の状況"),
            ("files/0301.pdf", N, 3, D(2024, 10, 9), "資料1", "調査結果の速報"),
            ("files/0399.pdf", N, 3, D(2024, 10, 9), "議事録", ""),
        ],
    ),
    Other(
        "an index of meeting pages alone, some without a number, and years that are over",
        page(
            f"{P} | みずほ市",
            f"""<h1>{P}</h1><h2>令和6年度</h2><ul class="listlink">
            <li><a href="../bunka/1004812/1005120.html">令和6年11月18日開催</a></li>
            <li><a href="../bunka/1004812/1004990.html">第2回（令和6年8月27日開催）</a></li>
            <li><a href="../bunka/1004812/1004813.html">第1回（令和6年5月14日開催）</a></li></ul>
            <h2>過去の会議</h2><ul class="listlink"><li><a href="../bunka/1003311/index.html">令和5年度（2023年度）文化財保護委員会</a></li><li><a href="../bunka/1002200/index.html">令和4年度（2022年度）文化財保護委員会</a></li><li><a href="../bunka/kako.html">平成30年度から令和3年度まで</a></li></ul>
            <h2>関連リンク</h2><ul><li><a href="/bunka/museum.html">郷土資料館</a></li></ul>""",
        ),
        [],
        {
            "/shisei/bunka/1004812/1005120.html": (P, 0, D(2024, 11, 18)),
            "/shisei/bunka/1004812/1004990.html": (P, 2, D(2024, 8, 27)),
            "/shisei/bunka/1004812/1004813.html": (P, 1, D(2024, 5, 14)),
            "/shisei/bunka/1003311/index.html": (P, 0, None),
            "/shisei/bunka/1002200/index.html": (P, 0, None),
            "/shisei/bunka/kako.html": (P, 0, None),
        },
    ),
    Other(
        "years and meetings span rows, the year in the first column, bare numbers",
        page(
            "審議会等の会議の公開",
            f"""<h1>審議会等の会議の公開</h1><h2>{N}</h2><table><thead><tr><th>年度</th><th>回</th><th>開催日</th><th>内容</th><th>ファイル</th></tr></thead><tbody>
            <tr><td rowspan=4>令和6年度</td><td rowspan=2>3</td><td rowspan=2>1月22日</td><td>会議録</td><td><a href="./r6/3k.pdf">ダウンロード</a></td></tr>
            <tr><td>計画（案）</td><td><a href="./r6/3p.pdf">ダウンロード</a></td></tr>
            <tr><td>2</td><td>10月9日</td><td>会議録</td><td><a href="./r6/2k.pdf">ダウンロード</a></td></tr>
            <tr><td>1</td><td>5月30日</td><td>会議録</td><td><a href="./r6/1k.pdf">ダウンロード</a></td></tr>
            <tr><td>令和5年度</td><td>1</td><td>6月1日</td><td>会議録</td><td><a href="./r5/1k.pdf">ダウンロード</a></td></tr></tbody></table>""",
        ),
        [
            ("r6/3k.pdf", N, 3, D(2025, 1, 22), "会議録", ""),
            ("r6/3p.pdf", N, 3, D(2025, 1, 22), "", "計画（案）"),
            ("r6/2k.pdf", N, 2, D(2024, 10, 9), "会議録", ""),
            ("r6/1k.pdf", N, 1, D(2024, 5, 30), "会議録", ""),
            ("r5/1k.pdf", N, 1, D(2023, 6, 1), "会議録", ""),
        ],
    ),
    Other(
        "postponed, called off and still to come, in paragraphs below headings",
        page(
            f"{G}　開催情報",
            f"""<h1>{G}　開催情報</h1>
            <h2>第31回（令和7年2月17日（月曜日）午後2時から）</h2><p>場所：市役所3階 傍聴の定員：10人</p>
            <h2>第30回（令和6年12月20日（金曜日））</h2><p>【開催延期】大雪のため令和7年1月15日（水曜日）に変更します。</p>
            <h2>第29回（令和6年11月19日（火曜日））</h2><p>※都合により開催を中止しました。</p>
            <h2>第28回（令和6年10月21日（月曜日））</h2><ul><li><a href="28.pdf">会議次第</a>（PDF　70KB）</li><li><a href="28s.pdf">資料 緑地の指定</a>（PDF　470KB）</li></ul>""",
        ),
        [
            ("28.pdf", G, 28, D(2024, 10, 21), "", "会議次第"),
            ("28s.pdf", G, 28, D(2024, 10, 21), "資料", "緑地の指定"),
        ],
        held=[
            (G, 31, D(2025, 2, 17), ""),
            (G, 30, D(2025, 1, 15), "postponed"),
            (G, 29, D(2024, 11, 19), "cancelled"),
        ],
    ),
    Other(
        "Shift_JIS that nobody declares, titles in pictures, sessions in the path, a relative base",
        f"""<HTML><HEAD><TITLE>{P}</TITLE><BASE HREF="../bunkazai/"></HEAD><BODY BGCOLOR="#FFFFFF"><CENTER><FONT SIZE=5><B>{P}</B></FONT></CENTER><HR>
        <TABLE><TR><TD COLSPAN=2><B>第１９回　平成２９年３月１６日（木）</B></TD></TR>
        <TR><TD><A HREF="(S(q1w2e3r4t5))/h19/shidai.pdf"><IMG SRC="b1.gif" ALT="議事次第"></A></TD><TD><A HREF="(S(q1w2e3r4t5))/h19/s1.pdf"><IMG SRC="b2.gif" ALT="資料１　古墳の発掘調査"></A></TD></TR>
        <TR><TD COLSPAN=2><B>第１８回　平成２８年１１月２日（水）</B></TD></TR>
        <TR><TD><A HREF="(S(q1w2e3r4t5))/h18/shidai.pdf"><IMG SRC="b1.gif" ALT="議事次第"></A></TD><TD><A HREF="(S(q1w2e3r4t5))/h18/s1.pdf"><IMG SRC="b2.gif" ALT="資料１　山車の修理"></A></TD></TR></TABLE>
        <HR><A HREF="javascript:history.back()">もどる</A></BODY></HTML>""",
        [
            ("h19/shidai.pdf", P, 19, D(2017, 3, 16), "議事次第", ""),
            ("h19/s1.pdf", P, 19, D(2017, 3, 16), "資料１", "古墳の発掘調査"),
            ("h18/shidai.pdf", P, 18, D(2016, 11, 2), "議事次第", ""),
            ("h18/s1.pdf", P, 18, D(2016, 11, 2), "資料１", "山車の修理"),
        ],
        encoding="cp932",
        base="https://www.city.example.lg.jp/shisei/bunkazai/",
    ),
    Other(
        "frames",
        """<html><head><title>上下水道事業経営審議会</title></head><frameset cols="180,*"><frame name="menu" src="menu.html"><frame name="main" src="shiryo/ichiran.html"><noframes><body>フレーム対応のブラウザでご覧ください。</body></noframes></frameset></html>""",
        [],
        {
            "/shisei/kaigi/menu.html": (S, 0, None),
            "/shisei/kaigi/shiryo/ichiran.html": (S, 0, None),
        },
    ),
    Other(
        "a list of what a ministry published, of several councils and of none, in several formats",
        page(
            "報道発表・公表資料",
            f"""<h1>報道発表・公表資料</h1><h2>2024年11月</h2><dl>
            <dt>11月20日</dt><dd><a href="/pub/2024/1120a.html">{S}（第14回）を開催します</a></dd>
            <dt>11月18日</dt><dd><a href="/pub/2024/1118a.pdf">{G}「緑の基本計画の改定について（答申）」</a>（PDF：1,900KB）</dd>
            <dt>11月15日</dt><dd><a href="/pub/2024/1115a.xlsx">水質検査の結果（令和6年10月分）</a>（Excel：40KB）</dd>
            <dt>11月12日</dt><dd><a href="/pub/2024/1112a.pdf">第2回{N}の議事要旨</a>（PDF：180KB）</dd>
            <dt>11月5日</dt><dd><a href="/pub/2024/1105a.pdf">令和5年度 ごみ処理の実績</a>（PDF：700KB）</dd></dl>""",
        ),
        [
            ("/pub/2024/1118a.pdf", G, 0, None, "", "緑の基本計画の改定について（答申）"),
            ("/pub/2024/1112a.pdf", N, 2, None, "議事要旨", ""),
            ("/pub/2024/1105a.pdf", "", 0, None, "", "令和5年度 ごみ処理の実績"),
        ],
        {"/pub/2024/1120a.html": (S, 14, None)},
        files=[("/pub/2024/1115a.xlsx", "", 0, None, "", "水質検査の結果（令和6年10月分）")],
    ),
    Other(
        "English",
        """<html lang="en"><head><title>Harbour Safety Council | Mizuho City</title></head><body><nav><a href="/en/">Home</a></nav><h1>Harbour Safety Council</h1>
        <h2>The 5th Meeting (November 6, 2024)</h2><ul><li><a href="/en/hsc/5-a.pdf">Agenda (PDF: 80KB)</a></li><li><a href="/en/hsc/5-1.pdf">Material 1: Lighting of the quays (PDF: 1MB)</a></li></ul>
        <h2>The 4th Meeting (June 24, 2024)</h2><ul><li><a href="/en/hsc/4-a.pdf">Agenda (PDF: 78KB)</a></li><li><a href="/en/hsc/4-m.pdf">Minutes (PDF: 210KB)</a></li></ul></body></html>""",
        [
            ("/en/hsc/5-a.pdf", "Harbour Safety Council", 5, D(2024, 11, 6), "Agenda", ""),
            ("/en/hsc/5-1.pdf", "Harbour Safety Council", 5, D(2024, 11, 6), "Material 1", "Lighting of the quays"),
            ("/en/hsc/4-a.pdf", "Harbour Safety Council", 4, D(2024, 6, 24), "Agenda", ""),
            ("/en/hsc/4-m.pdf", "Harbour Safety Council", 4, D(2024, 6, 24), "Minutes", ""),
        ],
        address="https://www.city.example.lg.jp/en/hsc/index.html",
    ),
    Other(
        "strict XHTML in EUC-JP under a header that lies, a joint meeting, one file linked twice",
        f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja"><head><title>{G}・{S}合同会議</title></head><body><div id="contents"><h1>{G}・{S}合同会議</h1>
        <div class="section"><h2>第２回合同会議</h2><ul class="gaiyo"><li>日時　令和６年９月２６日（木）１０時００分〜１２時００分</li><li>場所　市民会館</li></ul>
        <p class="new"><a href="gd02_all.pdf">資料一式をまとめて見る</a></p>
        <ol><li><a href="gd02_0.pdf">議事次第</a></li><li><a href="gd02_1.pdf">資料１　雨水の貯留</a></li><li><a href="gd02_all.pdf">資料一式（分割前）</a></li></ol></div>
        <div class="section"><h2>第１回合同会議</h2><ul class="gaiyo"><li>日時　令和６年４月１８日（木）１０時００分〜</li><li>場所　市民会館</li></ul>
        <ol><li><a href="gd01_0.pdf">議事次第</a></li></ol></div></div></body></html>""",
        [
            ("gd02_all.pdf", f"{G}・{S}合同会議", 2, D(2024, 9, 26), "資料一式（分割前）", ""),
            ("gd02_0.pdf", f"{G}・{S}合同会議", 2, D(2024, 9, 26), "議事次第", ""),
            ("gd02_1.pdf", f"{G}・{S}合同会議", 2, D(2024, 9, 26), "資料１", "雨水の貯留"),
            ("gd01_0.pdf", f"{G}・{S}合同会議", 1, D(2024, 4, 18), "議事次第", ""),
        ],
        encoding="euc_jp",
        header="Shift_JIS",
    ),
    Other(
        "a feed without days, its PDFs in the entries' summaries",
        f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>みずほ市 新着情報</title><link>https://www.city.example.lg.jp/</link>
        <item><title>第15回{S}の資料を掲載しました</title><link>https://www.city.example.lg.jp/suido/kaigi15.html</link><description>&lt;a href="/suido/15-1.pdf"&gt;資料1 決算の見込み&lt;/a&gt;</description></item>
        <item><title>第3回{P} 議事録（PDF）</title><link>https://www.city.example.lg.jp/bunka/3g.pdf</link></item>
        <item><title>図書館の休館日</title><link>https://www.city.example.lg.jp/tosho/yasumi.html</link></item></channel></rss>""",
        [
            ("/suido/15-1.pdf", S, 15, None, "資料1", "決算の見込み"),
            ("/bunka/3g.pdf", P, 3, None, "議事録", ""),
        ],
        {"/suido/kaigi15.html": (S, 15, None)},
        address="https://www.city.example.lg.jp/rss.xml",
    ),
    Other(
        "a card a meeting, the day in figures, titles beside buttons, minutes as a page",
        page(
            f"{N}について",
            f"""<h1>{N}について</h1><div class="cards"><div class="card"><p class="card-date"><span>2025</span>.<span>1</span>.<span>22</span></p><h3 class="card-title">第4回 {N}</h3>
            <table class="docs"><tr><td>議事次第</td><td><a class="btn" href="dl/401">PDF</a></td></tr><tr><td>資料1　素案</td><td><a class="btn" href="dl/402.pdf">PDF</a><a class="btn" href="dl/402.docx">Word</a></td></tr></table></div>
            <div class="card"><p class="card-date"><span>2024</span>.<span>10</span>.<span>9</span></p><h3 class="card-title">第3回 {N}</h3>
            <table class="docs"><tr><td>資料1　調査の結果</td><td><a class="btn" href="dl/301.pdf">PDF</a></td></tr><tr><td>議事録</td><td><a class="btn" href="gijiroku3.html">HTML</a></td></tr></table></div></div>""",
        ),
        [
            ("dl/401", N, 4, D(2025, 1, 22), "議事次第", ""),
            ("dl/402.pdf", N, 4, D(2025, 1, 22), "資料1", "素案"),
            ("dl/301.pdf", N, 3, D(2024, 10, 9), "資料1", "調査の結果"),
        ],
        {"/shisei/kaigi/gijiroku3.html": (N, 3, D(2024, 10, 9))},
        files=[("dl/402.docx", N, 4, D(2025, 1, 22), "資料1", "素案")],
    ),
    Other(
        "bodies below a council, a tab each, the number with the body's name in its heading",
        page(
            f"{S}",
            f"""<h1>{S}</h1><ul class="tab"><li><a href="#t1">総会</a></li><li><a href="#t2">料金専門部会</a></li></ul>
            <div id="t1"><h2>総会</h2><h3>第14回総会　令和6年11月27日</h3><p>・<a href="so14.pdf">資料（全体版）（PDF 3MB）</a></p></div>
            <div id="t2"><h2>料金専門部会</h2><h3>第6回料金専門部会　令和6年10月30日</h3><p>・<a href="ry6-1.pdf">資料１　料金表（PDF 300KB）</a><br>・<a href="ry6-s.pdf">参考資料　他都市の料金（PDF 90KB）</a></p>
            <h3>第5回料金専門部会　令和6年9月4日（延期しました。新しい日程は10月2日です）</h3></div>""",
        ),
        [
            ("so14.pdf", S, 14, D(2024, 11, 27), "資料（全体版）", ""),
            ("ry6-1.pdf", f"{S}料金専門部会", 6, D(2024, 10, 30), "資料１", "料金表"),
            ("ry6-s.pdf", f"{S}料金専門部会", 6, D(2024, 10, 30), "参考資料", "他都市の料金"),
        ],
        held=[(f"{S}料金専門部会", 5, D(2024, 10, 2), "postponed")],
    ),
]  # fmt: skip
