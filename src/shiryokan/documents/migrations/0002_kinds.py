from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='page',
            name='kinds',
            field=models.JSONField(default=list),
        ),
    ]
