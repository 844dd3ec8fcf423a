package cn.dengyun.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of every sort. */
final class Samples {

    static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 0, 'I', 'E', 'N', 'D'
    };
    static final byte[] JPEG = {
        (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, (byte) 0xff, (byte) 0xd9
    };
    private static final String PDF_END = "\n%%EOF\n";

    private Samples() {}

    static byte[] aPdf() {
        return text("%PDF-1.7\n% " + UUID.randomUUID() + PDF_END);
    }

    /** A PDF to the eye of a sniffer, of exactly this many bytes, none like another. */
    static byte[] aPdfOf(int bytes) {
        byte[] content = new byte[bytes];
        new Random().nextBytes(content);
        byte[] start = text("%PDF-1.7\n");
        System.arraycopy(start, 0, content, 0, start.length);
        byte[] end = text(PDF_END);
        if (bytes >= start.length + end.length) {
            System.arraycopy(end, 0, content, bytes - end.length, end.length);
        }
        return content;
    }

    static byte[] webp() {
        return text("RIFF\u0008\0\0\0WEBPVP8 ");
    }

    static byte[] xlsx() {
        return zip("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml");
    }

    static byte[] xlsm() {
        return zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin");
    }

    static byte[] docx() {
        return zip("[Content_Types].xml", "word/document.xml");
    }

    static byte[] ofd() {
        return zip("OFD.xml", "Doc_0/Document.xml");
    }

    /** An archive whose entry claims, and would give, a thousand times its length. */
    static byte[] zipBomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(text("<x/>" + UUID.randomUUID()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] part(byte[] content, int from, int length) {
        return Arrays.copyOfRange(content, from, from + length);
    }
}
