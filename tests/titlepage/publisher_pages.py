"""Invented first pages and the bodies that publish them.

Each page is written as rows: where a row stands (``l``, ``c`` or ``r``), the size of its letters
and its top in points, and its text; ``f`` is a row that comes back at the foot of every page. The
bodies are those that are right to name, ``""`` among them where it is right to name none. The pages
in ``HELD_BACK`` were written together with the others and not looked at while rules were made.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """Rows of a first page, and the bodies that are right."""

    name: str
    rows: str
    bodies: tuple[str, ...]
    author: str = ""
    last: str = ""


_PROSE = """
l 10.5 {0} この文書は、各地の灯台の見回りについて、これまでに行われた調査の結果をまとめ、今後の
l 10.5 {1} 取扱いを示すものである。関係者におかれては、内容を御確認の上、適切に御対応いただき
l 10.5 {2} ますよう、お願いいたします。なお、詳細については別途お知らせする予定であります。
"""


def _prose(top: int) -> str:
    return _PROSE.format(top, top + 18, top + 36)


def _letter(name: str, to: str, senders: list[str], bodies: tuple[str, ...]) -> Case:
    rows = [
        "r 10.5 60 事 務 連 絡", "r 10.5 78 令和６年３月５日", f"l 10.5 120 {to}",
        *(f"r 10.5 {170 + 16 * n} {sender}" for n, sender in enumerate(senders)),
        "c 12 290 灯台の見回りに係る取扱いについて",
    ]  # fmt: skip
    return Case(name, "\n".join(rows) + _prose(330), bodies)


def _cover(name: str, foot: list[str], bodies: tuple[str, ...], *, author: str = "") -> Case:
    rows = [
        "c 26 240 灯台の利用に関する手引き",
        *(f"c 15 {600 + 24 * n} {line}" for n, line in enumerate(foot)),
    ]
    return Case(name, "\n".join(rows), bodies, author)


def _slide(name: str, lines: list[str], foot: str, bodies: tuple[str, ...]) -> Case:
    rows = [
        "c 30 200 灯台の現状と課題について",
        *(f"c 16 {420 + 28 * n} {line}" for n, line in enumerate(lines)),
        *([f"f 9 815 {foot}"] if foot else []),
    ]
    return Case(name, "\n".join(rows), bodies)


def _press(name: str, head: list[str], bodies: tuple[str, ...]) -> Case:
    rows = [f"{line.split(' ', 1)[0]} 10.5 {50 + 17 * n} {line.split(' ', 1)[1]}"
            for n, line in enumerate(head)]  # fmt: skip
    return Case(
        name, "\n".join([*rows, "c 18 260 灯台の見回りの結果を公表します"]) + _prose(320), bodies
    )


def _paper(name: str, head: list[str], bodies: tuple[str, ...]) -> Case:
    rows = [f"r 10.5 {45 + 16 * n} {line}" for n, line in enumerate(head)]
    return Case(
        name, "\n".join([*rows, "c 18 170 灯火の明るさに関する論点整理"]) + _prose(240), bodies
    )


def _gazette(name: str, first: str, signed: str, bodies: tuple[str, ...]) -> Case:
    rows = [
        f"l 10.5 60 {first}", "l 10.5 80 灯台法（昭和二十四年法律第百号）第三条の規定に基づき、灯台の基準を次のように定める。",
        "l 10.5 110 令和六年三月五日", f"r 10.5 128 {signed}", "c 13 170 灯台の基準",
    ]  # fmt: skip
    return Case(name, "\n".join(rows) + _prose(210), bodies)


_HALLS = "都道府県港湾主管部（局）　御中"
_REGIONS = ["北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県"]  # fmt: skip

OPEN = [
    _letter("bureaus of one ministry", _HALLS,
            ["厚生労働省医政局地域医療計画課", "厚生労働省老健局高齢者支援課"], ("厚生労働省",)),
    _letter("a bureau without its ministry", "各都道府県衛生主管部（局）長　殿",
            ["医薬局医薬品審査管理課長", "（ 公 印 省 略 ）"], ("", "厚生労働省")),
    _letter("a city's director", "各介護保険事業所　管理者　様",
            ["横浜市健康福祉局長", "（公印省略）"], ("横浜市",)),
    _letter("a governor", "各市町村長　様", ["神奈川県知事　海野 太郎"], ("神奈川県",)),
    _letter("a department of a city", "市内保育所　各位",
            ["灯台市子ども未来部保育課", "（電話 012-345-6789）"], ("灯台市",)),
    _letter("an association to a ministry", "国土交通省港湾局長　殿",
            ["一般社団法人　日本灯台協会", "会長　海野　灯"],
            ("一般社団法人日本灯台協会", "一般社団法人 日本灯台協会")),
    _letter("a federation to the prime minister", "内閣総理大臣　海野　太郎　様",
            ["日本灯台連合会", "会長　浜野　光"], ("日本灯台連合会",)),
    _letter("a company", "お客様各位", ["灯火コンサルティング株式会社", "代表取締役　浜野 光"],
            ("灯火コンサルティング株式会社",)),
    _letter("a mayor", "関係団体の長　様", ["灯台市長　浜 野　光 子"], ("灯台市",)),
    _letter("a school board", "各小中学校長　様", ["灯台市教育委員会教育長", "（公印省略）"],
            ("灯台市教育委員会", "灯台市")),
    _letter("two ministries", _HALLS, ["総務省自治行政局地域政策課長", "国土交通省港湾局総務課長"],
            ("総務省", "国土交通省")),
    _cover("a date and a body in one line", ["令和６年３月　国土交通省港湾局"], ("国土交通省",)),
    _cover("a body and a date in brackets", ["経済産業省（令和５年４月）"], ("経済産業省",)),
    _cover("a body with spaces in its form", ["令和5年3月", "公益社団法人　日本港湾灯火協会"],
           ("公益社団法人日本港湾灯火協会", "公益社団法人 日本港湾灯火協会")),
    _cover("a short form", ["2023年10月", "(一社)灯火情報処理協会"],
           ("一般社団法人灯火情報処理協会", "(一社)灯火情報処理協会")),
    _cover("who edits and publishes", ["編集・発行　灯台市総務部広報課"], ("灯台市",)),
    _cover("a department behind a corporation's name", ["独立行政法人灯火推進機構セキュリティセンター"],
           ("独立行政法人灯火推進機構",)),
    _cover("made for a ministry", ["令和５年度経済産業省委託事業", "令和６年３月", "株式会社灯火総研"],
           ("株式会社灯火総研", "経済産業省")),
    _cover("a hospital", ["令和４年４月", "灯台市立総合病院"], ("灯台市立総合病院", "灯台市")),
    _cover("an assembly", ["令和４年１２月", "東京都議会"], ("東京都議会", "東京都")),
    _cover("a person and a body", ["2024年2月", "灯台大学大学院 海野 灯"], ("灯台大学大学院", "灯台大学")),
    _cover("a local office", ["令和６年５月", "国土交通省 東北地方整備局 港湾空港部"], ("国土交通省",)),
    _cover("hosts and supporters", ["主催：灯台市", "後援：経済産業省、総務省"], ("灯台市",)),
    _slide("a copyright at the foot", ["2024年7月10日"],
           "Copyright © 2024 独立行政法人灯火推進機構", ("独立行政法人灯火推進機構",)),
    _slide("an agency in English", ["July 2024", "Japan Tourism Agency"], "", ("観光庁",)),
    _slide("a bureau alone", ["令和６年７月１０日", "商務情報政策局"], "", ("", "経済産業省")),
    _slide("a body at the foot", ["令和５年１１月"], "デジタル庁", ("デジタル庁",)),
    _slide("bureaus side by side", ["令和６年２月", "経済産業省 製造産業局・商務情報政策局"], "",
           ("経済産業省",)),
    _press("whom to ask", [
        "l 報道発表資料", "r 令和６年７月５日", "r 【照会先】", "r 総務省統計局統計調査部国勢統計課",
        "r 課長補佐　海野　灯", "r 電話 03-1234-5678"], ("総務省",)),
    _press("whom to ask in one line", [
        "r 令和６年７月５日", "l 問合せ先　農林水産省消費・安全局動物衛生課（内線4321）"], ("農林水産省",)),
    _press("a city's press club", [
        "l 灯台市記者クラブ　御中", "r 令和６年７月５日", "r 灯台市企画部企画課", "r 担当：浜野　電話 012-3456"],
        ("灯台市",)),
    _press("a bank", ["r 2024年７月１日", "r 日　本　銀　行", "r 調 査 統 計 局"], ("日本銀行",)),
    _paper("handed in by a ministry", ["資料３", "第５回灯台審議会", "国土交通省提出資料"],
           ("国土交通省",)),
    _paper("a council's secretariat", ["資料１－２", "令和６年２月２日", "灯台安全検討会", "事務局"],
           ("灯台安全検討会", "")),
    _paper("decided by a council", ["令和３年９月１０日", "灯台社会推進会議幹事会決定"],
           ("灯台社会推進会議幹事会",)),
    _paper("a division of a council", ["資料２", "社会保障審議会", "介護給付費分科会（第230回）"],
           ("厚生労働省", "社会保障審議会介護給付費分科会", "社会保障審議会")),
    _gazette("two ministries' notice", "○総務省、経済産業省告示第一号", "総務大臣　海野　太郎",
             ("総務省", "経済産業省")),
    _gazette("a commission's rule", "○原子力規制委員会規則第三号", "原子力規制委員会委員長　浜野　光",
             ("原子力規制委員会",)),
    _gazette("a minister of an agency", "○デジタル庁告示第五号", "デジタル大臣　浜野　光",
             ("デジタル庁",)),
    _gazette("a prefecture's ordinance", "神奈川県条例第二十号", "神奈川県知事　海野　太郎",
             ("神奈川県",)),
    Case("a list of prefectures", "\n".join(
        ["c 14 60 都道府県別の灯台の数（令和６年４月）",
         *(f"l 9 {100 + 14 * n} {region}" for n, region in enumerate(_REGIONS))]), ("",)),
    Case("a source under a figure", "c 20 80 灯台の数の推移\nl 10 130 令和６年版\n"
         "l 8 700 資料：国土交通省「灯台統計」\nl 8 715 （注）灯浮標を含む。" + _prose(160),
         ("", "国土交通省")),
    Case("an address of a ministry", "c 20 100 灯台の手引き" + _prose(160)
         + "l 9 760 〒100-8918 東京都千代田区霞が関2-1-3\nl 9 774 国土交通省 海事局 総務課",
         ("国土交通省",)),
    Case("the last page tells", "c 26 240 灯台の守り方\nc 14 420 令和６年４月", ("灯台県", "灯台県庁"),
         last="l 12 600 灯台の守り方\nl 10 630 令和６年４月発行\nl 10 650 発行：灯台県港湾部港湾課\nl 10 670 〒123-4567 灯台市浜町１"),
]  # fmt: skip

HELD_BACK = [
    _letter("bureaus of two ministries", "各地方公共団体デジタル担当課　御中",
            ["総務省自治行政局住民制度課", "デジタル庁国民向けサービスグループ"], ("総務省", "デジタル庁")),
    _letter("a bureau with its section", "地方厚生（支）局医療課　御中", ["保険局医療課"],
            ("", "厚生労働省")),
    _letter("a city's department head", "各サービス事業所　代表者　様",
            ["札幌市保健福祉局高齢保健福祉部長", "（公印省略）"], ("札幌市",)),
    _letter("a ward's head", "各関係機関　御中", ["世田谷区長　海野 太郎"], ("世田谷区",)),
    _letter("a town's section", "町内事業所　各位", ["浜野町役場 産業振興課"], ("浜野町", "浜野町役場")),
    _letter("a corporation to a minister", "厚生労働大臣　海野　太郎　殿",
            ["公益社団法人 日本灯台医師会", "会　長　浜 野　光"],
            ("公益社団法人日本灯台医師会", "公益社団法人 日本灯台医師会")),
    _letter("an agency's commissioner", "各金融機関代表者　殿", ["金融庁監督局長　海野　太郎"],
            ("金融庁",)),
    _letter("a limited company", "取引先各位", ["株式会社　灯火総研", "代表取締役社長　浜野 光"],
            ("株式会社灯火総研", "株式会社 灯火総研")),
    _letter("a hospital's director", "患者の皆様", ["国立病院機構灯台医療センター院長"],
            ("国立病院機構灯台医療センター", "国立病院機構")),
    _letter("a prefecture's board", "各県立学校長　殿", ["長野県教育委員会教育長"],
            ("長野県教育委員会", "長野県")),
    _letter("three ministries", "各都道府県知事　殿",
            ["農林水産省消費・安全局長", "厚生労働省健康・生活衛生局長", "環境省自然環境局長"],
            ("農林水産省", "厚生労働省", "環境省")),
    _cover("a body behind a year", ["令和５年度　厚生労働省老健局"], ("厚生労働省",)),
    _cover("a month behind a body", ["農林水産省　2024年3月"], ("農林水産省",)),
    _cover("a research corporation", ["令和６年１月", "国立研究開発法人 灯火研究開発機構"],
           ("国立研究開発法人灯火研究開発機構", "国立研究開発法人 灯火研究開発機構")),
    _cover("a short form of a company", ["2022年12月", "（株）灯火総研"],
           ("株式会社灯火総研", "(株)灯火総研", "（株）灯火総研")),
    _cover("who publishes", ["発行：令和６年３月", "発行者：浜野町企画財政課"], ("浜野町",)),
    _cover("a section behind a corporation's name", ["独立行政法人灯台生活センター相談情報部"],
           ("独立行政法人灯台生活センター",)),
    _cover("made by a contractor", ["厚生労働省　令和４年度　調査研究事業", "灯火総合研究所株式会社"],
           ("灯火総合研究所株式会社", "厚生労働省")),
    _cover("a fire brigade", ["令和３年６月", "灯台市消防局予防部"], ("灯台市消防局", "灯台市")),
    _cover("a commission of elections", ["令和３年１０月", "灯台県選挙管理委員会"],
           ("灯台県選挙管理委員会", "灯台県")),
    _cover("an audit corporation", ["2024年3月29日", "有限責任 灯監査法人"],
           ("有限責任灯監査法人", "有限責任 灯監査法人", "灯監査法人")),
    _cover("a labour office", ["令和６年６月", "厚生労働省・都道府県労働局・労働基準監督署"],
           ("厚生労働省",)),
    _cover("guided by a ministry", ["監修：国土交通省", "発行：一般財団法人灯台協会"],
           ("一般財団法人灯台協会", "国土交通省")),
    _slide("rights reserved at the foot", ["2023年5月19日"],
           "Copyright(c) 2023 一般財団法人灯火協会 All Rights Reserved.", ("一般財団法人灯火協会",)),
    _slide("a guard in English", ["March 2023", "Japan Coast Guard"], "", ("海上保安庁",)),
    _slide("a bureau and a section", ["令和６年１月", "総合通信基盤局 電波部 電波環境課"], "",
           ("", "総務省")),
    _slide("a corporation at the foot", ["令和６年４月"], "独立行政法人灯火機構",
           ("独立行政法人灯火機構",)),
    _slide("a secretariat of the cabinet", ["令和５年９月", "内閣官房 新しい灯台実現本部事務局"], "",
           ("内閣官房",)),
    _press("a bureau to ask", [
        "l Press Release", "r 令和５年９月１日", "r 【照会先】", "r 厚生労働省職業安定局雇用政策課",
        "r 課　長　　海野　灯", "r （代表電話）03-1234-5678"], ("厚生労働省",)),
    _press("to ask in brackets", [
        "r 令和５年12月１日", "r （問合せ先）文化庁国語課　内線2839"], ("文化庁",)),
    _press("a prefecture's section", [
        "r 令和６年６月７日", "r 健康福祉部感染症対策課", "r 浜野県", "r （課長）海野　（担当）浜野"],
        ("浜野県",)),
    _press("an institute", ["r 令和５年８月２日", "r 国立社会灯火研究所"], ("国立社会灯火研究所",)),
    _paper("explained by a ministry", ["資料５", "第２回灯台デジタル化検討会", "（デジタル庁説明資料）"],
           ("デジタル庁",)),
    _paper("handed in by a member", ["参考資料２", "令和５年５月１日", "海野委員提出資料", "第３回灯台政策懇談会"],
           ("", "灯台政策懇談会")),
    _paper("agreed by ministries", ["令和４年６月７日", "灯台対策関係府省庁連絡会議申合せ"],
           ("灯台対策関係府省庁連絡会議",)),
    _paper("a subcommittee", ["資料４", "産業構造審議会　灯火小委員会", "第８回"],
           ("経済産業省", "産業構造審議会灯火小委員会", "産業構造審議会 灯火小委員会", "産業構造審議会")),
    _gazette("a notice of three", "○内閣府・総務省・財務省告示第二号", "内閣総理大臣　海野　太郎",
             ("内閣府", "総務省", "財務省")),
    _gazette("a rule of the authority", "人事院規則一―八十", "人事院総裁　浜野　光", ("人事院",)),
    _gazette("a commissioner's notice", "○国税庁告示第七号", "国税庁長官　海野　太郎", ("国税庁",)),
    _gazette("a city's rule", "灯台市規則第八号", "灯台市長　浜野　光", ("灯台市",)),
    Case("a list of ministries", "\n".join(
        ["c 14 60 各府省の灯台の数（令和６年４月）",
         *(f"l 9 {100 + 14 * n} {each}" for n, each in enumerate(
             ["内閣官房", "内閣府", "警察庁", "金融庁", "総務省", "法務省", "外務省", "財務省", "文部科学省"]))]), ("",)),
    Case("a source below a table", "c 18 90 灯台守の年齢\nl 10 140 令和５年10月１日現在\n"
         "l 8 690 出典：総務省「灯台就業調査」を基に作成" + _prose(170), ("", "総務省")),
    Case("an address at the foot", "c 22 120 灯台ニュース" + _prose(180)
         + "l 9 770 〒060-0001 北海道浜野市北一条西２丁目\nl 9 784 一般社団法人浜野灯台協会 事務局",
         ("一般社団法人浜野灯台協会",)),
    Case("the imprint tells", "c 24 260 灯台の歩き方\nc 14 400 第２版", ("一般財団法人灯台協会",),
         last="l 12 600 灯台の歩き方　第２版\nl 10 625 2024年３月 発行\nl 10 645 発行者　一般財団法人灯台協会\nl 10 660 印刷　浜野印刷株式会社"),
]  # fmt: skip
