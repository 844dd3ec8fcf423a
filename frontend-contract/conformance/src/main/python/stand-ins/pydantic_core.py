"""See pydantic.py."""


def to_jsonable_python(value):
    return value
