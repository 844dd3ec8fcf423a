package cn.dengyun.platform.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In which of the two encodings a text is, told from all of its bytes and from nothing that somebody says about it: a
 * mark and a media type are often wrong. What is UTF-8 throughout is that. What mostly is, by its lines or by its
 * characters, is UTF-8 that was damaged, and refused: read as GB18030, which has a character for nearly everything, it
 * would be taken for names. All else is GB18030.
 */
record CsvCharset(SheetFormat format, boolean isMarked) {

    private static final int[] UTF_8_MARK = {0xEF, 0xBB, 0xBF};
    private static final int BYTES_TO_A_PULSE = 1 << 20;

    static CsvCharset of(Path file, Runnable pulse) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            stream.mark(UTF_8_MARK.length);
            int first = stream.read();
            int second = stream.read();
            int third = stream.read();
            if (first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF) {
                throw SheetBook.refused("sheet-charset-unknown");
            }
            boolean isMarked = first == UTF_8_MARK[0] && second == UTF_8_MARK[1] && third == UTF_8_MARK[2];
            if (!isMarked) {
                stream.reset();
            }
            Look look = new Look();
            look.at(stream, pulse);
            return new CsvCharset(look.format(), isMarked);
        }
    }

    /** A pass over all bytes. */
    private static final class Look {

        private final Utf8 utf8 = new Utf8();
        private final Gb18030 gb18030 = new Gb18030();
        private int line = 1;
        private boolean hasOther;
        private long otherLines;
        private long soundLines;
        private int firstBroken;
        private int firstNeither;

        void at(InputStream stream, Runnable pulse) throws IOException {
            long count = 0;
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                if (next == 0) {
                    throw SheetBook.refused("sheet-charset-unknown");
                }
                hasOther |= next > 0x7F;
                utf8.take(next);
                gb18030.take(next);
                if (next == '\n') {
                    endLine();
                }
                count++;
                if (count % BYTES_TO_A_PULSE == 0) {
                    pulse.run();
                }
            }
            endLine();
        }

        private void endLine() {
            boolean isBroken = utf8.endLine();
            boolean isNeither = gb18030.endLine() && isBroken;
            if (hasOther) {
                otherLines++;
                soundLines += isBroken ? 0 : 1;
            }
            firstBroken = isBroken && firstBroken == 0 ? line : firstBroken;
            firstNeither = isNeither && firstNeither == 0 ? line : firstNeither;
            hasOther = false;
            line++;
        }

        SheetFormat format() {
            if (firstBroken == 0) {
                return SheetFormat.CSV_UTF_8;
            }
            if (soundLines * 2 >= otherLines || utf8.isMostlySound()) {
                throw SheetBook.refused("sheet-charset-mixed", firstBroken);
            }
            if (firstNeither != 0) {
                throw SheetBook.refused("sheet-charset-mixed", firstNeither);
            }
            return SheetFormat.CSV_GB18030;
        }
    }

    /** RFC 3629, section 4. */
    private static final class Utf8 {

        private int awaited;
        private int from = 0x80;
        private int to = 0xBF;
        private boolean isBroken;
        private boolean isLong;
        /** Characters of three bytes or four: in other encodings there are hardly any by chance. */
        private long sound;

        private long broken;

        void take(int next) {
            if (awaited > 0) {
                boolean isFit = next >= from && next <= to;
                isBroken |= !isFit;
                broken += isFit ? 0 : 1;
                awaited = isFit ? awaited - 1 : 0;
                sound += isFit && awaited == 0 && isLong ? 1 : 0;
                from = 0x80;
                to = 0xBF;
                return;
            }
            if (next <= 0x7F) {
                return;
            }
            if (next < 0xC2 || next > 0xF4) {
                isBroken = true;
                broken++;
                return;
            }
            isLong = next >= 0xE0;
            awaited = next >= 0xF0 ? 3 : next >= 0xE0 ? 2 : 1;
            from = next == 0xE0 ? 0xA0 : next == 0xF0 ? 0x90 : 0x80;
            to = next == 0xED ? 0x9F : next == 0xF4 ? 0x8F : 0xBF;
        }

        boolean isMostlySound() {
            return sound > broken;
        }

        /** Whether the line was broken, its last character included. */
        boolean endLine() {
            boolean was = isBroken || awaited > 0;
            isBroken = false;
            awaited = 0;
            from = 0x80;
            to = 0xBF;
            return was;
        }
    }

    /** Two bytes, or four (GB 18030-2022, 6.2). Which of them are characters, the decoder says. */
    private static final class Gb18030 {

        private int place;
        private boolean isBroken;

        void take(int next) {
            switch (place) {
                case 0 -> {
                    isBroken |= next == 0x80 || next == 0xFF;
                    place = next >= 0x81 && next <= 0xFE ? 1 : 0;
                }
                case 1 -> {
                    boolean isFourth = next >= 0x30 && next <= 0x39;
                    isBroken |= !isFourth && (next < 0x40 || next == 0x7F || next == 0xFF);
                    place = isFourth ? 2 : 0;
                }
                case 2 -> {
                    isBroken |= next < 0x81 || next > 0xFE;
                    place = 3;
                }
                default -> {
                    isBroken |= next < 0x30 || next > 0x39;
                    place = 0;
                }
            }
        }

        boolean endLine() {
            boolean was = isBroken || place != 0;
            isBroken = false;
            place = 0;
            return was;
        }
    }
}
