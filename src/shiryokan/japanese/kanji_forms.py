"""Old and new forms of kanji (旧字体, 新字体) and the variants that names keep.

Facts of the Cabinet's list of kanji for general use (常用漢字表, 平成22年内閣告示第2号), which
gives the old form in brackets; of the kanji for names (戸籍法施行規則別表第二, as Unihan's
kJinmeiyoKanji and kJoyoKanji give it); of the printed and the simplified forms beside that list
(表外漢字字体表, 平成12年国語審議会答申, and the forms that JIS X 0208 changed in 1983 and
JIS X 0213 in 2004); and of usage in names (髙, 﨑, 邉). Forms that Unicode unifies, and those that
NFKC makes one, are not here.
"""

from __future__ import annotations

_OLD = (
    "亞惡壓圍爲醫壹稻飮隱營榮衞驛圓鹽艷應歐毆櫻奧橫溫穩假價畫會壞懷繪擴殼覺學嶽樂渴勸卷寬歡罐觀"
    "關陷顏氣歸龜僞戲犧舊據擧峽挾狹曉區驅勳薰徑惠揭溪經繼莖螢輕鷄藝擊缺儉劍圈檢權獻縣硏險顯驗嚴"
    "效廣恆鑛號國黑碎濟齋劑雜參慘棧蠶贊殘絲齒兒辭濕實寫釋壽收從澁獸縱肅處緖敍將尙燒稱證奬條狀乘"
    "淨剩疊孃讓釀囑觸寢愼晉眞刄盡圖粹醉隨髓數樞瀨聲靜齊攝竊專戰淺潛纖踐錢禪雙壯搜插爭總聰莊裝"
    "騷臟藏屬續墮對帶滯臺瀧擇澤單擔膽團彈斷遲癡晝蟲鑄廳聽鎭遞鐵轉點傳黨盜燈當鬪德獨讀屆繩貳惱腦"
    "霸廢拜賣麥發髮拔蠻祕濱甁拂佛竝變邊辨辯瓣舖寶襃豐沒飜槇萬滿默彌譯藥與豫餘譽搖樣謠來賴"
    "亂覽龍兩獵壘勵靈齡戀爐勞樓灣祿錄鍊"
)
_NEW = (
    "亜悪圧囲為医壱稲飲隠営栄衛駅円塩艶応欧殴桜奥横温穏仮価画会壊懐絵拡殻覚学岳楽渇勧巻寛歓缶観"
    "関陥顔気帰亀偽戯犠旧拠挙峡挟狭暁区駆勲薫径恵掲渓経継茎蛍軽鶏芸撃欠倹剣圏検権献県研険顕験厳"
    "効広恒鉱号国黒砕済斎剤雑参惨桟蚕賛残糸歯児辞湿実写釈寿収従渋獣縦粛処緒叙将尚焼称証奨条状乗"
    "浄剰畳嬢譲醸嘱触寝慎晋真刃尽図粋酔随髄数枢瀬声静斉摂窃専戦浅潜繊践銭禅双壮捜挿争総聡荘装"
    "騒臓蔵属続堕対帯滞台滝択沢単担胆団弾断遅痴昼虫鋳庁聴鎮逓鉄転点伝党盗灯当闘徳独読届縄弐悩脳"
    "覇廃拝売麦発髪抜蛮秘浜瓶払仏並変辺弁弁弁舗宝褒豊没翻槙万満黙弥訳薬与予余誉揺様謡来頼"
    "乱覧竜両猟塁励霊齢恋炉労楼湾禄録錬"
)
_OLD_FOR_NAMES = "亙凉凜卽薗堯增巖巢徵晄晚曆曾盃步歷每涉淚禮禰禱穗穰綠緣萠虛遙郞駈黃倂獎揷鄕隸"
_NEW_FOR_NAMES = "亘涼凛即園尭増巌巣徴晃晩暦曽杯歩歴毎渉涙礼祢祷穂穣緑縁萌虚遥郎駆黄併奨挿郷隷"
_PRINTED = (
    "穎鷗攪麴鹼繡蔣醬搔屛幷麪濾蘆蠟彎蟬繫吞噓姸俱驒顚萊焰鶯蠣竈灌諫頸礦蘂靱賤壺礪檮濤邇蠅儘藪"
    "鰺晉攢讚遡刄恊慙撐羣脈裏逃鉤鎖韮鵝竪飾輛臟癡奇畝蓋碍暖冰決況減凄"
)
_SIMPLIFIED = (
    "頴鴎撹麹鹸繍蒋醤掻屏并麺沪芦蝋弯蝉繋呑嘘妍倶騨顛莱焔鴬蛎竃潅諌頚砿蕊靭賎壷砺梼涛迩蝿侭薮"
    "鯵晋攅讃溯刃協慚撑群脉裡迯鈎鏁韭鵞豎餝輌臓痴竒畆盖礙煖氷决况减淒"
)
_IN_NAMES = {
    "髙": "高", "﨑": "崎", "邉": "辺", "嶋": "島", "嶌": "島", "濵": "浜", "桒": "桑", "槗": "橋",
    "𠮷": "吉", "栁": "柳", "淸": "清", "德": "徳", "曻": "昇", "靑": "青", "舘": "館", "冨": "富",
    "峯": "峰", "埜": "野", "斈": "学", "籠": "篭", "檜": "桧", "簞": "箪", "剝": "剥", "塡": "填",
    "頰": "頬", "嚙": "噛", "摑": "掴", "瘦": "痩", "啞": "唖", "瀆": "涜", "𠮟": "叱",
    "嵜": "崎", "碕": "崎", "𣘺": "橋", "悳": "徳", "靍": "鶴", "靏": "鶴", "圡": "土", "𡈽": "土",
    "㐂": "喜", "卋": "世", "寳": "宝", "枩": "松", "栢": "柏", "椙": "杉", "梅": "楳", "渕": "淵",
    "渊": "淵", "睿": "叡", "暎": "映", "峩": "峨", "煕": "熙", "邨": "村", "逹": "達", "軣": "轟",
    "軆": "体", "躰": "体", "籔": "薮", "欝": "鬱", "汙": "汚", "泪": "涙", "涌": "湧", "菴": "庵",
    "舩": "船", "鼡": "鼠", "杤": "栃", "畧": "略", "畍": "界", "皐": "皋", "蹟": "跡",
    "迹": "跡", "銕": "鉄", "仝": "同",
}  # fmt: skip
"""Variants in names, and printed standard forms with their simplified ones (剝, 剥)."""
NEW_OF = (
    dict(zip(_PRINTED, _SIMPLIFIED, strict=True))
    | dict(zip(_OLD + _OLD_FOR_NAMES, _NEW + _NEW_FOR_NAMES, strict=True))
    | _IN_NAMES
)
OLD_OF: dict[str, tuple[str, ...]] = {}
for _old, _new in NEW_OF.items():
    OLD_OF[_new] = (*OLD_OF.get(_new, ()), _old)


def other_forms(character: str) -> tuple[str, ...]:
    """The other forms of a kanji, the new one first; none for most."""
    new = NEW_OF.get(character, character)
    return tuple(form for form in (new, *OLD_OF.get(new, ())) if form != character)
