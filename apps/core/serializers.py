"""JSON fixtures in which generic relations, too, are written as natural keys.

Django's own JSON format writes the target of a generic foreign key as a bare number, which is meaningless in
another database. Here it may be the target's natural key: `"content_type": ["events", "event"],
"object_id": ["2008-bucharest-summit"]`.
"""

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers import json as django_json
from django.core.serializers.base import DEFER_FIELD, DeserializationError

__all__ = ["Deserializer", "Serializer"]


def _generic_keys(model: type) -> list[GenericForeignKey]:
    return [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]


class Serializer(django_json.Serializer):
    def handle_field(self, obj: Any, field: Any) -> None:
        if self.use_natural_foreign_keys:
            for generic in _generic_keys(type(obj)):
                target = getattr(obj, generic.name) if field.name == generic.fk_field else None
                if hasattr(target, "natural_key"):
                    self._current[field.name] = list(target.natural_key())
                    return
        super().handle_field(obj, field)


class Deserializer(django_json.Deserializer):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: dict[tuple, int] = {}  # most records name the same few others, again and again

    def _handle_fk_field_node(self, field: Any, value: Any) -> Any:
        if not isinstance(value, list):
            return super()._handle_fk_field_node(field, value)
        place = (field.remote_field.model, *value)
        if place not in self._found:
            found = super()._handle_fk_field_node(field, value)
            if found == DEFER_FIELD:
                return found
            self._found[place] = found
        return self._found[place]

    def _handle_object(self, obj: dict[str, Any]):
        fields = obj["fields"]
        for generic in _generic_keys(self._get_model_from_node(obj["model"])):
            key = fields.get(generic.fk_field)
            if isinstance(key, list):
                fields[generic.fk_field] = self._primary_key(fields[generic.ct_field], key)
        yield from super()._handle_object(obj)

    def _primary_key(self, content_type: list[str], key: list[Any]) -> int:
        model = ContentType.objects.get_by_natural_key(*content_type).model_class()
        place = (model, *key)
        if place in self._found:
            return self._found[place]
        try:
            self._found[place] = model._default_manager.db_manager(self.using).get_by_natural_key(*key).pk
            return self._found[place]
        except model.DoesNotExist as error:
            raise DeserializationError(f"There is no {'.'.join(content_type)} with the natural key {key}.") from error
