import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GoneRecord',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('document', models.CharField(db_index=True, max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500, unique=True, verbose_name='シリーズ')),
            ],
            options={
                'verbose_name': 'シリーズ',
                'verbose_name_plural': 'シリーズ',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Extraction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=30)),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('found', '抽出済み'), ('none', 'この種類の記載なし'), ('failed', '抽出できませんでした')], max_length=10)),
                ('why', models.TextField(blank=True)),
                ('count', models.PositiveIntegerField(default=0)),
                ('unplaced', models.JSONField(default=list)),
                ('year', models.IntegerField(blank=True, null=True, verbose_name='年度')),
                ('draft', models.BooleanField(default=False, verbose_name='案')),
                ('placed_by_hand', models.BooleanField(default=False, verbose_name='シリーズと年度を手で決めた')),
                ('at', models.DateTimeField(auto_now=True)),
                ('stamp', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extractions', to='documents.document')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='extractions', to='records.series', verbose_name='シリーズ')),
            ],
            options={
                'verbose_name': '抽出',
                'verbose_name_plural': '抽出',
                'ordering': ['register', 'series', 'year', '-draft', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('register', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=400)),
                ('position', models.PositiveIntegerField()),
                ('page', models.PositiveIntegerField()),
                ('year', models.IntegerField(null=True)),
                ('confidence', models.FloatField(default=1.0)),
                ('corrected', models.BooleanField(default=False)),
                ('text', models.TextField()),
                ('data', models.JSONField()),
                ('extracted', models.BinaryField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='documents.document')),
                ('extraction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='records.extraction')),
            ],
            options={
                'ordering': ['extraction_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Facet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=30)),
                ('field', models.CharField(max_length=40)),
                ('value', models.CharField(max_length=200)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='records.record')),
            ],
        ),
        migrations.CreateModel(
            name='StoredComparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stamp', models.CharField(max_length=80)),
                ('data', models.BinaryField()),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.extraction')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.extraction')),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=400)),
                ('field', models.CharField(max_length=40)),
                ('extracted', models.JSONField()),
                ('value', models.JSONField()),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='理由')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='documents.document')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '訂正',
                'verbose_name_plural': '訂正',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['document', 'register', 'key'], name='correction_record')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=30)),
                ('old_key', models.CharField(max_length=400)),
                ('new_key', models.CharField(max_length=400)),
                ('same', models.BooleanField()),
                ('at', models.DateTimeField(auto_now=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('new_document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
                ('old_document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='documents.document')),
            ],
            options={
                'verbose_name': '対応の確認',
                'verbose_name_plural': '対応の確認',
                'constraints': [models.UniqueConstraint(fields=('register', 'old_document', 'old_key', 'new_document', 'new_key'), name='link_once')],
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['register', 'document', 'position'], name='record_place'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['register', 'year'], name='record_year'),
        ),
        migrations.AddIndex(
            model_name='facet',
            index=models.Index(fields=['register', 'field', 'value'], name='facet_value'),
        ),
        migrations.AddIndex(
            model_name='facet',
            index=models.Index(fields=['record', 'field'], name='facet_record'),
        ),
        migrations.AddConstraint(
            model_name='extraction',
            constraint=models.UniqueConstraint(fields=('document', 'register'), name='extraction_once'),
        ),
        migrations.AddConstraint(
            model_name='storedcomparison',
            constraint=models.UniqueConstraint(fields=('old', 'new'), name='comparison_once'),
        ),
    ]
