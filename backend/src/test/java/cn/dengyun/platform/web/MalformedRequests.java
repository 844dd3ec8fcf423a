package cn.dengyun.platform.web;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.provider.DemoProviders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests that are wrong in every way we could think of, each with the answer it deserves. */
final class MalformedRequests {

    private static final String OFFERING = "/api/v1/providers/" + DemoProviders.PLATFORM + "/offerings/malformed";
    private static final String PUSHES = "/api/v1/providers/" + DemoProviders.PLATFORM + "/catalogue-pushes";
    private static final String ABSENT = "/api/v1/offerings/01900000-0000-7000-8000-0000000000ff";
    private static final String JSON = "Content-Type: application/json";
    private static final String SOUND = "{\"kind\": \"IAAS\", \"name\": \"n\"}";

    private final String provider;
    private final String province;
    private final String administrator;
    private final List<Malformed> all = new ArrayList<>();

    /** One request and the status and code of its answer. */
    record Malformed(String name, byte[] head, byte[] body, int status, String code) {

        /** The request in a language; the head ends without its blank line. */
        byte[] bytes(String language) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head);
            bytes.writeBytes(("Accept-Language: " + language + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body);
            return bytes.toByteArray();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private MalformedRequests(String provider, String province, String administrator) {
        this.provider = "Authorization: Bearer " + provider;
        this.province = "Authorization: Bearer " + province;
        this.administrator = "Authorization: Bearer " + administrator;
    }

    /** All of them; the arguments are tokens. */
    static List<Malformed> all(String provider, String province, String administrator) {
        MalformedRequests requests = new MalformedRequests(provider, province, administrator);
        requests.bodies();
        requests.recordBodies();
        requests.mediaTypes();
        requests.addresses();
        requests.queries();
        requests.methods();
        requests.sizes();
        requests.credentials();
        requests.negotiation();
        requests.headers();
        return requests.all;
    }

    /** Bodies that a slice reads itself. */
    private void bodies() {
        put("an absent body", "", 400, "invalid-request");
        put("an unfinished object", "{", 400, "invalid-request");
        put("an array", "[]", 400, "invalid-request");
        put("null", "null", 400, "invalid-request");
        put("a text", "\"text\"", 400, "invalid-request");
        put("a number", "7", 400, "invalid-request");
        put("an empty object", "{}", 400, "invalid-request");
        put("two objects", SOUND + SOUND, 400, "invalid-request");
        put("a repeated member", "{\"kind\": \"IAAS\", \"name\": \"n\", \"name\": \"m\"}", 400, "invalid-request");
        put("not a number", "{\"kind\": \"IAAS\", \"name\": NaN}", 400, "invalid-request");
        put("single quotes", "{'kind': 'IAAS'}", 400, "invalid-request");
        put("a comment", "/* x */ " + SOUND, 400, "invalid-request");
        put("a raw tab in a text", "{\"kind\": \"IAAS\", \"name\": \"a\tb\"}", 400, "invalid-request");
        put("a raw NUL", "{\"kind\": \"IAAS\", \"name\": \"a\u0000b\"}", 400, "invalid-request");
        put("an escaped NUL", "{\"kind\": \"IAAS\", \"name\": \"a\\u0000b\"}", 400, "invalid-request");
        put("half a character", "{\"kind\": \"IAAS\", \"name\": \"a\\ud83d\"}", 400, "invalid-request");
        put(
                "half a character in a name",
                "{\"kind\": \"IAAS\", \"name\": \"a\", \"\\ud83d\": 1}",
                400,
                "invalid-request");
        put("half a rocket where a name is cut", "{\"" + "x".repeat(79) + "\uD83D\uDE80\": 1}", 400, "invalid-request");
        put("five thousand brackets", "[".repeat(5_000) + "]".repeat(5_000), 400, "invalid-request");
        put("five thousand objects", "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), 400, "invalid-request");
        put("a number of 400 digits", "{\"expectedVersion\": " + "9".repeat(400) + "}", 400, "invalid-request");
        put("a number of 4,000 digits", "{\"expectedVersion\": " + "9".repeat(4_000) + "}", 400, "invalid-request");
        put("an endless exponent", "{\"expectedVersion\": 1e999999999}", 400, "invalid-request");
        put("a negative price", "{\"plans\": [{\"model\": \"ONE_OFF\", \"amountFen\": -1}]}", 400, "invalid-request");
        put("a price beyond 64 bits", "{\"plans\": [{\"amountFen\": 9223372036854775808}]}", 400, "invalid-request");
        put("a description of 100 kB", "{\"description\": \"" + "x".repeat(100_000) + "\"}", 400, "invalid-request");
        put("a name of 60 kB for a member", "{\"" + "x".repeat(60_000) + "\": 1}", 400, "invalid-request");
        put("a thousand unknown members", "{" + unknownMembers() + "}", 400, "invalid-request");
        put("broken UTF-8", bytes("{\"name\": \"", 0xFF, "\"}"), 400, "invalid-request");
        put("an overlong slash", bytes("{\"name\": \"", 0xC0, 0xAF, "\"}"), 400, "invalid-request");
        put("UTF-16", "{\"name\": \"云\"}".getBytes(StandardCharsets.UTF_16), 400, "invalid-request");
        put("only a byte order mark", bytes("", 0xEF, 0xBB, 0xBF, ""), 400, "invalid-request");
        put("gzip that nobody announced", bytes("", 0x1F, 0x8B, 0x08, 0x00, ""), 400, "invalid-request");
        add(
                "a patch that is an array",
                "PATCH",
                OFFERING,
                "[]",
                404,
                "offering-not-found",
                provider,
                "Content-Type: application/merge-patch+json",
                "If-Match: *");
        add(
                "a patch of nothing",
                "PATCH",
                OFFERING,
                "",
                404,
                "offering-not-found",
                provider,
                "Content-Type: application/merge-patch+json",
                "If-Match: *");
    }

    private static String unknownMembers() {
        StringBuilder members = new StringBuilder("\"z\": 1");
        for (int i = 0; i < 1_000; i++) {
            members.append(", \"z").append(i).append("\": 1");
        }
        return members.toString();
    }

    /** Bodies that become records. */
    private void recordBodies() {
        for (String body : new String[] {
            "",
            "{",
            "[]",
            "null",
            "\"text\"",
            "7",
            "{}",
            "{} {}",
            "{\"username\": [], \"password\": {}}",
            "{\"username\": \"u\", \"password\": \"p\", \"zzz\": 1}",
            "{\"username\": \"u\", \"password\": \"p\", \"\\ud800\": 1}",
            "{\"username\": null, \"password\": null}",
            "{\"username\": \"" + "x".repeat(100_000) + "\", \"password\": \"p\"}",
            "[".repeat(5_000),
            "{\"username\": " + "9".repeat(4_000) + "}",
            "\u0000",
            "{\"username\": \"u\\u0000\", \"password\": \"p\"}",
            "username=u&password=p"
        }) {
            String name = body.substring(0, Math.min(30, body.length())).replaceAll("[^ -~]", "?");
            add("a session of " + name, "POST", "/api/v1/sessions", body, 400, "invalid-request", JSON);
        }
        add(
                "a reason that is a number of things",
                "POST",
                ABSENT + "/suspensions",
                "{\"reason\": [1, 2]}",
                400,
                "invalid-request",
                province,
                JSON);
        add("a reason that is absent", "POST", ABSENT + "/suspensions", "", 400, "invalid-request", province, JSON);
        add(
                "a reason that is blank",
                "POST",
                ABSENT + "/suspensions",
                "{\"reason\": \"\u3000\"}",
                400,
                "invalid-request",
                province,
                JSON);
        add(
                "a reason of 3,000 characters",
                "POST",
                ABSENT + "/suspensions",
                "{\"reason\": \"" + "x".repeat(3_000) + "\"}",
                400,
                "invalid-request",
                province,
                JSON);
        add(
                "an organisation of an unknown kind",
                "POST",
                "/api/v1/organizations",
                "{\"kind\": \"CLUB\"}",
                400,
                "invalid-request",
                administrator,
                JSON,
                "Idempotency-Key: k");
        add("a path with a parameter", "GET", "/api/v1/providers;a=b", "", 404, "path-not-found", administrator);
        add("a path with one inside", "GET", "/api/v1;a=b/providers", "", 404, "path-not-found", administrator);
        add(
                "a qualification of an unknown kind",
                "POST",
                "/api/v1/provider-qualifications",
                "{\"kind\": \"MOON\"}",
                400,
                "invalid-request",
                provider,
                JSON,
                "Idempotency-Key: k");
        add(
                "a qualification of no year",
                "POST",
                "/api/v1/provider-qualifications",
                "{\"year\": \"x\"}",
                400,
                "invalid-request",
                provider,
                JSON,
                "Idempotency-Key: k");
    }

    private void mediaTypes() {
        for (String type : new String[] {
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/x-ndjson",
            "application/octet-stream",
            "nonsense",
            "/",
            "a/b/c"
        }) {
            add(
                    "an offering as " + type,
                    "PUT",
                    OFFERING,
                    SOUND,
                    415,
                    "unsupported-media-type",
                    provider,
                    "Content-Type: " + type);
        }
        add("a patch as plain JSON", "PATCH", OFFERING, "{}", 415, "unsupported-media-type", provider, JSON);
        add(
                "a session as text",
                "POST",
                "/api/v1/sessions",
                "{}",
                415,
                "unsupported-media-type",
                "Content-Type: text/plain");
        add(
                "a push as JSON",
                "POST",
                PUSHES,
                SOUND,
                415,
                "unsupported-media-type",
                provider,
                JSON,
                "Idempotency-Key: k");
        add(
                "a push in Brotli",
                "POST",
                PUSHES,
                SOUND,
                415,
                "unsupported-media-type",
                provider,
                "Content-Type: application/x-ndjson",
                "Content-Encoding: br",
                "Idempotency-Key: k-br");
        add(
                "an offering in gzip",
                "PUT",
                OFFERING,
                SOUND,
                415,
                "unsupported-media-type",
                provider,
                JSON,
                "Content-Encoding: gzip");
        add(
                "a session in nonsense",
                "POST",
                "/api/v1/sessions",
                "{}",
                415,
                "unsupported-media-type",
                JSON,
                "Content-Encoding: nonsense");
    }

    private void addresses() {
        for (String path : new String[] {
            "/api",
            "/api/v1",
            "/api/v2/offerings",
            "/.env",
            "/api/v1/offerings/not-a-uuid",
            "/api/v1/offerings/123",
            "/api/v1/offerings/01900000-0000-7000-8000-00000000000g",
            "/api/v1/offerings/%00",
            "/api/v1/catalogue-pushes/x",
            "/api/v1/providers/x",
            "/api/v1/organizations/%20",
            "/api/v1/../../etc/passwd",
            "/api/v1/offerings/..%2f..%2fsecret",
            "/q/nothing",
            "/api/v1/providers/x/offerings/y",
            "/api/v1/offerings/01900000-0000-7000-8000-0000000000ff/versions/abc",
            "/api/v1/offerings/01900000-0000-7000-8000-0000000000ff/versions/99999999999",
            "/api/v1/offerings/01900000-0000-7000-8000-0000000000ff/nothing"
        }) {
            get(path, 404, "path-not-found", administrator);
        }
        get("/problems/no-such-code", 404, "problem-code-unknown");
        get("/problems/%00", 404, "problem-code-unknown");
        get(ABSENT, 404, "offering-not-found");
        get(ABSENT + "/versions/0", 400, "invalid-request");
        get(OFFERING + "%00", 404, "offering-not-found", provider);
        get("/api/v1/regions/%00", 404, "region-not-found");
        get("/api/v1/code-lists/%E4%B8", 404, "code-list-not-found");
    }

    private void queries() {
        for (String query : new String[] {
            "limit=0",
            "limit=-1",
            "limit=201",
            "limit=many",
            "limit=",
            "limit=1.5",
            "limit=1e1",
            "limit=%20",
            "limit=99999999999999999999",
            "limit=2&limit=3",
            "lmit=2",
            "cursor=" + "x".repeat(2_001)
        }) {
            get("/api/v1/catalogue/changes?" + query, 400, "invalid-request");
        }
        get("/api/v1/catalogue/changes?cursor=", 400, "invalid-request");
        get("/api/v1/events?subject=%00", 400, "invalid-request", provider);
        get("/api/v1/events?type=a%00b", 400, "invalid-request", provider);
        add(
                "a patch with a text that cannot be stored",
                "PATCH",
                "/api/v1/organizations/" + DemoAccounts.PLATFORM_ORGANIZATION,
                "{\"contactName\": \"a\\u0000b\"}",
                400,
                "invalid-request",
                provider,
                "Content-Type: application/merge-patch+json",
                "If-Match: *");
        for (String cursor : new String[] {"forged", "%00", "%F0%9F%9A%80", "AAAAAAAAAAAAAAAAAAAAAAAA", "%FF"}) {
            get("/api/v1/catalogue/changes?cursor=" + cursor, 400, "cursor-invalid");
        }
        for (String query : new String[] {
            "kind=MOON",
            "category=X",
            "industry=%00",
            "region=1",
            "provider=x",
            "priceBand=LOW",
            "trial=maybe",
            "voucherEligible=1",
            "sort=colour",
            "limit=0",
            "facets=colour",
            "q=" + "x".repeat(101),
            "q=a&q=b",
            "colour=red",
            "limit=x&sort=y&kind=z"
        }) {
            get("/api/v1/offerings?" + query, 400, "invalid-request");
        }
        get("/api/v1/offerings?cursor=forged", 400, "cursor-invalid");
        get("/api/v1/regions?at=yesterday", 400, "invalid-request");
        get("/api/v1/regions?level=MOON&reportingUnit=perhaps", 400, "invalid-request");
        get("/api/v1/providers?kind=MOON", 400, "invalid-request");
        get("/api/v1/providers?organizationId=x", 400, "invalid-request");
        get("/api/v1/providers/" + DemoProviders.PLATFORM + "/offerings?status=MOON", 400, "invalid-request", provider);
        add(
                "a trial run that is perhaps one",
                "PUT",
                OFFERING + "?validateOnly=perhaps",
                SOUND,
                400,
                "invalid-request",
                provider,
                JSON);
        add(
                "a push of an unknown mode",
                "POST",
                PUSHES + "?mode=MERGER",
                SOUND,
                400,
                "invalid-request",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key: k-mode");
        add(
                "a push from no line",
                "POST",
                PUSHES + "?fromLine=0",
                SOUND,
                400,
                "invalid-request",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key: k-line");
    }

    private void methods() {
        add("a post to a list", "POST", "/api/v1/offerings", "{}", 405, "method-not-allowed", JSON);
        add("a delete of a list", "DELETE", "/api/v1/offerings", "", 405, "method-not-allowed");
        add("a put of reference data", "PUT", "/api/v1/regions/340100", "{}", 405, "method-not-allowed", JSON);
        add("a patch of a session", "PATCH", "/api/v1/sessions", "{}", 405, "method-not-allowed", JSON);
        add("a get of a sign-in", "GET", "/api/v1/sessions", "", 405, "method-not-allowed");
        add("a trace", "TRACE", "/api/v1/regions", "", 405, "method-not-allowed");
        add("an invented method", "FROBNICATE", "/api/v1/regions", "", 405, "method-not-allowed");
        add("a method in small letters", "get", "/api/v1/regions", "", 405, "method-not-allowed");
        add("a post to a page", "POST", "/problems", "", 404, "path-not-found");
        add("a post to nothing", "POST", "/nothing", "{}", 404, "path-not-found", JSON);
    }

    private void sizes() {
        get("/api/v1/offerings?q=" + "x".repeat(9_000), 414, "uri-too-long");
        get("/api/v1/regions", 431, "headers-too-large", "X-Padding: " + "x".repeat(30_000));
        add(
                "a body of three megabytes",
                "PUT",
                OFFERING,
                new byte[0],
                413,
                "body-too-large",
                provider,
                JSON,
                "Content-Length: 3145728");
        add(
                "a body of four exabytes",
                "PUT",
                OFFERING,
                new byte[0],
                413,
                "body-too-large",
                provider,
                JSON,
                "Content-Length: 4611686018427387904");
        add(
                "a push of two gigabytes",
                "POST",
                PUSHES,
                new byte[0],
                413,
                "body-too-large",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key: k-size",
                "Content-Length: 2147483648");
        add(
                "a body of three megabytes in chunks",
                "PUT",
                OFFERING,
                chunked(3 << 20),
                413,
                "body-too-large",
                provider,
                JSON,
                "Transfer-Encoding: chunked");
        add(
                "a session of three megabytes in chunks",
                "POST",
                "/api/v1/sessions",
                chunked(3 << 20),
                413,
                "body-too-large",
                JSON,
                "Transfer-Encoding: chunked");
    }

    /** A JSON text of the given size, a chunk of 64 KiB at a time. */
    private static byte[] chunked(int size) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        body.writeBytes("1\r\n\"\r\n".getBytes(StandardCharsets.US_ASCII));
        for (int sent = 0; sent < size; sent += chunk.length) {
            body.writeBytes("10000\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(chunk);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("1\r\n\"\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private void credentials() {
        for (String credentials : new String[] {
            "Bearer x",
            "Bearer a.b.c",
            "Bearer " + "x".repeat(9_000),
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
            provider.substring(15) + "x",
            "Bearer a b",
            "bearer x.y.z"
        }) {
            get("/api/v1/me", 401, "token-invalid", "Authorization: " + credentials);
        }
        get("/api/v1/me", 401, "unauthenticated");
        get("/api/v1/me", 401, "unauthenticated", "Authorization: Basic YTpi");
        get("/api/v1/me", 401, "unauthenticated", "Authorization: Nonsense x");
        get("/api/v1/me", 401, "unauthenticated", "Authorization: Bearer");
        get("/api/v1/me", 401, "unauthenticated", "Authorization: Bearer ");
        get(ABSENT, 401, "token-invalid", "Authorization: Bearer x");
        add("a write without a token", "PUT", OFFERING, SOUND, 401, "unauthenticated", JSON);
        add("a write with a wrong role", "PUT", OFFERING, SOUND, 403, "forbidden", province, JSON);
        add("two tokens", "GET", "/api/v1/me", "", 401, "token-invalid", "Authorization: Bearer x", provider);
    }

    private void negotiation() {
        get("/api/v1/regions", 406, "not-acceptable", "Accept: text/html");
        get("/api/v1/regions", 406, "not-acceptable", "Accept: application/xml");
        get("/api/v1/me", 406, "not-acceptable", administrator, "Accept: image/*");
        get("/api/v1/regions", 406, "not-acceptable", "Accept: nonsense");
        get("/api/v1/regions", 406, "not-acceptable", "Accept: a/b/c;;;=");
    }

    private void headers() {
        add("no tag", "DELETE", OFFERING, "", 404, "offering-not-found", provider);
        add("a tag that is none", "PUT", OFFERING, SOUND, 412, "changed-meanwhile", provider, JSON, "If-Match: r1");
        add(
                "two tags in two headers",
                "PUT",
                OFFERING,
                SOUND,
                412,
                "changed-meanwhile",
                provider,
                JSON,
                "If-Match: \"a\"",
                "If-Match: \"b\"");
        add(
                "no key",
                "POST",
                PUSHES,
                SOUND,
                400,
                "idempotency-key-missing",
                provider,
                "Content-Type: application/x-ndjson");
        add(
                "an empty key",
                "POST",
                PUSHES,
                SOUND,
                400,
                "idempotency-key-missing",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key:");
        add(
                "a key of blanks",
                "POST",
                PUSHES,
                SOUND,
                400,
                "idempotency-key-malformed",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key: two words");
        add(
                "a key of 256 characters",
                "POST",
                PUSHES,
                SOUND,
                400,
                "idempotency-key-malformed",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key: " + "x".repeat(256));
        add(
                "a key in Chinese",
                "POST",
                PUSHES,
                SOUND,
                400,
                "idempotency-key-malformed",
                provider,
                "Content-Type: application/x-ndjson",
                "Idempotency-Key: 云");
        add("a host that is none", "GET", "/api/v1/regions", "", 400, "bad-request", "Host: a b/c");
        add("a trace context that is none", "GET", ABSENT, "", 404, "offering-not-found", "traceparent: 00-x-y-z");
    }

    private void put(String name, String body, int status, String code) {
        put(name, body.getBytes(StandardCharsets.UTF_8), status, code);
    }

    private void put(String name, byte[] body, int status, String code) {
        add("an offering: " + name, "PUT", OFFERING, body, status, code, provider, JSON);
    }

    private void get(String path, int status, String code, String... headers) {
        String header = headers.length == 0 ? "" : " with " + headers[headers.length - 1];
        String name = "GET " + path + header;
        add(
                name.substring(0, Math.min(90, name.length())).replaceAll("[^ -~]", "?"),
                "GET",
                path,
                "",
                status,
                code,
                headers);
    }

    private void add(String name, String method, String path, String body, int status, String code, String... headers) {
        add(name, method, path, body.getBytes(StandardCharsets.UTF_8), status, code, headers);
    }

    private void add(String name, String method, String path, byte[] body, int status, String code, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (headers.length == 0 || !headers[0].startsWith("Host:")) {
            head.append("Host: localhost\r\n");
        }
        boolean saysLength = false;
        for (String header : headers) {
            head.append(header).append("\r\n");
            saysLength |= header.startsWith("Content-Length") || header.startsWith("Transfer-Encoding");
        }
        if (!saysLength && (body.length > 0 || !method.equals("GET"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        all.add(new Malformed(name, head.toString().getBytes(StandardCharsets.UTF_8), body, status, code));
    }

    /** Texts as they are, numbers as bytes. */
    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer number) {
                bytes.write(number);
            } else {
                bytes.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
