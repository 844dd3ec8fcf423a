package cn.dengyun.platform.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A text as a QR code in a PNG of one bit a pixel (ISO/IEC 18004, RFC 2083). */
public final class QrImage {

    private static final int PIXELS_A_MODULE = 6;
    private static final int QUIET_ZONE = 4;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);

    private QrImage() {}

    /** @param text at most 2,331 bytes, which the largest code of this error correction holds */
    public static byte[] of(String text) {
        try {
            // The smallest that holds it; each module is drawn larger below.
            return png(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS));
        } catch (WriterException | IOException e) {
            throw new IllegalStateException("a text of this length fits into a QR code", e);
        }
    }

    private static byte[] png(BitMatrix modules) throws IOException {
        int side = modules.getWidth() * PIXELS_A_MODULE;
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(image);
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(side);
        fields.writeInt(side);
        // One bit a pixel, shades of grey, and the only kinds of compression, filter and order that everybody knows.
        fields.write(new byte[] {1, 0, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", pixels(modules, side));
        chunk(out, "IEND", new byte[0]);
        return image.toByteArray();
    }

    private static byte[] pixels(BitMatrix modules, int side) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(compressed)) {
            for (int y = 0; y < side; y++) {
                byte[] row = new byte[1 + (side + Byte.SIZE - 1) / Byte.SIZE];
                for (int x = 0; x < side; x++) {
                    boolean isWhite = !modules.get(x / PIXELS_A_MODULE, y / PIXELS_A_MODULE);
                    if (isWhite) {
                        row[1 + x / Byte.SIZE] |= (byte) (0x80 >> x % Byte.SIZE);
                    }
                }
                rows.write(row);
            }
        }
        return compressed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }
}
