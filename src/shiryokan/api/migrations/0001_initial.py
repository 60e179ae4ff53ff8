import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='名前')),
                ('hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('ending', models.CharField(editable=False, max_length=4, verbose_name='末尾')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='作った日時')),
                ('used_at', models.DateTimeField(editable=False, null=True, verbose_name='最後に使った日時')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='期限')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='取り消した日時')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='持ち主')),
            ],
            options={
                'verbose_name': 'APIトークン',
                'verbose_name_plural': 'APIトークン',
                'ordering': ['-created_at', '-id'],
            },
        ),
    ]
