package cn.dengyun.platform.sheet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The texts of a workbook, which its cells name by number. They lie in a file without a name; in memory there is where
 * each begins, and a block of those that were asked for last.
 */
final class SharedTexts implements AutoCloseable {

    static final SharedTexts NONE = new SharedTexts(null, new int[1], 0);

    private static final int BLOCK = 64 * 1024;
    private static final int FIRST_ROOM = 1_024;
    private static final int TEXTS_TO_A_PULSE = 10_000;
    /** Those that come again and again are short. */
    private static final int MAX_REMEMBERED = 64;

    private static final int REMEMBERED = 4_096;

    private final FileChannel file;
    /** Where each begins, and behind the last. */
    private final int[] starts;

    private final int count;
    private final String[] remembered = new String[REMEMBERED];
    private final int[] rememberedAs = new int[REMEMBERED];
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private int blockStart;

    private SharedTexts(FileChannel file, int[] starts, int count) {
        this.file = file;
        this.starts = starts;
        this.count = count;
        this.block.limit(0);
    }

    static SharedTexts read(PartReader part, Runnable pulse) throws IOException {
        FileChannel file = FileChannel.open(
                Files.createTempFile("dengyun-texts-", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            int[] starts = new int[FIRST_ROOM];
            int count = 0;
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BLOCK);
            for (int event = part.next(); event != 0; event = part.next()) {
                if (event == PartReader.START && part.isAt("si")) {
                    byte[] text = XlsxText.plain(part.runs()).getBytes(StandardCharsets.UTF_8);
                    out.write(text);
                    count++;
                    if (count > SheetLimits.MAX_TEXTS) {
                        throw SheetBook.refused("sheet-too-large-inside", SheetLimits.MAX_UNPACKED >> 20);
                    }
                    if (count == starts.length) {
                        starts = Arrays.copyOf(starts, Math.min(2 * starts.length, SheetLimits.MAX_TEXTS + 1));
                    }
                    starts[count] = Math.addExact(starts[count - 1], text.length);
                    if (count % TEXTS_TO_A_PULSE == 0) {
                        pulse.run();
                    }
                }
            }
            out.flush();
            return new SharedTexts(file, starts, count);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** The text with this number, as the file writes the number. Rejects with {@code sheet-unreadable}. */
    String get(String number) {
        int index;
        try {
            index = Integer.parseInt(number.strip());
        } catch (NumberFormatException e) {
            throw SheetBook.refused("sheet-unreadable");
        }
        if (index < 0 || index >= count) {
            throw SheetBook.refused("sheet-unreadable");
        }
        int slot = index % REMEMBERED;
        if (remembered[slot] != null && rememberedAs[slot] == index) {
            return remembered[slot];
        }
        String text = read(starts[index], starts[index + 1] - starts[index]);
        if (text.length() <= MAX_REMEMBERED) {
            remembered[slot] = text;
            rememberedAs[slot] = index;
        }
        return text;
    }

    private String read(int start, int length) {
        if (length > BLOCK) {
            ByteBuffer large = ByteBuffer.allocate(length);
            fill(large, start);
            return new String(large.array(), StandardCharsets.UTF_8);
        }
        if (start < blockStart || start + length > blockStart + block.limit()) {
            block.clear();
            fill(block, start);
            block.flip();
            blockStart = start;
        }
        return new String(block.array(), start - blockStart, length, StandardCharsets.UTF_8);
    }

    private void fill(ByteBuffer target, long start) {
        try {
            long at = start;
            int read = file.read(target, at);
            while (read > 0 && target.hasRemaining()) {
                at += read;
                read = file.read(target, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
