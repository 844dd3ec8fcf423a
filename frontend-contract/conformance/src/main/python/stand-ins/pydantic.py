"""As much of pydantic as the generated client touches, where the real one is not installed: names and their aliases, what is
required, and the validators that the generator wrote. Types are not converted; an id stays a text."""


class ValidationError(ValueError):
    pass


class _Field:
    def __init__(self, default=..., alias=None, default_factory=None):
        self.default = default
        self.alias = alias
        self.default_factory = default_factory

    def value(self, owner):
        if self.default_factory is not None:
            return self.default_factory()
        if self.default is ...:
            raise ValidationError(f"{owner}: {self.alias} is required")
        return self.default


def Field(default=..., *, alias=None, default_factory=None, **_):
    return _Field(default, alias, default_factory)


def ConfigDict(**settings):
    return settings


def PrivateAttr(default=None, **_):
    return default


def validate_call(function):
    return function


def field_validator(*names, **_):
    def marked(function):
        function.validates = names
        return function

    return marked


class BaseModel:
    def __init_subclass__(cls, **_):
        inherited = getattr(cls, "_fields", {})
        declared = {
            name: _as_field(name, cls.__dict__.get(name, ...))
            for name, annotation in _annotations(cls).items()
            if "ClassVar" not in str(annotation) and not name.startswith("_") and name != "model_config"
        }
        cls._fields = {**inherited, **declared}
        cls._validators = [
            member for member in vars(cls).values() if hasattr(getattr(member, "__func__", member), "validates")
        ]

    def __init__(self, **values):
        self.model_fields_set = set()
        for name, field in self._fields.items():
            key = field.alias if field.alias in values else name
            given = values.get(key)
            # The generated code passes every member, those that were not sent as None.
            value = given if given is not None or key in values else field.value(type(self).__name__)
            if key in values:
                self.model_fields_set.add(name)
            for validator in self._validators:
                if name in validator.validates and value is not None:
                    value = validator(type(self), value)
            setattr(self, name, value)

    @classmethod
    def model_validate(cls, values):
        return cls(**values)

    @classmethod
    def model_construct(cls, **values):
        return cls(**values)

    def model_dump(self, by_alias=False, exclude=(), exclude_none=False, **_):
        return {
            (field.alias if by_alias else name): _plain(getattr(self, name))
            for name, field in self._fields.items()
            if name not in exclude and not (exclude_none and getattr(self, name) is None)
        }


def _annotations(cls):
    try:
        import annotationlib

        return annotationlib.get_annotations(cls, format=annotationlib.Format.STRING)
    except ImportError:
        return cls.__dict__.get("__annotations__", {})


def _as_field(name, declared):
    field = declared if isinstance(declared, _Field) else _Field(declared)
    field.alias = field.alias or name
    return field


def _plain(value):
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_none=True)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


class _Type:
    """A type that the generated code names in annotations, which nobody reads here."""

    def __class_getitem__(cls, _):
        return cls


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Type
