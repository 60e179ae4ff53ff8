"""What is to be told of files of other systems, and what to do."""

from __future__ import annotations

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation

EXPLANATIONS: dict[str, Explanation] = {
    "gift_large": Explanation(
        _("ファイルが大きすぎます（上限%(limit)s MiB）。"),
        _("問題をいくつかのファイルに分けてください。"),
    ),
    "gift_encoding": Explanation(
        _("ファイルの文字コードが分かりません。"),
        _("UTF-8で保存し直してください。"),
    ),
    "gift_nothing": Explanation(
        _("ファイルに問題がありません。"),
        _("GIFT形式の問題が入ったファイルを選んでください。"),
    ),
    "gift_full_width": Explanation(
        _("%(line)s行目の問題は、答えのかっこが全角（｛｝）です。"),
        _("半角の { } で書き直してください。"),
    ),
    "gift_full_width_marks": Explanation(
        _("%(line)s行目の答えの印が全角（%(marks)s）です。"),
        _("正解の前は半角の = 、誤答の前は半角の ~ にしてください。"),
    ),
    "gift_no_answers": Explanation(
        _("%(line)s行目の文には答え { } がありません。"),
        _("問題なら答えを { } の中に書いてください。説明文なら、設問ではなく課の本文に入れます。"),
    ),
    "gift_brace_open": Explanation(
        _("%(line)s行目の問題は、答えを閉じる } がありません。"),
        _(
            "} を加えてください。答えの途中に空行があれば消してください。"
            "文字としての { は \\{ と書きます。"
        ),
    ),
    "gift_brace_close": Explanation(
        _("%(line)s行目の問題は、答えを始める { がありません。"),
        _("{ を加えてください。文字としての } は \\} と書きます。"),
    ),
    "gift_brace_twice": Explanation(
        _("%(line)s行目で、答えの { が閉じないうちにもう一つの { があります。"),
        _("文字としての { は \\{ と書いてください。"),
    ),
    "gift_two": Explanation(
        _("%(line)s行目のあとに、同じ問題の二つ目の答えがあります。"),
        _("問題と問題の間に空行を入れてください。文字としての { } は \\{ \\} と書きます。"),
    ),
    "gift_title": Explanation(
        _("%(line)s行目の問題の題名が :: で閉じられていません。"),
        _("題名は ::題名:: のように書いてください。文字としての : は \\: と書きます。"),
    ),
    "gift_no_prompt": Explanation(
        _("%(line)s行目の問題に、問いの文がありません。"),
        _("{ の前に問いの文を書いてください。"),
    ),
    "gift_essay": Explanation(
        _("%(line)s行目は作文の問題（{}）で、設問にできません。"),
        _("選択肢などの答えを { } の中に書いてください。"),
    ),
    "gift_typed": Explanation(
        _("%(line)s行目は語句を書き込む問題で、設問にできません。"),
        _("誤答を ~ で加えて、選択の問題にしてください。"),
    ),
    "gift_matching": Explanation(
        _("%(line)s行目は組み合わせの問題で、設問にできません。"),
        _(
            "順序の問題なら =1 -> 最初のもの =2 -> 次のもの のように番号で書いてください。"
            "ほかは選択の問題に分けてください。"
        ),
    ),
    "gift_no_marks": Explanation(
        _("%(line)s行目の答えに、= や ~ の印がありません。"),
        _("正解の前に = を、誤答の前に ~ を付けてください。○×の問題は {TRUE} か {FALSE} です。"),
    ),
    "gift_no_mark_first": Explanation(
        _("%(line)s行目の「%(text)s」の前に、= や ~ の印がありません。"),
        _("正解の前に = を、誤答の前に ~ を付けてください。"),
    ),
    "gift_empty_choice": Explanation(
        _("%(line)s行目に、何も書かれていない選択肢があります。"),
        _("選択肢を書くか、印（= ~）を消してください。文字としての = ~ は \\= \\~ と書きます。"),
    ),
    "gift_few": Explanation(
        _("%(line)s行目の問題は、選択肢や並べるものが一つしかありません。"),
        _("二つ以上書いてください。"),
    ),
    "gift_twice": Explanation(
        _("%(line)s行目の選択肢「%(text)s」は、同じ問題に二度あります。"),
        _("どちらかを消すか、違う文にしてください。"),
    ),
    "gift_none_right": Explanation(
        _("%(line)s行目の問題には正解がありません。"),
        _("正解の前を = にするか、%%50%% のように正の重みを付けてください。"),
    ),
    "gift_many_right": Explanation(
        _("%(line)s行目に二つ目の正解（=）があります。"),
        _("正解がいくつかある問題は、~%%50%% のように重みで書いてください。"),
    ),
    "gift_number": Explanation(
        _("%(line)s行目の答え「%(text)s」は、数として読めません。"),
        _("{#10} 、{#10:0.5} （10±0.5）、{#9..11} のどれかの形で書いてください。"),
    ),
    "gift_numbers": Explanation(
        _("%(line)s行目に、二つ目の数の答えがあります。"),
        _("数の問題の答えは一つにし、幅は {#10:0.5} のように書いてください。"),
    ),
    "gift_html": Explanation(
        _("%(line)s行目の問題のHTMLは、文字だけを取り込みました。"),
        _("表や画像が要るときは、課の本文に入れてください。"),
    ),
    "gift_weights": Explanation(
        _("%(line)s行目の正解の重みは、均等なものとして取り込みました。"),
        _("設問では、すべての正解が同じ重みです。"),
    ),
    "gift_partial": Explanation(
        _("%(line)s行目の誤答に付いた重みは取り込みませんでした。"),
        _("設問の誤答に点はありません。"),
    ),
    "gift_own_line": Explanation(
        _("%(line)s行目の問題の「// shiryokan」の行が読めないため、引用箇所なしで取り込みました。"),
        _("引用箇所を付け直してください。"),
    ),
    "gift_point": Explanation(
        _("「%(title)s」はページの場所を指す設問で、GIFTでは書けません。"),
        _("SCORMで書き出すか、選択の設問を作ってください。"),
    ),
    "gift_unfit": Explanation(
        _("「%(title)s」は選択肢か正解が足りず、書き出していません。"),
        _("設問を直してから、もう一度書き出してください。"),
    ),
    "font_none": Explanation(
        _("PDFに入れる日本語の書体がありません。"),
        _("管理者に、fonts-ipaexfont を入れるよう頼んでください。"),
    ),
    "font_characters": Explanation(
        _("この機械の書体にない字があります（%(characters)s）。"),
        _("その字を持つ書体（fonts-ipamj-mincho など）を入れるか、別の字で書いてください。"),
    ),
    "scorm_picture": Explanation(
        _("「%(title)s」は、指すページの画像がないため書き出していません。"),
        _("文書が読めることを確かめて、もう一度書き出してください。"),
    ),
    "qti_point": Explanation(
        _("「%(title)s」はページの場所を指す設問で、QTIには書き出していません。"),
        _("SCORMで書き出すか、選択の設問を作ってください。"),
    ),
}
