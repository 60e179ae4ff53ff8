import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='会議体')),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='会議体のページ')),
            ],
            options={
                'verbose_name': '会議体',
                'verbose_name_plural': '会議体',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Publisher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='発行者')),
            ],
            options={
                'verbose_name': '発行者',
                'verbose_name_plural': '発行者',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.CharField(editable=False, max_length=16, primary_key=True, serialize=False)),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True, verbose_name='SHA-256')),
                ('size', models.BigIntegerField(editable=False, verbose_name='大きさ（バイト）')),
                ('file_name', models.CharField(max_length=255, verbose_name='ファイル名')),
                ('title', models.CharField(max_length=500, verbose_name='題名')),
                ('title_given', models.BooleanField(default=False, editable=False)),
                ('state', models.CharField(choices=[('stored', '保管済み'), ('read', '読取済み'), ('indexed', '検索できます')], db_index=True, default='stored', editable=False, max_length=10)),
                ('page_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='ページ数')),
                ('pages_read', models.PositiveIntegerField(default=0, editable=False)),
                ('outline', models.JSONField(default=list, editable=False)),
                ('home', models.CharField(blank=True, editable=False, max_length=32)),
                ('added_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='追加した日時')),
                ('unsettled', models.BooleanField(default=False, editable=False)),
                ('binned_at', models.DateTimeField(editable=False, null=True, verbose_name='ごみ箱に入れた日時')),
                ('binned_because', models.CharField(blank=True, editable=False, max_length=500, verbose_name='理由')),
                ('collection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='access.collection', verbose_name='コレクション')),
            ],
            options={
                'verbose_name': '文書',
                'verbose_name_plural': '文書',
                'ordering': ['-added_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('batch', models.UUIDField(db_index=True)),
                ('kind', models.CharField(choices=[('file', 'ファイル'), ('upload', 'アップロード'), ('url', 'URL')], max_length=10)),
                ('source', models.CharField(max_length=4096)),
                ('name', models.CharField(max_length=255)),
                ('description', models.JSONField(default=dict)),
                ('home', models.CharField(blank=True, max_length=32)),
                ('by', models.CharField(blank=True, max_length=40)),
                ('state', models.CharField(choices=[('waiting', '順番待ち'), ('reading', '読み取り中'), ('indexing', '索引づくり中'), ('done', '完了'), ('known', 'すでにあります'), ('refused', '受け入れられません'), ('stalled', '資料館の側で止まっています')], db_index=True, default='waiting', max_length=10)),
                ('error', models.CharField(blank=True, max_length=50)),
                ('error_details', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intakes', to='documents.document')),
            ],
            options={
                'verbose_name': '受入',
                'verbose_name_plural': '受入',
                'ordering': ['-created_at', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=100, verbose_name='回')),
                ('date', models.DateField(blank=True, null=True, verbose_name='開催日')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='documents.council')),
            ],
            options={
                'verbose_name': '会議',
                'verbose_name_plural': '会議',
                'ordering': ['council', '-date', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('width', models.FloatField()),
                ('height', models.FloatField()),
                ('text', models.TextField()),
                ('layout', models.BinaryField()),
                ('furniture', models.JSONField(default=list)),
                ('warnings', models.JSONField(default=list)),
                ('unreadable', models.BooleanField(default=False)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='documents.document')),
            ],
            options={
                'ordering': ['document', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_url', models.URLField(blank=True, max_length=2000, verbose_name='公開元URL')),
                ('date', models.DateField(blank=True, db_index=True, null=True, verbose_name='日付')),
                ('retrieved_at', models.DateTimeField(blank=True, null=True, verbose_name='取得日時')),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='documents.council')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='origins', to='documents.document')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='documents.meeting')),
                ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='documents.publisher')),
            ],
            options={
                'verbose_name': '出典',
                'verbose_name_plural': '出典',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='council',
            name='publisher',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='documents.publisher'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('unsettled', True)), fields=['collection'], name='document_unsettled'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('binned_at__isnull', False)), fields=['binned_at'], name='document_binned'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('council', 'number'), name='meeting_once'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='page_once'),
        ),
        migrations.AddConstraint(
            model_name='council',
            constraint=models.UniqueConstraint(fields=('publisher', 'name'), name='council_once', nulls_distinct=False),
        ),
    ]
