"""What keeps somebody from doing something in the wing of learning, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "learning_stale": Explanation(
        _("開いている間に、ほかの人がこの講座を変えました。何も書き込んでいません。"),
        _("書いたものは下に残っています。今のものを確かめてから、もう一度書き込んでください。"),
    ),
    "learning_place": Explanation(
        _("引用する場所が分かりません。"),
        _("文書のページで文を選んで「引用」を押し、そのアドレスを貼り付けてください。"),
    ),
    "learning_title": Explanation(_("題名がありません。"), _("題名を入れてください。")),
    "learning_long": Explanation(
        _("長すぎます（%(most)s文字まで）。"), _("短くするか、分けてください。")
    ),
    "learning_many": Explanation(
        _("一つの講座に入るのは%(most)s個までです。"), _("講座を分けてください。")
    ),
    "learning_number": Explanation(
        _("数が使えません。"),
        _("合格の割合は1から100、月数は0から120の整数を入れてください。"),
    ),
    "learning_empty": Explanation(
        _("講座に、読むものも通した設問もありません。"),
        _("課を書くか、設問を通してから公開してください。"),
    ),
    "learning_closed": Explanation(
        _("この講座は終了しています。"), _("ほかの講座を選んでください。")
    ),
    "learning_not_open": Explanation(
        _("この講座はまだ公開されていません。"),
        _("設問をページと見比べて通し、講座を公開してから指定してください。"),
    ),
    "lrs_off": Explanation(
        _("学習記録ストア（LRS）が設定されていません。"),
        _("管理者に設定 SHIRYOKAN_LRS_URL を相談してください。"),
    ),
    "learning_no_address": Explanation(
        _("受け取る人のアカウントかメールアドレスがもうありません。"),
        _("受講の状況で、その人が受講するかを確かめてください。"),
    ),
    "learning_gone": Explanation(_("この設問はもうありません。"), _("一覧を開き直してください。")),
    "learning_token": Explanation(
        _("この解答の用紙は、ほかの設問のものか、ほかの人のものです。"),
        _("設問を開き直して答えてください。"),
    ),
    "learning_reason": Explanation(_("理由がありません。"), _("理由を書いてください。")),
    "learning_date": Explanation(
        _("日付が分かりません。"), _("2026-04-01 のように入れてください。")
    ),
    "learning_whom": Explanation(
        _("だれに指定するか分かりません。"),
        _("グループか、ユーザー名の一人か、全員かを選んでください。"),
    ),
    "learning_records": Explanation(
        _("この文書からは、確かに問えるものが見つかりませんでした。"),
        _(
            "点数表・疑義解釈・年次計画・指針・通知などで、題名と年の分かる文書を選んでください。確かでないものからは設問を作りません。"
        ),
    ),
    "learning_sheet": Explanation(
        _("出席簿を読めません。"),
        _(
            "1行目に「ユーザー名」か「メールアドレス」の見出しがある"
            " CSV か Excel（.xlsx）のファイルを選んでください。"
        ),
    ),
    "learning_sheet_long": Explanation(
        _("出席簿が大きすぎます（%(most)s行まで）。"), _("分けて入れてください。")
    ),
    "answer_empty": Explanation(
        _("まだ答えていません。"), _("答えを選ぶか入れるかしてから、「答える」を押してください。")
    ),
    "answer_number": Explanation(
        _("数として読めません。"), _("291 や 1,234 のように、数だけを入れてください。")
    ),
    "answer_foreign": Explanation(
        _("この設問の答えではありません。"), _("設問を開き直して答えてください。")
    ),
    "exercise_prompt": Explanation(_("問いの文がありません。"), _("問いの文を書いてください。")),
    "exercise_few": Explanation(_("選択肢が足りません。"), _("二つ以上入れてください。")),
    "exercise_equal": Explanation(
        _("同じ選択肢が二つあります。"), _("一つを消すか、違うものにしてください。")
    ),
    "exercise_none_right": Explanation(
        _("正しい選択肢がありません。"), _("正しい選択肢を入れてください。")
    ),
    "exercise_many_right": Explanation(
        _("正しい選択肢が二つ以上あります。"),
        _("一つにするか、設問の種類を「すべて選ぶ」にしてください。"),
    ),
    "exercise_quote": Explanation(
        _("答えの出典がありません。"),
        _("答えの書かれている場所のアドレスを貼り付けてください。出典のない設問は出せません。"),
    ),
    "exercise_boxes": Explanation(
        _("指す場所がありません。"), _("ページの場所のアドレスを貼り付けてください。")
    ),
    "exercise_empty": Explanation(_("空の選択肢があります。"), _("書くか、消すかしてください。")),
}
