"""What is said of work that could not be done, where no other room has words for it."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "failed_no_room": Explanation(
        _("ディスクがいっぱいか、書き込めません。"),
        _("空きをつくってから、もう一度させてください。"),
    ),
    "failed_database": Explanation(
        _("データベースが使えませんでした（%(kind)s）。"),
        _("データベースが動いているかを確かめてから、もう一度させてください。"),
    ),
    "failed_grammar": Explanation(
        _("この文書から「%(register)s」の項目を取り出せませんでした。"),
        _("新しい版にしたあとなら、もう一度させると直ることがあります。"),
    ),
    "failed_index": Explanation(
        _("読み取りは済みましたが、索引に入っていません。"),
        _("もう一度させてください。続くときは shiryokan check --repair を使ってください。"),
    ),
}

STEPS: dict[str, str] = {
    "store_intake": _("保管"),
    "read_document": _("読み取り"),
    "reread_document": _("読み直し"),
    "index_document": _("索引づくり"),
    "remove_document": _("索引から外す"),
    "structure_document": _("台帳の項目の抽出"),
    "embed_document": _("意味の検索の用意"),
    "forget_document": _("意味の検索から外す"),
    "check_document": _("保存した検索の確かめ"),
    "deliver": _("お知らせの送信"),
    "forget_original": _("消した原本の片づけ"),
    "read_pictures": _("画像の読み取り"),
    "check_pictures": _("画像との照合"),
    "follow_corrections": _("行の訂正の反映"),
    "file_anew": _("発行者や会議体の変更の反映"),
    "index_range": _("索引の作り直し"),
    "forget_in_bucket": _("消した原本の片づけ"),
    "judge_quote": _("引用箇所の効力の判定"),
    "judge_quotes_of": _("引用箇所の効力の判定"),
    "judge_quotes_of_person": _("引用箇所の効力の判定"),
    "judge_quotes_beside": _("引用箇所の効力の判定"),
    "judge_edition": _("記事の引用の確かめ"),
    "judge_citations_of": _("記事と講座の引用の確かめ"),
    "judge_course": _("講座の引用の確かめ"),
    "judge_checklist": _("点検項目の引用の確かめ"),
    "judge_items_of": _("点検項目の引用の確かめ"),
    "judge_piece": _("証跡の引用の確かめ"),
    "judge_evidence_of": _("証跡の引用の確かめ"),
    "read_deadlines": _("期限の読み取り"),
    "judge_deadlines_of": _("期限の根拠の確かめ"),
    "look_at_host": _("見回り"),
    "make_digest": _("便りづくり"),
    "deliver_digest": _("便りの送信"),
    "deliver_confirmation": _("便りの宛先の確認メール"),
    "tell_of_assignment": _("受講指定の知らせ"),
    "send_reminder": _("受講の期限の知らせ"),
    "send_statement": _("学習記録ストアへの送信"),
    "take_arrived": _("届いた荷物の確かめ"),
    "write_arrived": _("届いた荷物の取り込み"),
}
"""What each step of work is called."""
