package cn.dengyun.platform.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns fields into bytes that mean one thing only. Each field is the number of its UTF-8 bytes in decimal digits, a
 * colon, the bytes and a line feed; a null is a minus sign and a line feed (ADR 0024).
 */
final class CanonicalBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    CanonicalBytes(String name) {
        field(name);
    }

    CanonicalBytes field(Object value) {
        if (value == null) {
            bytes.writeBytes(new byte[] {'-', '\n'});
            return this;
        }
        byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(String.valueOf(text.length).getBytes(StandardCharsets.US_ASCII));
        bytes.write(':');
        bytes.writeBytes(text);
        bytes.write('\n');
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
