package cn.dengyun.files;

import cn.dengyun.shared.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/** The parts of a form one after the other, none of them kept (RFC 7578). Names are UTF-8, as browsers write them. */
final class FormParts {

    private static final int MAX_PARTS = 10;
    private static final int LONGEST_HEADERS = 4 * 1024;
    private static final int LONGEST_BOUNDARY = 70;

    private FormParts() {}

    /**
     * A part of a form; its content is to be read before the next part.
     *
     * @param name of its field
     * @param fileName null when it is no file
     * @param contentType null when it does not say
     */
    record Part(String name, String fileName, String contentType, InputStream content) {}

    /** Takes parts while they come. */
    interface Taker {
        void take(Part part) throws IOException;
    }

    /**
     * Hands on each part of a form.
     *
     * <p>Rejects with {@code multipart-malformed} (400), {@code upload-interrupted} (503) when the sender is gone.
     */
    static void read(String contentType, InputStream body, Taker taker) {
        String boundary = parameters(contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw malformed();
        }
        try {
            MultipartInput form = MultipartInput.builder()
                    .setInputStream(body)
                    .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                    .setPartHeaderSizeMax(LONGEST_HEADERS)
                    .get();
            form.setHeaderCharset(StandardCharsets.UTF_8);
            boolean hasPart = form.skipPreamble();
            for (int count = 1; hasPart; count++) {
                if (count > MAX_PARTS) {
                    throw malformed();
                }
                take(form, taker);
                hasPart = form.readBoundary();
            }
        } catch (FileUploadException e) {
            throw malformed();
        } catch (IOException e) {
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "upload-interrupted");
        }
    }

    private static void take(MultipartInput form, Taker taker) throws IOException {
        Map<String, String> headers = headers(form.readHeaders());
        Map<String, String> disposition = parameters(headers.get("content-disposition"));
        if (disposition.get("name") == null) {
            throw malformed();
        }
        try (InputStream content = form.newInputStream()) {
            taker.take(new Part(
                    disposition.get("name"),
                    disposition.containsKey("filename") ? String.valueOf(disposition.get("filename")) : null,
                    headers.get("content-type"),
                    content));
        }
    }

    private static Map<String, String> headers(String block) {
        Map<String, String> headers = new HashMap<>();
        block.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return headers;
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return header == null ? Map.of() : parser.parse(header, ';');
    }

    private static Rejection malformed() {
        return Rejection.invalid("multipart-malformed");
    }
}
