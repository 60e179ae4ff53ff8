from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='1行に1語。どれで探しても、ほかの言葉も探します。', verbose_name='同じ意味の言葉')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='覚え書き')),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': '同義語',
                'verbose_name_plural': '同義語',
                'ordering': ['id'],
            },
        ),
    ]
