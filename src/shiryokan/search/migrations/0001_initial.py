import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Rebuild',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('given_up', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
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
        migrations.CreateModel(
            name='RebuildRange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.CharField(max_length=16)),
                ('last', models.CharField(max_length=16)),
                ('documents', models.PositiveIntegerField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('done_to', models.CharField(default='', max_length=16)),
                ('ended', models.BooleanField(default=False)),
                ('rebuild', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ranges', to='search.rebuild')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
