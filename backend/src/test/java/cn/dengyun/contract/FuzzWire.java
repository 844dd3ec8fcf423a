package cn.dengyun.contract;

import java.util.List;
import java.util.SplittableRandom;

/** Requests that no HTTP library would write. */
final class FuzzWire {

    private final SplittableRandom random;

    FuzzWire(SplittableRandom random) {
        this.random = random;
    }

    void change(FuzzRequest request) {
        int kind = random.nextInt(26);
        // The first are requests all the same.
        request.isFramed &= kind < 4;
        switch (kind) {
            case 0 -> request.version = "HTTP/1.0";
            case 1 -> method(request, request.method.toLowerCase());
            case 2 -> method(request, FuzzTexts.oneOf(random, List.of("FROBNICATE", "TRACE", "CONNECT", "PROPFIND")));
            case 3 -> method(request, FuzzTexts.oneOf(random, List.of("HEAD", "OPTIONS", "GET", "POST", "PUT")));
            case 4 ->
                request.version = FuzzTexts.oneOf(random, List.of("HTTP/9.9", "HTTP/2.0", "HTTP/1", "", "HTCPCP/1.0"));
            case 5 -> both(request);
            case 6 -> request.header("Content-Length", String.valueOf(request.body.length + 10));
            case 7 -> instead(request, "Content-Length", String.valueOf(request.body.length + 100));
            case 8 -> instead(request, "Content-Length", "-1");
            case 9 -> instead(request, "Content-Length", "9".repeat(random.nextInt(1, 40)));
            case 10 -> instead(request, "Content-Length", "0x10");
            case 11 -> instead(request, "Transfer-Encoding", "gzip, chunked");
            case 12 -> instead(request, "Transfer-Encoding", "identity");
            case 13 -> instead(request, "Transfer-Encoding", "chunked");
            case 14 -> request.header("Transfer-Encoding", "x");
            case 15 -> request.header("X-Folded", "a\r\n b");
            case 16 ->
                request.headers.add(
                        random.nextInt(request.headers.size() + 1), new FuzzRequest.Header("no colon\r\nX", "y"));
            case 17 -> request.header("X-Nothing", "a\u0000b");
            case 18 -> request.header("X Blank", "a");
            case 19 -> request.lineEnd = "\n";
            case 20 -> request.headers.removeIf(header -> header.name().equals("Host"));
            case 21 ->
                request.replaceHeader(
                        "Host", FuzzTexts.oneOf(random, List.of("", "a b/c", "localhost:99999", "[::1", "é")));
            case 22 -> {
                request.header("Connection", "Upgrade");
                request.header("Upgrade", FuzzTexts.oneOf(random, List.of("websocket", "h2c", "TLS/1.0")));
            }
            case 23 -> request.path = request.path + " " + request.path;
            case 24 ->
                request.path = FuzzTexts.oneOf(random, List.of("*", "", "/" + "x".repeat(70_000), "\u00E9", "/%"));
            default -> request.header("X-Long", "x".repeat(70_000));
        }
    }

    private static void method(FuzzRequest request, String method) {
        request.method = method;
        request.isAimed = false;
    }

    private static void both(FuzzRequest request) {
        request.framing = FuzzRequest.Framing.CHUNKED;
        request.header("Content-Length", String.valueOf(request.body.length));
    }

    private static void instead(FuzzRequest request, String name, String value) {
        request.framing = FuzzRequest.Framing.NONE;
        request.header(name, value);
    }
}
