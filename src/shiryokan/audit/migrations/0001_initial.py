from django.db import migrations, models

from shiryokan.audit import guard


def put_up(apps, editor):
    guard.put_up(editor.connection)


def take_down(apps, editor):
    guard.take_down(editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True, verbose_name='日時')),
                ('actor', models.CharField(db_index=True, max_length=40, verbose_name='だれが')),
                ('kind', models.CharField(choices=[('added', '文書を加えた'), ('described', '題名か出典を加えた'), ('administered', '管理画面で変えた'), ('shelved', '見てよい人を変えた（文書）'), ('collection', 'コレクションを決めた'), ('collection_deleted', 'コレクションを消した'), ('corrected', '訂正した'), ('correction_withdrawn', '訂正を取り消した'), ('linked', '対応を記録した'), ('synonyms', '同義語を変えた'), ('exported', '書き出した'), ('binned', 'ごみ箱に入れた'), ('unbinned', 'ごみ箱から戻した'), ('purged', '完全に消した'), ('invited', '招待のリンクを作った'), ('uninvited', '招待のリンクを取り消した'), ('account', 'アカウントを作った'), ('person', '人の役割・グループを変えた'), ('second_factor_reset', '多要素認証を外した'), ('password', 'パスワードを決めた'), ('second_factor', '多要素認証を変えた'), ('email', 'メールアドレスを変えた'), ('sign_in', 'ほかのログインとのつながりを変えた'), ('erased', 'アカウントを消した'), ('group', 'グループを作った'), ('group_deleted', 'グループを消した'), ('token', 'トークンを作った'), ('token_revoked', 'トークンを取り消した'), ('backed_up', '控えを作った'), ('restored', '控えから戻した'), ('moved', 'データベースを移した'), ('repaired', '直した')], db_index=True, max_length=30, verbose_name='何をしたか')),
                ('about', models.CharField(db_index=True, max_length=200, verbose_name='何に')),
                ('name', models.CharField(max_length=500, verbose_name='名前')),
                ('details', models.JSONField(default=dict)),
                ('before', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': '行い',
                'verbose_name_plural': '行いの記録',
                'ordering': ['-number'],
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
