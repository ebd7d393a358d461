"""What a downloaded list of members holds: its rows are countries and organisations (see `views.MemberRow`)."""

from django.utils.translation import gettext_lazy as _

from apps.core.columns import Column, in_each_language, plain

MEMBER_COLUMNS: tuple[Column, ...] = (
    plain("slug", _("Key"), "member.slug"),
    *in_each_language("name", _("Name"), of="member"),
    Column("kind", _("Country or organisation"), lambda row: _("country") if row.is_country else _("organisation")),
    Column("iso2", _("ISO code, 2 letters"), lambda row: getattr(row.member, "iso2", "")),
    Column("iso3", _("ISO code, 3 letters"), lambda row: getattr(row.member, "iso3", "")),
    Column("region", _("Region"), lambda row: row.member.get_region_display() if row.is_country else ""),
    plain("organizations", _("Number of organisations")),
)
