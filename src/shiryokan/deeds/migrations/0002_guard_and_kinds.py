from django.db import migrations, models

from shiryokan.deeds import guard


def put_up(apps, editor):
    guard.put_up(editor.connection)


class Migration(migrations.Migration):
    """Has the database also refuse what takes rows away by putting others in their place."""

    dependencies = [("deeds", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name='deed',
            name='kind',
            field=models.CharField(choices=[('added', '文書を加えた'), ('described', '題名か出典を加えた'), ('administered', '管理画面で変えた'), ('shelved', '見てよい人を変えた（文書）'), ('collection', 'コレクションを決めた'), ('collection_deleted', 'コレクションを消した'), ('corrected', '訂正した'), ('correction_withdrawn', '訂正を取り消した'), ('linked', '対応を記録した'), ('synonyms', '同義語を変えた'), ('exported', '書き出した'), ('binned', 'ごみ箱に入れた'), ('unbinned', 'ごみ箱から戻した'), ('purged', '完全に消した'), ('invited', '招待のリンクを作った'), ('account', 'アカウントを作った'), ('person', '人の役割・グループを変えた'), ('second_factor_reset', '二段階認証を外した'), ('password', 'パスワードを決めた'), ('second_factor', '二段階認証を変えた'), ('email', 'メールアドレスを変えた'), ('sign_in', 'ほかのログインとのつながりを変えた'), ('erased', 'アカウントを消した'), ('group', 'グループを作った'), ('group_deleted', 'グループを消した'), ('token', 'トークンを作った'), ('token_revoked', 'トークンを取り消した'), ('backed_up', '控えを作った'), ('restored', '控えから戻した'), ('moved', 'データベースを移した'), ('repaired', '直した')], db_index=True, max_length=30, verbose_name='何をしたか'),
        ),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
