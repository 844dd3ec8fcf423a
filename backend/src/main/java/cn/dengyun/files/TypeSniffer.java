package cn.dengyun.files;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** Tells from the bytes of a file what it is, whatever its sender says. */
@ApplicationScoped
class TypeSniffer {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** Bytes from the end within which a file says that it ends. */
    private static final int NEAR_END = 1024;

    /**
     * Whether a file is of the declared type.
     *
     * @param head its first bytes
     * @param tail its last bytes
     * @param length in bytes
     */
    boolean confirms(AttachmentType declared, byte[] head, byte[] tail, long length) {
        return switch (declared) {
            case XLSX, DOCX, OFD ->
                archived(head, tail, length).filter(declared::equals).isPresent();
            case CSV, TXT -> isText(head);
            default ->
                !isZip(head)
                        && detect(head).toString().equals(declared.mediaType())
                        && isWhole(declared, head, tail, length);
        };
    }

    /** Whether a file ends as its type does: the first bytes of one and whatever else behind them are none. */
    private static boolean isWhole(AttachmentType declared, byte[] head, byte[] tail, long length) {
        return switch (declared) {
            // ISO 32000-1, 7.5.5, and what every reader tolerates behind it.
            case PDF -> hasNearEnd(tail, "%%EOF".getBytes(StandardCharsets.US_ASCII));
            case PNG -> hasNearEnd(tail, "IEND".getBytes(StandardCharsets.US_ASCII));
            case JPEG -> hasNearEnd(tail, new byte[] {(byte) 0xff, (byte) 0xd9});
            case WEBP -> riffLength(head) == length;
            default -> true;
        };
    }

    private static boolean hasNearEnd(byte[] tail, byte[] mark) {
        for (int at = tail.length - mark.length; at >= Math.max(0, tail.length - NEAR_END); at--) {
            if (Arrays.equals(tail, at, at + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }

    /** What a RIFF file says of its length, in bytes. */
    private static long riffLength(byte[] head) {
        return head.length < 8
                ? -1
                : 8
                        + (ByteBuffer.wrap(head, 4, 4)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getInt()
                                & 0xffffffffL);
    }

    private static Optional<AttachmentType> archived(byte[] head, byte[] tail, long length) {
        return isZip(head) ? ZipDirectory.names(tail, length).flatMap(TypeSniffer::archived) : Optional.empty();
    }

    private static Optional<AttachmentType> archived(Set<String> names) {
        boolean hasMacros =
                names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin"));
        boolean isOffice = names.contains("[Content_Types].xml") && !hasMacros;
        if (isOffice && names.contains("xl/workbook.xml")) {
            return Optional.of(AttachmentType.XLSX);
        }
        if (isOffice && names.contains("word/document.xml")) {
            return Optional.of(AttachmentType.DOCX);
        }
        return names.contains("OFD.xml") ? Optional.of(AttachmentType.OFD) : Optional.empty();
    }

    private static boolean isZip(byte[] head) {
        return head.length >= ZIP.length
                && head[0] == ZIP[0]
                && head[1] == ZIP[1]
                && head[2] == ZIP[2]
                && head[3] == ZIP[3];
    }

    /**
     * Plain text in UTF-8, GBK or the like, or what Tika takes for some sort of text that no browser would show as a
     * page. Of short Chinese texts that are not in UTF-8 it says nothing.
     */
    private static boolean isText(byte[] head) {
        MediaType detected = detect(head);
        boolean isKnownText = detected.getType().equals("text")
                && !detected.getSubtype().contains("html")
                && !detected.getSubtype().contains("xml");
        return isKnownText || detected.equals(MediaType.OCTET_STREAM) && isChineseText(head);
    }

    private static boolean isChineseText(byte[] head) {
        CharBuffer text = CharBuffer.allocate(head.length);
        CoderResult end = GB18030.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(head), text, false);
        return !end.isError()
                && text.flip().chars().noneMatch(character -> character < ' ' && "\t\n\f\r".indexOf(character) < 0);
    }

    private static MediaType detect(byte[] head) {
        try {
            return MimeTypes.getDefaultMimeTypes().detect(new ByteArrayInputStream(head), new Metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
