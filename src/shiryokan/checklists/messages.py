"""What keeps somebody from doing something with checklists, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "checklist_conflict": Explanation(
        _("ほかの人が先にこの項目に答えました。あなたの答えはまだ書き込んでいません。"),
        _("両方の答えを見比べて、残すほうを選んでください。"),
    ),
    "checklist_ended": Explanation(
        _("この自己点検は終えています。何も書き込んでいません。"),
        _("直すときは、取りまとめる人が開き直してください。"),
    ),
    "checklist_long": Explanation(_("長すぎます（%(most)s文字まで）。"), _("短くしてください。")),
    "checklist_date": Explanation(
        _("日付が分かりません。"), _("2026-04-01 のように入れてください。")
    ),
    "checklist_future": Explanation(
        _("まだ来ていない日付です。"), _("今日までの日付を入れてください。")
    ),
    "checklist_answer": Explanation(
        _("答えが分かりません。"), _("はい・いいえ・対象外・未確認のどれかを選んでください。")
    ),
    "checklist_name": Explanation(_("名前がありません。"), _("名前を入れてください。")),
    "checklist_name_taken": Explanation(
        _("「%(name)s」はもうあります。"), _("ほかの名前にしてください。")
    ),
    "checklist_last_manager": Explanation(
        _("取りまとめる人がいなくなります。何も変えていません。"),
        _("先に、ほかの人を「取りまとめる」にしてください。"),
    ),
    "checklist_person": Explanation(
        _("その人が見つかりません。"), _("この館のユーザー名を入れてください。")
    ),
    "checklist_whose": Explanation(
        _("どこの点検か分かりません。"), _("この組織の施設か事業者を一つ選んでください。")
    ),
    "checklist_not_for": Explanation(
        _("この点検表は、選んだ所が答えるものではありません。"),
        _("施設用か事業者用かを確かめて、選び直してください。"),
    ),
    "checklist_no_items": Explanation(
        _("この点検表には項目がありません。"), _("先に項目を入れてください。")
    ),
    "checklist_begun": Explanation(
        _("同じ年度の自己点検がもうあります。"), _("一覧から開いてください。")
    ),
    "checklist_answered": Explanation(
        _("もう答えた項目があるので消せません。"), _("終えたものとして残してください。")
    ),
    "checklist_in_use": Explanation(
        _("この点検表はもう使われているので変えられません。"),
        _("様式が変わったときは、新しい年度の点検表を作ってください。"),
    ),
    "checklist_same_year": Explanation(
        _("同じ様式の同じ年度の点検表がもうあります。"),
        _("年度か様式の名前を確かめてください。"),
    ),
    "checklist_last_round": Explanation(
        _("この様式で答えるのは、この回までです。"), _("今の回の答えを直してください。")
    ),
    "checklist_many": Explanation(
        _("項目が多すぎます（%(most)s個まで）。"), _("点検表を分けてください。")
    ),
    "checklist_year": Explanation(
        _("年度が分かりません。"), _("2026 のように西暦で入れてください。")
    ),
    "checklist_no_form": Explanation(
        _("点検表の項目が見つかりません。"),
        _("はい・いいえで答える様式の PDF か Excel を選ぶか、手で作ってください。"),
    ),
    "checklist_workbook": Explanation(
        _("この Excel ファイルを読めません。"),
        _("パスワードや壊れがないかを確かめて、.xlsx で保存し直してください。"),
    ),
    "checklist_workbook_long": Explanation(
        _("ファイルが大きすぎます（%(most)s MiBまで）。"),
        _("ほかのシートや画像を消してから、もう一度選んでください。"),
    ),
    "checklist_stale_import": Explanation(
        _("確かめている間に、だれかが答えを変えました。何も書き込んでいません。"),
        _("もう一度ファイルを選んで、変わる所を確かめてください。"),
    ),
    "checklist_foreign": Explanation(
        _("ほかの組織か、ほかの自己点検のファイルです。何も書き込んでいません。"),
        _("この自己点検から出した Excel か、この年度の様式を選んでください。"),
    ),
    "checklist_other_year": Explanation(
        _("ほかの年度の様式のファイルです。何も書き込んでいません。"),
        _("この年度の様式に写してから入れてください。"),
    ),
    "checklist_until": Explanation(
        _("リンクの期限が使えません。"), _("今日から1年以内の日付を入れてください。")
    ),
    "checklist_many_links": Explanation(
        _("使えるリンクがもう%(most)s本あります。"), _("要らないものを取り消してください。")
    ),
    "checklist_link_over": Explanation(
        _("このリンクで答えられるのは %(until)s まででした。何も書き込んでいません。"),
        _("期限を延ばすときは、リンクを渡した人に連絡してください。"),
    ),
    "checklist_link_revoked": Explanation(
        _("このリンクは取り消されました。何も書き込んでいません。"),
        _("リンクを渡した人に連絡してください。"),
    ),
    "checklist_not_offered": Explanation(
        _("前の年度の答えはもう当てはまりません。何も書き込んでいません。"),
        _("言葉か根拠が変わっています。確かめて答えてください。"),
    ),
    "evidence_empty": Explanation(_("ファイルが空です。"), _("選び直してください。")),
    "evidence_long": Explanation(
        _("ファイルが大きすぎます（%(most)s MiBまで）。"),
        _("小さくするか、置いてある所へのリンクにしてください。"),
    ),
    "evidence_link": Explanation(
        _("リンクとして使えません。"), _("https:// で始まるアドレスを入れてください。")
    ),
    "evidence_place": Explanation(
        _("引用する場所が分かりません。"),
        _("文書のページで文を選んで「引用」を押し、そのアドレスを貼り付けてください。"),
    ),
    "evidence_days": Explanation(
        _("有効期限が、証跡の日付より前です。"), _("日付を確かめてください。")
    ),
    "evidence_many": Explanation(
        _("証跡は%(most)s件までです。"), _("使っていないものを消してください。")
    ),
    "evidence_in_use": Explanation(
        _("終えた自己点検の証跡なので消せません。"), _("有効期限を過ぎても、記録として残ります。")
    ),
    "evidence_nothing": Explanation(
        _("証跡がありません。"), _("ファイルか、引用箇所かリンクのアドレスを入れてください。")
    ),
    "action_owner": Explanation(
        _("その人はこの組織にいません。"), _("メンバーから選んでください。")
    ),
}
