from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='名前')),
                ('visibility', models.CharField(choices=[('public', 'だれでも'), ('members', 'ログインした人'), ('groups', '選んだグループの人')], default='members', max_length=10, verbose_name='見てよい人')),
                ('groups', models.ManyToManyField(blank=True, related_name='+', to='auth.group', verbose_name='グループ')),
            ],
            options={
                'verbose_name': 'コレクション',
                'verbose_name_plural': 'コレクション',
                'ordering': ['name'],
            },
        ),
    ]
