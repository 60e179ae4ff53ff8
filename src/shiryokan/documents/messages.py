"""What can be wrong with what is added, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "file_missing": Explanation(
        _("ファイルがありません。"),
        _("場所と名前を確かめて、もう一度追加してください。"),
    ),
    "is_a_folder": Explanation(
        _("ファイルではなくフォルダーです。"),
        _("フォルダーの中のPDFを追加してください。"),
    ),
    "file_forbidden": Explanation(
        _("ファイルを読む権限がありません。"),
        _("ファイルの権限を確かめてください。"),
    ),
    "original_missing": Explanation(
        _("保管した原本が見つかりません。文書は残してあります。"),
        _(
            "ホームの originals フォルダー（ディスクや共有）かバケットが"
            "見えるかを確かめてください。"
            "見えるようになれば続きます。なくなったときは同じファイルをもう一度追加してください。"
        ),
    ),
    "original_damaged": Explanation(
        _("保管した原本の中身が、保管したときと違います。文書は残してあります。"),
        _(
            "shiryokan check --repair で傷んだものを脇に移し、同じファイルをもう一度追加して"
            "ください。"
        ),
    ),
    "store_away": Explanation(
        _(
            "原本の保管先（S3）が答えません。受け付けたものは残してあり、答えるようになれば続きます。"
        ),
        _(
            "SHIRYOKAN_S3_ENDPOINT のサーバーが動いているか、つながるかを確かめてください。"
            "追加しようとしたときは、あとでもう一度追加してください。"
        ),
    ),
    "store_refuses": Explanation(
        _("原本の保管先（S3）に入れません。受け付けたものは残してあります。"),
        _(
            "AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY、バケットの権限を確かめてください。"
            "直れば続きます。"
        ),
    ),
    "store_no_bucket": Explanation(
        _("原本の保管先（S3）に、設定したバケットがありません。"),
        _("SHIRYOKAN_S3_BUCKET の名前を確かめるか、バケットを作ってください。"),
    ),
    "upload_missing": Explanation(
        _("アップロードされたファイルが見つかりません。受け付けは残してあります。"),
        _(
            "ホームの incoming フォルダー（ディスクや共有）かバケットが"
            "見えるかを確かめてください。"
            "見えるようになれば続きます。なくなったときは同じファイルをもう一度追加してください。"
        ),
    ),
    "document_gone": Explanation(
        _("文書がごみ箱に入ったか、消されました。"),
        _("ごみ箱から戻せば、もう一度読めます。"),
    ),
    "manifest_encoding": Explanation(
        _("一覧 %(file)s の文字コードがUTF-8ではありません。"),
        _("UTF-8のCSVとして保存し直してください。"),
    ),
    "manifest_missing": Explanation(
        _("一覧 %(file)s が読めません。"),
        _("場所と名前を確かめてください。"),
    ),
    "manifest_columns": Explanation(
        _("一覧に見出し行がないか、file の列がありません。"),
        _("1行目を %(columns)s としてください（file のほかは省けます）。"),
    ),
    "manifest_unknown_column": Explanation(
        _("一覧に知らない列 %(column)s があります。"),
        _("使える列は %(columns)s です。"),
    ),
    "manifest_no_file": Explanation(
        _("一覧の%(row)s行目に file がありません。"),
        _("ファイルの場所かURLを書いてください。"),
    ),
    "manifest_date": Explanation(
        _("一覧の%(row)s行目の日付 %(value)s が読めません。"),
        _("2024-07-10 の形で書いてください。"),
    ),
    "in_the_bin": Explanation(
        _("同じ文書「%(title)s」がごみ箱にあります。"),
        _("ごみ箱から戻すか、完全に消してから、もう一度追加してください。"),
    ),
    "no_collection": Explanation(
        _("コレクション %(collection)s がありません。"),
        _("shiryokan collection で作ってから、もう一度追加してください。"),
    ),
}
