package cn.dengyun.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Requests to an operation, from the contract alone: begun as its example has it, changed nowhere or in up to three
 * places, of its body, its query, its path, its headers or the way in which it is written to the wire.
 */
final class FuzzRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "dengyun-fuzz";
    private static final String MULTIPART = "multipart/form-data";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String LINES = "application/x-ndjson";
    private static final String ABSENT = "019fffff-0000-7000-8000-00000000dead";

    /** Of a query, already encoded or rightly not. */
    private static final List<String> QUERIES = List.of(
            "limit=%zz",
            "limit=0",
            "limit=1",
            "limit=200",
            "limit=201",
            "limit=-1",
            "limit=1.5",
            "limit=99999999999",
            "limit=",
            "limit=1&limit=2",
            "cursor=",
            "cursor=x",
            "cursor=eyJhIjoxfQ",
            "cursor=" + "A".repeat(300),
            "cursor=%00",
            "sort=",
            "sort=nothing",
            "sort=-createdAt,createdAt",
            "validateOnly=true",
            "validateOnly=yes",
            "validateOnly=",
            "unknown=1",
            "=",
            "&&",
            "%",
            "a%",
            "%00=%00",
            "%ff=%ff",
            "q=%ED%A0%80",
            "q=+%2B",
            "q[]=1",
            "status=",
            "status=NONE",
            "x=" + "y".repeat(9_000),
            "a=1;b=2",
            "?");

    /** What can stand at the end of a path. */
    private static final List<String> ENDS = List.of(
            "/", "//", "/.", "/..", "/x", "%2F", "%2f..%2f", ";a=b", "%00", "%", "%zz", "#x", "/%2e%2e", "\\", ".json");

    private static final List<FuzzRequest.Header> HEADERS = Stream.of(
                    "Accept: -",
                    "Accept: text/html",
                    "Accept: application/json;q=0",
                    "Accept: */*;q=x, ,;",
                    "Accept: application/problem+json",
                    "Accept: text/event-stream",
                    "Accept: " + "a/b,".repeat(1_000) + "*/*",
                    "Accept-Language: -",
                    "Accept-Language: *",
                    "Accept-Language: en;q=2, zh-",
                    "Accept-Language: x-klingon-" + "a-".repeat(500),
                    "Accept-Encoding: br;q=1, gzip, *;q=0",
                    "Accept-Charset: utf-7",
                    "Content-Type: ",
                    "Content-Type: application/json;charset=utf-7",
                    "Content-Type: application/json;charset=ISO-8859-1",
                    "Content-Type: application/json; charset=\"",
                    "Content-Type: multipart/form-data",
                    "Content-Type: multipart/form-data; boundary=",
                    "Content-Type: text/plain",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Type: application/xml",
                    "Content-Type: */*",
                    "Content-Type: x",
                    "Content-Encoding: gzip",
                    "Content-Encoding: br",
                    "Content-Encoding: identity",
                    "Content-Encoding: gzip, gzip",
                    "Content-Language: x",
                    "Content-MD5: x",
                    "Idempotency-Key: ",
                    "Idempotency-Key: always-the-same",
                    "Idempotency-Key: " + "k".repeat(255),
                    "Idempotency-Key: " + "k".repeat(256),
                    "Idempotency-Key: 云",
                    "Idempotency-Key: a b",
                    "If-Match: *",
                    "If-Match: ",
                    "If-Match: W/\"1\"",
                    "If-Match: \"1\", \"2\"",
                    "If-Match: garbage",
                    "If-Match: \"" + "x".repeat(2_000) + "\"",
                    "If-None-Match: *",
                    "If-None-Match: W/\"x\", \"y\",,",
                    "If-None-Match: \"",
                    "If-Modified-Since: yesterday",
                    "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
                    "If-Range: \"x\"",
                    "Range: bytes=0-0",
                    "Range: bytes=-1",
                    "Range: bytes=5-2",
                    "Range: bytes=0-1,3-4,99999999999999999999-",
                    "Range: lines=1-2",
                    "Prefer: return=minimal, respond-async, wait=x",
                    "Expect: 100-continue",
                    "Expect: 200-ok",
                    "X-Forwarded-For: 1.2.3.4, not an address",
                    "X-Forwarded-Host: evil.example",
                    "X-Forwarded-Proto: gopher",
                    "X-Forwarded-Prefix: /../..",
                    "Forwarded: for=\"[::1\";by=",
                    "traceparent: garbage",
                    "traceparent: 00-00000000000000000000000000000000-0000000000000000-00",
                    "traceparent: ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what",
                    "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "tracestate: " + "a=b,".repeat(200),
                    "baggage: =,;",
                    "Authorization: Bearer ",
                    "Authorization: Bearer a.b.c",
                    "Authorization: Basic Og==",
                    "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                    "Authorization: Bearer " + "x".repeat(7_000),
                    "Authorization: DPoP x",
                    "Authorization: Bearer \"x\", Bearer y",
                    "Origin: null",
                    "Origin: https://evil.example",
                    "Origin: x y",
                    "Access-Control-Request-Method: PUT",
                    "Access-Control-Request-Headers: " + "x,".repeat(300),
                    "X-HTTP-Method-Override: DELETE",
                    "X-HTTP-Method: PATCH",
                    "Cookie: a=b; c=\"; =;" + "x".repeat(200),
                    "Dengyun-Delegation: x",
                    "Dengyun-Delegation: " + ABSENT,
                    "Dengyun-Delegation: ",
                    "Last-Event-ID: x",
                    "Last-Event-ID: 99999999999999999999",
                    "Last-Event-ID: -1",
                    "Connection: close",
                    "Connection: authorization",
                    "Keep-Alive: timeout=x",
                    "Max-Forwards: -1",
                    "Via: 1.0 x",
                    "Referer: x",
                    "User-Agent: " + "云".repeat(100),
                    "Cache-Control: no-store, max-age=x",
                    "Pragma: x",
                    "Date: never",
                    "X-Request-Id: \u0001",
                    "X-Padding: " + "x".repeat(25_000))
            .map(line -> line.split(": ", 2))
            .map(parts -> new FuzzRequest.Header(parts[0], parts[1]))
            .collect(Collectors.toUnmodifiableList());

    private final FuzzSchemas schemas;
    private final FuzzBodies bodies;
    private final FuzzWorld world;

    /** How tokens are forged, and what is wrong with each. */
    private final List<String> forged;

    FuzzRequests(Contract contract, FuzzWorld world, Map<String, String> forged) {
        this.schemas = new FuzzSchemas(contract);
        this.bodies = new FuzzBodies(schemas);
        this.world = world;
        this.forged = List.copyOf(forged.values());
    }

    /** What a call will be like is for the random to say alone. */
    FuzzRequest next(Contract.Operation operation, AccessColumn caller, SplittableRandom random) {
        FuzzWorld.Aim aim = world.aim(operation, caller, random);
        FuzzRequest request = new FuzzRequest(operation, caller, aim);
        int changes = random.nextInt(4);
        begin(request, random);
        JsonNode content = operation.node().at("/requestBody/content");
        int changesOfBody = content.isMissingNode() ? 0 : random.nextInt(changes + 1);
        if (!content.isMissingNode()) {
            body(request, content.properties().iterator().next(), aim, changesOfBody, random);
        } else if (random.nextInt(20) == 0) {
            // Nobody asked for it.
            request.header("Content-Type", "application/json");
            request.framing = FuzzRequest.Framing.LENGTH;
            request.body = "{}".getBytes(StandardCharsets.UTF_8);
        }
        for (int i = changesOfBody; i < changes; i++) {
            change(request, random);
        }
        return request;
    }

    /** What the contract asks for, and some of what it offers. */
    private void begin(FuzzRequest request, SplittableRandom random) {
        for (JsonNode reference : request.operation.node().path("parameters")) {
            JsonNode parameter = schemas.parameter(reference);
            String name = parameter.path("name").asText();
            boolean isRequired = parameter.path("required").asBoolean();
            if (parameter.path("in").asText().equals("query")) {
                // A dry run changes nothing, and most of what is looked for is behind it.
                int rarity = name.equals("cursor") ? 20 : 4;
                if (isRequired || random.nextInt(rarity) == 0) {
                    JsonNode value = parameter.has("example")
                            ? parameter.get("example")
                            : schemas.fitting(parameter.path("schema"), random);
                    request.query.add(name + "=" + FuzzTexts.encoded(scalar(value)));
                }
            } else if (name.equals("Idempotency-Key")) {
                request.header(name, FuzzTexts.uuid(random));
            } else if (name.equals("If-Match")) {
                request.header(name, "*");
            } else if (name.equals("Accept-Language")) {
                request.header(name, random.nextBoolean() ? "en" : "zh-CN");
            }
        }
    }

    private static String scalar(JsonNode value) {
        return value.isContainerNode() ? value.path(0).asText() : value.asText();
    }

    private void body(
            FuzzRequest request,
            Map.Entry<String, JsonNode> content,
            FuzzWorld.Aim aim,
            int changes,
            SplittableRandom random) {
        String type = content.getKey();
        JsonNode schema = content.getValue().path("schema");
        JsonNode example = RequestExamples.example(content.getValue());
        String text = aim.telling().apply(example.isTextual() ? example.asText() : example.toString());
        request.header("Content-Type", type.equals(MULTIPART) ? type + "; boundary=" + BOUNDARY : type);
        request.framing = random.nextInt(5) == 0 ? FuzzRequest.Framing.CHUNKED : FuzzRequest.Framing.LENGTH;
        boolean isSpoiled = changes > 0 && random.nextInt(6) == 0;
        int inside = isSpoiled ? changes - 1 : changes;
        String written = switch (type) {
            case MULTIPART -> multipart(tree(text), inside, random);
            case FORM -> form(bodies.changed(tree(text), schema, inside, random), random);
            case LINES -> lines(text, schema.path("x-item-schema"), inside, random);
            case "text/csv" -> table(text, inside, random);
            default -> FuzzBodies.text(bodies.changed(tree(text), schema, inside, random));
        };
        request.body = written.getBytes(StandardCharsets.UTF_8);
        if (isSpoiled) {
            request.body = FuzzBodies.spoiled(request.body, random);
        }
        if (type.equals(LINES) && random.nextInt(6) == 0) {
            request.body = FuzzBodies.gzip(request.body, random);
            request.header("Content-Encoding", "gzip");
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String multipart(JsonNode fields, int changes, SplittableRandom random) {
        List<String> parts = new ArrayList<>();
        String file = "Content-Disposition: form-data; name=\"file\"; filename=\"example.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n" + fields.path("file").asText();
        parts.add("Content-Disposition: form-data; name=\"purpose\"\r\n\r\n"
                + fields.path("purpose").asText());
        parts.add(file);
        String end = "--" + BOUNDARY + "--\r\n";
        for (int i = 0; i < changes; i++) {
            switch (random.nextInt(8)) {
                case 0 -> parts.remove(random.nextInt(parts.size()));
                case 1 -> parts.add(file);
                case 2 -> end = "";
                case 3 -> parts.add("Content-Disposition: form-data; name=\"unknown\"\r\n\r\nx");
                case 4 -> parts.add("\r\n");
                case 5 -> parts.add("no headers at all");
                case 6 ->
                    parts.add("Content-Disposition: form-data; name=\"purpose\"\r\n\r\n" + FuzzTexts.hostile(random));
                default ->
                    parts.add(file.replace(
                            "example.pdf", FuzzTexts.hostile(random).replaceAll("[\r\n\"]", "?")));
            }
            if (parts.isEmpty()) {
                break;
            }
        }
        return parts.stream()
                        .map(part -> "--" + BOUNDARY + "\r\n" + part + "\r\n")
                        .collect(Collectors.joining())
                + end;
    }

    private static String form(JsonNode fields, SplittableRandom random) {
        String form = fields.properties().stream()
                .map(field -> FuzzTexts.encoded(field.getKey().replace(FuzzSchemas.RAW, "")) + "="
                        + FuzzTexts.encoded(field.getValue().asText().replace(FuzzSchemas.RAW, "")))
                .collect(Collectors.joining("&"));
        return random.nextInt(10) == 0 ? form + FuzzTexts.oneOf(random, QUERIES) : form;
    }

    private String lines(String text, JsonNode item, int changes, SplittableRandom random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(7)) {
                case 0 ->
                    lines.set(at, line.substring(0, line.length() / 2) + "\n" + line.substring(line.length() / 2));
                case 1 -> lines.add(at, "");
                case 2 -> lines.add(line);
                case 3 -> lines.add(FuzzTexts.hostile(random));
                case 4 -> lines.set(at, line + "\r");
                default ->
                    lines.add(
                            at,
                            FuzzBodies.text(
                                    bodies.changed(tree(text.lines().findFirst().orElse("{}")), item, 2, random)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String table(String text, int changes, SplittableRandom random) {
        String table = text;
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(table.length());
            String inserted = FuzzTexts.oneOf(
                    random,
                    List.of("\"", ",", "\n", ";", "\"\"", ",,,,,,,,", "\r", "\"a\nb\"", FuzzTexts.hostile(random)));
            table = random.nextInt(4) == 0
                    ? table + table.lines().skip(1).findFirst().orElse("") + "\n"
                    : table.substring(0, at) + inserted + table.substring(at);
        }
        return table;
    }

    private void change(FuzzRequest request, SplittableRandom random) {
        switch (random.nextInt(10)) {
            case 0, 1 -> changePath(request, random);
            case 2, 3, 4 -> changeQuery(request, random);
            case 5, 6, 7, 8 -> changeHeaders(request, random);
            default -> new FuzzWire(random).change(request);
        }
    }

    private void changeQuery(FuzzRequest request, SplittableRandom random) {
        List<JsonNode> parameters = new ArrayList<>();
        request.operation.node().path("parameters").forEach(reference -> {
            JsonNode parameter = schemas.parameter(reference);
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter);
            }
        });
        if (parameters.isEmpty() || random.nextInt(3) == 0) {
            request.query.add(FuzzTexts.oneOf(random, QUERIES));
            return;
        }
        JsonNode parameter = FuzzTexts.oneOf(random, parameters);
        String value = random.nextBoolean()
                ? FuzzTexts.hostile(random)
                : scalar(schemas.atTheEdge(parameter.path("schema"), random))
                        .replace(FuzzSchemas.RAW, "")
                        .replace("\"", "");
        request.query.add(parameter.path("name").asText() + "=" + FuzzTexts.encoded(value));
    }

    private static void changePath(FuzzRequest request, SplittableRandom random) {
        if (request.operation.path().contains("{") && random.nextInt(4) > 0) {
            List<String> segments = new ArrayList<>(List.of(request.path.split("/", -1)));
            List<String> template = List.of(request.operation.path().split("/", -1));
            List<Integer> parameters = new ArrayList<>();
            for (int i = 0; i < Math.min(template.size(), segments.size()); i++) {
                if (template.get(i).startsWith("{")) {
                    parameters.add(i);
                }
            }
            if (!parameters.isEmpty()) {
                String value =
                        random.nextInt(3) == 0 ? FuzzTexts.uuid(random) : FuzzTexts.encoded(FuzzTexts.hostile(random));
                segments.set(FuzzTexts.oneOf(random, parameters), value);
                request.path = String.join("/", segments);
                request.isAimed &= !value.isEmpty() && !value.contains("%2F") && !value.startsWith(".");
            }
            return;
        }
        request.isAimed = false;
        switch (random.nextInt(6)) {
            case 0 -> request.path = "/" + request.path;
            case 1 -> request.path = "http://localhost" + request.path;
            case 2 -> request.path = request.path.replaceFirst("/api/", "/api/./");
            case 3 -> request.path = request.path.replaceFirst("/v1/", "/v1/x/../");
            case 4 -> request.path = request.path.toUpperCase();
            default -> request.path = request.path + FuzzTexts.oneOf(random, ENDS);
        }
    }

    private void changeHeaders(FuzzRequest request, SplittableRandom random) {
        int kind = random.nextInt(12);
        if (kind == 0 && !request.headers.isEmpty()) {
            // Any of them twice.
            request.headers.add(FuzzTexts.oneOf(random, request.headers));
            request.isAimed &= !request.hasTwoHosts();
            return;
        }
        if (kind == 1) {
            request.headers.removeIf(header -> !header.name().equals("Host") && random.nextInt(3) == 0);
            return;
        }
        if (kind == 2) {
            request.replaceHeader("Authorization", "Bearer " + FuzzTexts.oneOf(random, forged));
            return;
        }
        FuzzRequest.Header header = FuzzTexts.oneOf(random, HEADERS);
        String value = random.nextInt(8) == 0 ? FuzzTexts.header(FuzzTexts.hostile(random)) : header.value();
        if (random.nextInt(4) == 0) {
            request.header(header.name(), value);
        } else {
            request.replaceHeader(header.name(), value);
        }
    }
}
