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
            name='AuditEntry',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(db_index=True, verbose_name='日時')),
                ('actor', models.CharField(db_index=True, max_length=40, verbose_name='だれが')),
                ('kind', models.CharField(db_index=True, max_length=30, verbose_name='何をしたか')),
                ('about', models.CharField(db_index=True, max_length=200, verbose_name='何に')),
                ('name', models.CharField(max_length=500, verbose_name='名前')),
                ('details', models.JSONField(default=dict)),
                ('before', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': '操作',
                'verbose_name_plural': '操作の記録',
                'db_table': 'audit_entry',
                'ordering': ['-number'],
            },
        ),
        migrations.RunPython(put_up, take_down),
    ]
