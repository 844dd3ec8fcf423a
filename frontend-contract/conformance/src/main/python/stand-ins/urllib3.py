"""HTTP as the generated client asks for it, by the fetch of the JavaScript around this interpreter: it has no sockets."""
from js import Object, fetch
from pyodide.ffi import run_sync, to_js


class exceptions:
    class SSLError(Exception):
        pass


class Timeout:
    def __init__(self, **_):
        pass


class HTTPResponse:
    def __init__(self, answer):
        self.status = answer.status
        self.reason = answer.statusText
        self.headers = {name: value for name, value in answer.headers.entries()}
        self.data = run_sync(answer.arrayBuffer()).to_bytes()

    def read(self):
        return self.data

    def release_conn(self):
        pass


class PoolManager:
    def __init__(self, **_):
        pass

    def request(self, method, url, fields=None, body=None, headers=None, encode_multipart=False, **_):
        headers = dict(headers or {})
        if fields:
            from urllib.parse import urlencode

            body = urlencode(fields)
        settings = {"method": method, "headers": headers}
        if body is not None:
            settings["body"] = body
        return HTTPResponse(run_sync(fetch(url, to_js(settings, dict_converter=Object.fromEntries))))
