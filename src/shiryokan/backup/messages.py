"""What a check finds wrong, why a backup or a restore is refused, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "check_database": Explanation(
        _("データベースが壊れています（%(about)s）。"),
        _("控えから shiryokan restore で戻してください。"),
    ),
    "check_database_lost": Explanation(
        _("データベースがないか、壊れています（%(about)s）。"),
        _(
            "控えがあれば shiryokan restore で戻してください。"
            "なければ shiryokan check --repair が原本から作り直します。"
        ),
    ),
    "check_loose_rows": Explanation(
        _("表 %(about)s に、つながりの切れた行があります。"),
        _("控えから shiryokan restore で戻してください。"),
    ),
    "check_original_missing": Explanation(
        _("「%(title)s」（%(about)s）の原本がありません。"),
        _(
            "ホームの originals フォルダー（ディスクや共有）かバケットが見えるかを確かめ、"
            "なくなったときは同じファイルをもう一度追加してください。"
        ),
    ),
    "check_upload_missing": Explanation(
        _("受け付けた「%(title)s」のファイルがありません。"),
        _(
            "ホームの incoming フォルダー（ディスクや共有）がつながっているかを確かめ、"
            "なくなったときは同じファイルをもう一度追加してください。"
        ),
    ),
    "check_original_damaged": Explanation(
        _("「%(title)s」（%(about)s）の原本が元と違います。"),
        _("--repair で脇に置き、同じファイルをもう一度追加してください。"),
    ),
    "check_not_read": Explanation(
        _("「%(title)s」（%(about)s）が読み取られていません。"), _("--repair で読み取ります。")
    ),
    "check_pages": Explanation(
        _("「%(title)s」（%(about)s）のページがそろっていません。"),
        _("--repair で原本から読み直します。"),
    ),
    "check_not_indexed": Explanation(
        _("「%(title)s」（%(about)s）が索引に入っていません。"), _("--repair で入れます。")
    ),
    "check_intake": Explanation(
        _("受け付けた「%(title)s」の作業がありません。"), _("--repair で続けます。")
    ),
    "check_intake_open": Explanation(
        _("受け付けた「%(title)s」が終わったことになっていません。"), _("--repair で終えます。")
    ),
    "check_index": Explanation(
        _("「%(title)s」（%(about)s）の索引は%(has)sページで、文書は%(pages)sページです。"),
        _("--repair で直します。"),
    ),
    "check_index_whole": Explanation(
        _("索引にある数が、ページと台帳の項目の数と合いません。"), _("--repair で作り直します。")
    ),
    "check_index_damaged": Explanation(
        _("索引が壊れています（%(about)s）。"), _("--repair で作り直します。")
    ),
    "check_index_busy": Explanation(
        _("索引は今ほかの作業が使っています。"), _("終わってから、もう一度確かめてください。")
    ),
    "check_stray": Explanation(
        _("どの文書のものでもない原本があります（%(about)s）。"),
        _("--repair で文書として、管理者だけが見るコレクションに加えます。"),
    ),
    "check_pictures_left": Explanation(
        _("どの文書のものでもないページの画像がバケットに残っています（%(about)s）。"),
        _("--repair で消します。"),
    ),
    "check_left_over": Explanation(
        _("途中で終わった作業のファイルが残っています（%(about)s）。"), _("--repair で消します。")
    ),
    "check_audit_changed": Explanation(
        _("操作の記録の%(about)s番が、書かれたときと違います。"),
        _("控えの記録と見比べてください。記録は直しません。"),
    ),
    "check_audit_missing": Explanation(
        _("操作の記録の%(about)s番より前が抜けています。"),
        _("控えの記録と見比べてください。記録は直しません。"),
    ),
    "backup_inside": Explanation(
        _("控えの置き場所 %(place)s が資料館の中にあります。"),
        _("別の場所、できれば別のディスクを指定してください。"),
    ),
    "backup_running": Explanation(
        _("別の控えを作っている最中です。"), _("終わってから、もう一度実行してください。")
    ),
    "backup_full": Explanation(
        _("控えの置き場所の空きが足りません（必要 %(need)sバイト、空き %(free)sバイト）。"),
        _("空きを増やすか、--keep で古い控えを消してください。"),
    ),
    "backup_database": Explanation(
        _("データベースが壊れているため、控えを作りません（%(why)s）。前の控えはそのままです。"),
        _("shiryokan check で確かめ、控えから shiryokan restore で戻してください。"),
    ),
    "backup_none": Explanation(
        _("%(place)s に控えがありません。"), _("shiryokan backup で作った場所を指定してください。")
    ),
    "backup_no_snapshot": Explanation(
        _("その名前の控えが1つに決まりません。"),
        _("shiryokan backup --list で名前を確かめてください。"),
    ),
    "backup_manifest": Explanation(
        _("控え %(snapshot)s の目録が読めないか、書き換えられています。"),
        _("別の控えを使ってください。"),
    ),
    "restore_not_empty": Explanation(
        _("%(place)s は空ではありません。"),
        _("空の場所を --home で指定するか、--replace を付けてください。"),
    ),
    "restore_open": Explanation(
        _("%(place)s の資料館は動いています。"), _("止めてから、もう一度実行してください。")
    ),
    "restore_database_used": Explanation(
        _(
            "設定のデータベースは使われています（文書 %(documents)s件、"
            "アカウント %(accounts)s件）。何も変えていません。"
        ),
        _(
            "試すときは SHIRYOKAN_DATABASE_URL に空のデータベースを指定してください。"
            "入れ替えるときは --replace を付けてください（今の行は脇に置きます）。"
        ),
    ),
    "restore_foreign": Explanation(
        _("設定のデータベースには、資料館のものではない表があります。何も変えていません。"),
        _("SHIRYOKAN_DATABASE_URL に空のデータベースを指定してください。"),
    ),
    "restore_damaged": Explanation(
        _("控えの中の %(file)s がないか、壊れています。何も変えていません。"),
        _("別の控えを --snapshot で指定してください。"),
    ),
    "restore_counts": Explanation(
        _("控え %(snapshot)s の中身の数が目録と合いません。何も変えていません。"),
        _("別の控えを --snapshot で指定してください。"),
    ),
    "transfer_same": Explanation(
        _("今のデータベースと同じ種類です。"),
        _("SQLiteからは postgresql://… へ、PostgreSQLからは sqlite へ移せます。"),
    ),
    "transfer_open": Explanation(
        _("資料館が動いています。"), _("止めてから、もう一度実行してください。")
    ),
    "transfer_not_empty": Explanation(
        _("行き先のデータベースには、すでに文書かアカウントがあります。"),
        _("空のデータベースを指定してください。"),
    ),
    "transfer_foreign": Explanation(
        _("行き先のデータベースには、資料館のものではない表があります。"),
        _("空のデータベースを指定してください。"),
    ),
    "transfer_nul": Explanation(
        _("PostgreSQLに入らない文字（U+0000）が %(table)s の %(key)s などにあります。"),
        _("その文書を読み直してから移してください。"),
    ),
    "transfer_differs": Explanation(
        _("移した表 %(table)s が元と同じになりません。元のデータベースはそのままです。"),
        _("行き先を空にして、もう一度実行してください。"),
    ),
}
