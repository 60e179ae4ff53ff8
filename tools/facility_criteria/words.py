"""Words of invented facility criteria."""

from __future__ import annotations

from tools.fee_schedules.words import ADDITIONS, MATTERS, SERVICES, TIMES

__all__ = [
    "ADDITIONS", "DENTAL_SECTIONS", "ILLNESSES", "MATTERS", "PARAGRAPHS", "SECTIONS", "SENTENCES",
    "SERVICES", "TIMES", "TITLES", "WITH_ITEMS",
]  # fmt: skip

SECTIONS = ("見守り管理等", "在宅支援", "検査", "画像診断", "投薬", "訓練", "処置", "手技", "連携")
DENTAL_SECTIONS = ("歯冠形成及び欠損補填", "歯科訓練", "歯科画像")
TITLES = (
    "通則",
    "届出に関する事項",
    "経過措置に係る基準",
    "対象となる患者",
    "人員の配置",
    "研修の要件",
)
SENTENCES = (
    "{matter}を行うにつき十分な体制が整備されていること。",
    "{matter}に係る経験を{number}年以上有する専任の常勤医師が{small}名以上配置されていること。",
    "当該保険医療機関において、{time}の{matter}に必要な機器を備えていること。",
    "(1)のイ、ロ及びニを満たすものであること。",
    "1の(2)に掲げる{matter}の実績が、直近{number}月間で{small}件以上であること。",
    "第二の三の(2)に規定する{matter}について、院内に掲示していること。",
    "次の{small}つの要件のうち、イ又はロのいずれかを満たすこと。",
    "{matter}に関する研修（{number}時間以上のものに限る。）を修了した看護師又は理学療法士が{time}の{matter}に当たること。",
    "毎年{small}月において、前年度の実績を別添{small}の様式{number}により地方厚生局長等に報告すること。",
    "区分番号「B{code}」の「注{small}」に規定する{matter}加算の届出を行っている保険医療機関であること。",
    "平成{number}年{small}月{small}日から令和{small}年{number}月{number}日までの間に限り、当該基準に該当するものとみなす。",
    "直近{small}か月間における入院患者の数に対する{matter}を要する者の割合が{number}％以上であること。なお、(2)から(4)までに掲げる者は、含めないものとする。",
    "{time}{matter}に係る訪問看護及び栄養指導を{small}年間で{number}回以上実施した実績があること。また、その記録を保存し、患者又はその家族等からの求めに応じて提示できるようにしていること。",
)
PARAGRAPHS = (
    "{matter}を行うにつき必要な体制が整備されていること。",
    "{time}に{matter}を行う患者（{number}歳未満の者に限る。）であって、医師が必要と認めたもの",
    "当該保険医療機関の屋内における{matter}について、定期的に{small}回以上の確認を行っていること。",
)
WITH_ITEMS = (
    "次のいずれにも該当すること。",
    "以下のいずれかを満たす{matter}の体制であること。",
    "{matter}に関し、次に掲げる要件を満たしていること。",
)
ILLNESSES = (
    "霧中歩行障害", "波状睡眠症候群", "灯火過敏症", "慢性綿毛炎（急性のものを除く。）",
    "風車型関節痛",
    "砂時計症", "遠雷性耳鳴", "朝露皮膚炎", "夕映え型発疹", "木霊症",
)  # fmt: skip
