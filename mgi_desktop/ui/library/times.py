"""When something was changed, as one says it: today and yesterday by name."""

from datetime import datetime, timedelta

from mgi_desktop.i18n import _, format_date, format_time, local_moment


def when(at: str, now: datetime) -> str:
    """“Today, 14:02”, “Yesterday, 17:48” or the date, of a time in UTC; empty where there is none."""
    try:
        moment = local_moment(at)
    except ValueError:
        return ""
    today = now.astimezone().date()
    time = format_time(moment, seconds=False)
    if moment.date() == today:
        return _("Today, {time}").format(time=time)
    if moment.date() == today - timedelta(days=1):
        return _("Yesterday, {time}").format(time=time)
    return format_date(moment.date().isoformat())
