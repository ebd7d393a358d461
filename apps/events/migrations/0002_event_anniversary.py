from django.db import migrations, models
from django.db.models import F, SmallIntegerField
from django.db.models.functions import Cast, Length, Substr

EXACT = len("1949-04-04")  # a day with a mark is longer, a month or a year with one shorter


def fill(apps, schema_editor):
    """Write month × 100 + day where the start is an exact day: one statement a table, however many rows."""
    for name in ("Event", "HistoricalEvent"):
        rows = apps.get_model("events", name).objects.annotate(written=Length("start")).filter(written=EXACT)
        month = Cast(Substr(F("start"), 6, 2), SmallIntegerField())
        day = Cast(Substr(F("start"), 9, 2), SmallIntegerField())
        rows.update(anniversary=month * 100 + day)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="anniversary",
            field=models.SmallIntegerField(editable=False, null=True, verbose_name="day of the year"),
        ),
        migrations.AddField(
            model_name="historicalevent",
            name="anniversary",
            field=models.SmallIntegerField(editable=False, null=True, verbose_name="day of the year"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["publication", "anniversary", "year"], name="event_anniversary"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
