"""Kazakh formats.

Without this module Django falls back to "Сәуір 11, 2008", m/d/Y, a week that
starts on Sunday and a decimal point. Here a date reads "2008 жылғы 11 сәуір".
Cyrillic letters in a format string are no format characters: no escaping.
"""

DATE_FORMAT = "Y жылғы j E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y жылғы j E, H:i"
YEAR_MONTH_FORMAT = "Y жылғы F"
MONTH_DAY_FORMAT = "j E"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1  # Monday

# The first format of each list is the one in which a widget shows its value:
# times begin with seconds so that saving a form does not drop them.
DATE_INPUT_FORMATS = [
    "%d.%m.%Y",  # 11.04.2008
    "%Y-%m-%d",  # 2008-04-11
    "%d.%m.%y",  # 11.04.08
]
TIME_INPUT_FORMATS = [
    "%H:%M:%S",  # 14:30:59
    "%H:%M",  # 14:30
    "%H:%M:%S.%f",  # 14:30:59.000200
]
DATETIME_INPUT_FORMATS = [
    "%d.%m.%Y %H:%M:%S",  # 11.04.2008 14:30:59
    "%d.%m.%Y %H:%M",  # 11.04.2008 14:30
    "%d.%m.%Y %H:%M:%S.%f",  # 11.04.2008 14:30:59.000200
    "%Y-%m-%d %H:%M:%S",  # 2008-04-11 14:30:59
    "%Y-%m-%d %H:%M",  # 2008-04-11 14:30
    "%Y-%m-%d %H:%M:%S.%f",  # 2008-04-11 14:30:59.000200
    "%Y-%m-%dT%H:%M:%S",  # 2008-04-11T14:30:59
    "%Y-%m-%dT%H:%M",  # 2008-04-11T14:30
]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"  # no-break space
NUMBER_GROUPING = 3
