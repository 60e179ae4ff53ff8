"""What each error code means, and what to do: for people, in Japanese, to be translated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from shiryokan.i18n.backup_explanations import KEEPING_EXPLANATIONS
from shiryokan.i18n.explanation import Explanation


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


EXPLANATIONS: dict[str, Explanation] = {
    **KEEPING_EXPLANATIONS,
    "not_a_pdf": Explanation(
        _("PDFではないか、壊れていて開けません。"),
        _("PDFビューアーで開けるか確かめ、公開元からもう一度入手してください。"),
    ),
    "empty_file": Explanation(
        _("ファイルが空（0バイト）です。"),
        _("入手し直してから、もう一度追加してください。"),
    ),
    "encrypted": Explanation(
        _("パスワードで保護されています。"),
        _("パスワードを外したPDFを追加してください。"),
    ),
    "no_pages": Explanation(
        _("ページが1つもありません。"),
        _("公開元からもう一度入手してください。"),
    ),
    "over_limit": Explanation(
        _("読み取りの上限を超えました。"),
        _("ファイルを分割するか、設定の上限を上げてください。"),
    ),
    "too_large": Explanation(
        _("ファイルの大きさが上限（%(limit)sバイト）を超えています。"),
        _("ファイルを分割するか、設定 SHIRYOKAN_UPLOAD_BYTES を上げてください。"),
    ),
    "too_many_pages": Explanation(
        _("%(pages)sページあり、上限（%(limit)sページ）を超えています。"),
        _("ファイルを分割するか、設定 SHIRYOKAN_PAGES を上げてください。"),
    ),
    "too_slow": Explanation(
        _("読み取りに時間がかかりすぎたため、中止しました。"),
        _("ファイルが壊れていないか確かめるか、設定 SHIRYOKAN_PAGE_SECONDS を上げてください。"),
    ),
    "too_hungry": Explanation(
        _("読み取りに必要なメモリが上限を超えました。"),
        _("ファイルを分割するか、設定 SHIRYOKAN_READER_MEMORY_BYTES を上げてください。"),
    ),
    "too_many_rows": Explanation(
        _("%(rows)s行あり、Excelの1枚に入る%(most)s行を超えています。"),
        _("絞り込むか、CSVかParquetで書き出してください。"),
    ),
    "not_written": Explanation(
        _("書き込めません（%(reason)s）。"),
        _("フォルダーがあるか、書き込む権限と空きがあるかを確かめてください。"),
    ),
    "parquet_missing": Explanation(
        _("Parquetを書き出す部品（pyarrow）が入っていません。"),
        _("pip install 'shiryokan[parquet]' で加えるか、CSVかJSON Linesで書き出してください。"),
    ),
    "house_missing": Explanation(
        _("このコマンドの要る部品（%(package)s）が入っていません。"),
        _("pip install 'shiryokan[house]' で加えてください。"),
    ),
    "mcp_missing": Explanation(
        _("アシスタントと話す部品（mcp）が入っていません。"),
        _("pip install 'shiryokan[house,mcp]' で加えてください。"),
    ),
    "page_unreadable": Explanation(
        _("このページは読み取れません。"),
        _("原本をダウンロードして確かめてください。"),
    ),
    "reader_died": Explanation(
        _("読み取りの途中で読取プロセスが停止しました（ファイルの破損かメモリ不足です）。"),
        _("PDFビューアーで開けるか確かめ、開ける場合は印刷機能などでPDFを作り直してください。"),
    ),
    "unreadable": Explanation(
        _("読み取れません。"),
        _("PDFビューアーで開けるか確かめてください。"),
    ),
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
            "ホームの originals フォルダー（ディスクや共有）がつながっているかを確かめてください。"
            "見えるようになれば続きます。なくなったときは同じファイルをもう一度追加してください。"
        ),
    ),
    "upload_missing": Explanation(
        _("アップロードされたファイルが見つかりません。受け付けは残してあります。"),
        _(
            "ホームの incoming フォルダー（ディスクや共有）がつながっているかを確かめてください。"
            "見えるようになれば続きます。なくなったときは同じファイルをもう一度追加してください。"
        ),
    ),
    "disk_full": Explanation(
        _("ディスクの空きがありません。"),
        _("空きを作ってから、もう一度追加してください。"),
    ),
    "disk_read_only": Explanation(
        _("ディスクに書けません。"),
        _("読むことはできます。書けるようにしてから、もう一度お試しください。"),
    ),
    "database_away": Explanation(
        _("データベースにつながりません。"), _("少し待って、もう一度お試しください。")
    ),
    "database_busy": Explanation(
        _("今は混み合っています。"), _("少し待って、もう一度お試しください。")
    ),
    "database_broken": Explanation(
        _("データベースが読めません。"),
        _("管理者は shiryokan check で確かめ、控えから戻してください。"),
    ),
    "internal": Explanation(
        _("資料館の側で問題が起きました（%(kind)s）。"),
        _("もう一度追加し、続くときはログを確かめてください。"),
    ),
    "bad_url": Explanation(
        _("取得できないURLです。"),
        _("http:// か https:// で始まる、公開されたURLを指定してください。"),
    ),
    "forbidden_address": Explanation(
        _("組織内や機器自身のアドレスを指すため、取得しません。"),
        _("公開されたURLを指定するか、管理者に設定 SHIRYOKAN_FETCH_NETWORKS を相談してください。"),
    ),
    "host_unknown": Explanation(
        _("サーバー %(host)s が見つかりません。"),
        _("URLの綴りと、ネットワークのつながりを確かめてください。"),
    ),
    "robots_forbid": Explanation(
        _("公開元がプログラムによる取得を断っています（robots.txt）。"),
        _("ブラウザーで入手してから、ファイルとして追加してください。"),
    ),
    "unreachable": Explanation(
        _("公開元のサーバーから答えがありません。"),
        _("時間をおいて、もう一度追加してください。"),
    ),
    "bad_status": Explanation(
        _("公開元のサーバーが断りました（状態コード %(status)s）。"),
        _("URLが今も公開されているか確かめてください。"),
    ),
    "too_many_redirects": Explanation(
        _("転送が多すぎます（%(limit)s回まで）。"),
        _("転送先のURLを直接指定してください。"),
    ),
    "fetch_too_large": Explanation(
        _("ファイルの大きさが上限（%(limit)sバイト）を超えています。"),
        _("設定 SHIRYOKAN_UPLOAD_BYTES を上げてください。"),
    ),
    "fetch_too_slow": Explanation(
        _("取得に時間がかかりすぎたため、中止しました（%(seconds)s秒）。"),
        _("時間をおいて、もう一度追加してください。"),
    ),
    "fetch_failed": Explanation(
        _("URLを取得できません。"),
        _("URLを確かめてください。"),
    ),
    "mail_off": Explanation(
        _("この資料館はメールを送る設定になっていません。"),
        _("管理者に設定 SHIRYOKAN_SMTP_HOST と SHIRYOKAN_MAIL_FROM を相談してください。"),
    ),
    "mail_sender": Explanation(
        _("差出人か宛先のアドレスの形が正しくありません。"),
        _("宛先を確かめ、管理者に設定 SHIRYOKAN_MAIL_FROM を相談してください。"),
    ),
    "mail_sign_in": Explanation(
        _("メールサーバーにログインできません。"),
        _("管理者に設定 SHIRYOKAN_SMTP_USER と SHIRYOKAN_SMTP_PASSWORD を相談してください。"),
    ),
    "mail_address": Explanation(
        _("メールサーバーが宛先を断りました（%(status)s %(said)s）。"),
        _("宛先のメールアドレスを確かめてください。"),
    ),
    "mail_refused": Explanation(
        _("メールサーバーがメールを断りました（%(status)s %(said)s）。"),
        _("続くときは、管理者にメールの設定を相談してください。"),
    ),
    "mail_unreachable": Explanation(
        _("メールサーバーにつながりません（%(kind)s）。"),
        _("続くときは、管理者にメールの設定を相談してください。"),
    ),
    "hook_bad_url": Explanation(
        _("Webhookを送れないURLです。"),
        _("https:// か http:// で始まるURLを、使えるポート（ふつうは443と80）で指定してください。"),
    ),
    "hook_forbidden_address": Explanation(
        _("組織内や機器自身のアドレスを指すため、Webhookを送りません。"),
        _("公開されたURLを指定するか、管理者に設定 SHIRYOKAN_FETCH_NETWORKS を相談してください。"),
    ),
    "hook_host_unknown": Explanation(
        _("Webhookのサーバー %(host)s が見つかりません。"),
        _("URLの綴りを確かめてください。"),
    ),
    "hook_unreachable": Explanation(
        _("Webhookのサーバーから答えがありません（%(why)s）。"),
        _("受け取る側のサーバーが動いているか確かめてください。"),
    ),
    "hook_fetch_too_slow": Explanation(
        _("Webhookのサーバーの答えが遅すぎます（%(seconds)s秒まで）。"),
        _("受け取る側では、まず200番台を返してから処理してください。"),
    ),
    "hook_bad_status": Explanation(
        _("Webhookのサーバーが断りました（状態コード %(status)s）。"),
        _("受け取る側の記録を確かめ、200番台を返すようにしてください。転送には従いません。"),
    ),
    "hook_gone": Explanation(
        _("Webhookのサーバーが、もう受け取らないと答えました（状態コード 410）。"),
        _("URLを替えてから、もう一度オンにしてください。"),
    ),
    "channel_off": Explanation(
        _("送る前に、この知らせ方が止められました。"),
        _("必要なら、設定でもう一度オンにしてください。"),
    ),
    "documents_gone": Explanation(
        _("送る前に、文書が資料館から取り下げられました。"),
        _("何もしなくてかまいません。"),
    ),
    "searches_many": Explanation(
        _("保存できる検索は%(most)s件までです。"),
        _("使わなくなった検索を消してから、もう一度保存してください。"),
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
    "query_empty": Explanation(
        _("検索する言葉がありません。"),
        _("探したい言葉を入れてください。"),
    ),
    "query_long": Explanation(
        _("検索の言葉が多すぎます。"),
        _("言葉を減らしてください。"),
    ),
    "query_or": Explanation(
        _("OR の前か後に言葉がありません（%(position)s文字目）。"),
        _("「医療 OR 介護」のように、両側に言葉を書いてください。"),
    ),
    "query_or_not": Explanation(
        _("OR と -（除く）は一緒に使えません（%(position)s文字目）。"),
        _("除く言葉は OR から離して書いてください。"),
    ),
    "query_only_not": Explanation(
        _("除く言葉だけでは探せません。"),
        _("探したい言葉を1つ以上加えてください。"),
    ),
    "query_quote": Explanation(
        _("引用符が閉じていません（%(position)s文字目）。"),
        _("句の終わりにも引用符を付けてください。"),
    ),
    "query_not": Explanation(
        _("NOT の後に言葉がありません（%(position)s文字目）。"),
        _("「医療 NOT 介護」か「医療 -介護」のように、除く言葉を書いてください。"),
    ),
    "query_bracket_open": Explanation(
        _("開いた括弧が閉じていません（%(position)s文字目）。"),
        _("「(医療 OR 介護) 訓練」のように閉じるか、括弧を引用符で囲んでください。"),
    ),
    "query_bracket_close": Explanation(
        _("閉じる括弧に、開く括弧がありません（%(position)s文字目）。"),
        _("開く括弧を加えるか、括弧を消してください。"),
    ),
    "query_deep": Explanation(
        _("括弧が深すぎます（%(position)s文字目）。"),
        _("括弧の中の括弧を減らしてください。"),
    ),
    "query_kind": Explanation(
        _("その種類はありません（%(position)s文字目）。"),
        _("kind: の後には、次のどれかを書いてください: %(kinds)s"),
    ),
    "query_date": Explanation(
        _("日付を読めません（%(position)s文字目）。"),
        _("year:2024、年度:令和6、date:2023-04..2024-03 のように書いてください。"),
    ),
    "glyphs_unmapped": Explanation(
        _("文字コードの分からない文字があります。"),
        _("ページの画像と照らし合わせてください。"),
    ),
    "glyphs_cut": Explanation(
        _("文字が多すぎるため、途中までしか読んでいません。"),
        _("ページの画像と照らし合わせてください。"),
    ),
    "text_unseen": Explanation(
        _("画面に表示されない文字があり、本文から除きました。"),
        _("塗りつぶしの下や非表示の層、背景と同じ色の文字です。ページの画像をご覧ください。"),
    ),
    "no_text": Explanation(
        _("このページには文字のデータがありません（画像だけのページです）。"),
        _("ページの画像をご覧ください。"),
    ),
}

UNKNOWN = Explanation(
    _("問題が起きました（%(code)s）。"),
    _("ログを確かめてください。"),
)


COMMON_DETAILS: dict[str, object] = {}
"""Details that hold for every explanation; rooms that know them put them here."""


class Told(NamedTuple):
    """What is wrong, and what to do: a sentence or two each."""

    what: str
    do: str

    @property
    def whole(self) -> str:
        """Both, with a blank between them where the language has blanks."""
        between = "" if self.what.endswith("。") else " "
        return f"{self.what}{between}{self.do}".strip()


def explain(code: str, details: Mapping[str, object], translate: Callable[[str], str]) -> Told:
    """What is wrong and what to do, in the language of ``translate``."""
    whole = {"code": code, **COMMON_DETAILS, **details}
    return explained(EXPLANATIONS.get(code, UNKNOWN), whole, translate)


def explained(
    explanation: Explanation, details: Mapping[str, object], translate: Callable[[str], str]
) -> Told:
    """Both sentences of ``explanation``, with ``details`` in their places."""
    values = _Blanks(details)
    return Told(translate(explanation.what) % values, translate(explanation.do) % values)


class _Blanks(dict[str, object]):
    """A place whose value is not known shows as a dash: an error must never hide another."""

    def __missing__(self, key: str) -> str:
        return "—"
