from django.db import migrations

from shiryokan.deeds import guard


def put_up(apps, editor):
    guard.put_up(editor.connection)


class Migration(migrations.Migration):
    """Has the database also refuse what takes rows away by putting others in their place."""

    dependencies = [("deeds", "0001_initial")]

    operations = [migrations.RunPython(put_up, migrations.RunPython.noop)]
