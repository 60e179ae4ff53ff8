import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'メール'), ('webhook', 'Webhook')], max_length=10)),
                ('address', models.CharField(max_length=2000)),
                ('secret', models.CharField(blank=True, max_length=100)),
                ('on', models.BooleanField(default=True)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('waiting_since', models.DateTimeField(null=True)),
                ('last_sent_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('stopped', models.CharField(blank=True, max_length=50)),
            ],
            options={
                'ordering': ['kind'],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('document_id', models.CharField(max_length=16, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('checked_at', models.DateTimeField(null=True)),
                ('queued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('before', models.JSONField(null=True)),
                ('before_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('checked_at', None)), fields=['queued_at'], name='arrival_unchecked')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('trial', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('waiting', '順番待ち'), ('sent', '届けました'), ('failed', '届きませんでした')], default='waiting', max_length=10)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('next_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=50)),
                ('error_details', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='alerts.channel')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='DeliveredHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='alerts.channel')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delivered', to='alerts.delivery')),
            ],
        ),
        migrations.CreateModel(
            name='FeedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='feed', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='名前')),
                ('query', models.TextField()),
                ('frequency', models.CharField(choices=[('immediate', 'すぐに'), ('daily', '1日1回まとめて'), ('weekly', '週1回まとめて')], default='immediate', max_length=10)),
                ('active', models.BooleanField(default=True)),
                ('language', models.CharField(default='ja', max_length=10)),
                ('base', models.CharField(max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '保存した検索',
                'verbose_name_plural': '保存した検索',
                'ordering': ['name', 'created_at'],
            },
        ),
        migrations.AddField(
            model_name='channel',
            name='search',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='alerts.savedsearch'),
        ),
        migrations.CreateModel(
            name='SavedSearchHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document_id', models.CharField(max_length=16)),
                ('page', models.PositiveIntegerField()),
                ('record', models.CharField(blank=True, max_length=36)),
                ('place', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=500)),
                ('snippet', models.JSONField(default=list)),
                ('found_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='alerts.savedsearch')),
            ],
            options={
                'ordering': ['-found_at', 'document_id', 'place'],
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='hits',
            field=models.ManyToManyField(related_name='deliveries', through='alerts.DeliveredHit', to='alerts.savedsearchhit'),
        ),
        migrations.AddField(
            model_name='deliveredhit',
            name='hit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delivered', to='alerts.savedsearchhit'),
        ),
        migrations.AddIndex(
            model_name='channel',
            index=models.Index(condition=models.Q(('waiting_since__isnull', False)), fields=['waiting_since'], name='channel_waiting'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.UniqueConstraint(fields=('search', 'kind'), name='channel_once'),
        ),
        migrations.AddIndex(
            model_name='savedsearchhit',
            index=models.Index(fields=['search', 'found_at'], name='hit_found'),
        ),
        migrations.AddIndex(
            model_name='savedsearchhit',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['search'], name='hit_unread'),
        ),
        migrations.AddConstraint(
            model_name='savedsearchhit',
            constraint=models.UniqueConstraint(fields=('search', 'document_id', 'page', 'record'), name='hit_once'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='delivery_again'),
        ),
        migrations.AddConstraint(
            model_name='deliveredhit',
            constraint=models.UniqueConstraint(fields=('channel', 'hit'), name='delivered_once'),
        ),
    ]
