package cn.dengyun.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request that is being made up, byte by byte as it will be sent. */
final class FuzzRequest {

    /** How the end of the body is told. */
    enum Framing {
        LENGTH,
        CHUNKED,
        /** By nothing, or by headers that say so themselves. */
        NONE
    }

    /** One header as it is sent, whether it is one or not. */
    record Header(String name, String value) {}

    private static final int CHUNK = 1_000;
    private static final int SHOWN = 400;

    final Contract.Operation operation;
    final AccessColumn caller;
    final FuzzWorld.Aim aim;

    final List<Header> headers = new ArrayList<>();
    String method;
    String path;
    final List<String> query = new ArrayList<>();
    String version = "HTTP/1.1";
    String lineEnd = "\r\n";
    byte[] body = new byte[0];
    Framing framing = Framing.NONE;

    /** Whether it still names its operation, for all that anybody can say. */
    boolean isAimed = true;

    /** Whether it is a request of HTTP/1.1 with a beginning and an end, so that an answer is due. */
    boolean isFramed = true;

    FuzzRequest(Contract.Operation operation, AccessColumn caller, FuzzWorld.Aim aim) {
        this.operation = operation;
        this.caller = caller;
        this.aim = aim;
        method = operation.method();
        path = aim.path();
        header("Host", "localhost");
        if (aim.token() != null) {
            header("Authorization", "Bearer " + aim.token());
        }
    }

    /** Whether it still carries the token of its caller. */
    boolean isSigned() {
        List<Header> tokens = headers.stream()
                .filter(header -> header.name().equals("Authorization"))
                .toList();
        return aim.token() != null && tokens.equals(List.of(new Header("Authorization", "Bearer " + aim.token())));
    }

    void header(String name, String value) {
        headers.add(new Header(name, value));
    }

    void replaceHeader(String name, String value) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        header(name, value);
    }

    boolean hasTwoHosts() {
        return headers.stream().filter(header -> header.name().equals("Host")).count() > 1;
    }

    String target() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Whether the answer has no body, whatever its head says of one. */
    boolean isHead() {
        return method.equals("HEAD");
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target()).append(' ').append(version);
        head.append(lineEnd);
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append(lineEnd));
        switch (framing) {
            case LENGTH -> head.append("Content-Length: ").append(body.length).append(lineEnd);
            case CHUNKED -> head.append("Transfer-Encoding: chunked").append(lineEnd);
            case NONE -> {}
        }
        head.append(lineEnd);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        if (framing == Framing.CHUNKED) {
            writeChunks(bytes);
        } else {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    private void writeChunks(ByteArrayOutputStream bytes) {
        for (int from = 0; from < body.length; from += CHUNK) {
            int size = Math.min(CHUNK, body.length - from);
            bytes.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            bytes.write(body, from, size);
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** In one line, the parts that nobody would read to their end cut off, without tokens that let somebody in. */
    @Override
    public String toString() {
        StringBuilder told = new StringBuilder();
        told.append(method).append(' ').append(shown(target())).append(' ').append(version);
        for (Header header : headers) {
            boolean isSecret = header.name().toLowerCase(Locale.ROOT).equals("authorization")
                    && header.value().length() > SHOWN;
            told.append(" | ").append(shown(header.name())).append(": ");
            told.append(isSecret ? "Bearer …" : shown(header.value()));
        }
        told.append(" | ").append(framing).append(' ').append(body.length).append(" bytes: ");
        return told.append(shown(new String(body, StandardCharsets.UTF_8))).toString();
    }

    /** Without anything that would break the line. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(character -> {
            boolean isPlain = character >= ' '
                    && character != 0x7F
                    && Character.getType(character) != Character.CONTROL
                    && Character.getType(character) != Character.FORMAT
                    && Character.isDefined(character);
            if (isPlain) {
                shown.appendCodePoint(character);
            } else {
                shown.append(String.format("\\u{%X}", character));
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
    }
}
