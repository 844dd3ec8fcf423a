package cn.dengyun.files;

import cn.dengyun.platform.web.EntityTags;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a content are wanted (RFC 9110 §14). Only a single range is served; several at once get the whole, as
 * does a header that is none.
 *
 * @param from the first byte, from 0
 * @param length how many; 0 when there are no such bytes
 */
record ByteRange(long from, long length, boolean isWhole) {

    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    static ByteRange of(String range, String ifRange, String tag, long size) {
        Matcher single = SINGLE.matcher(range == null ? "" : range);
        boolean isCurrent = ifRange == null || ifRange.strip().equals(EntityTags.quoted(tag));
        if (!isCurrent || !single.matches()) {
            return whole(size);
        }
        String first = single.group(1);
        String last = single.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? whole(size) : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Long.parseLong(last);
        if (to < from && !last.isEmpty()) {
            return whole(size);
        }
        return from >= size
                ? new ByteRange(0, 0, false)
                : new ByteRange(from, Math.min(to, size - 1) - from + 1, false);
    }

    boolean isUnsatisfiable() {
        return length == 0;
    }

    /** {@code Content-Range} of the answer. */
    String header(long size) {
        return isUnsatisfiable() ? "bytes */" + size : "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }

    private static ByteRange whole(long size) {
        return new ByteRange(0, size, true);
    }

    private static ByteRange suffix(long count, long size) {
        long length = Math.min(count, size);
        return new ByteRange(size - length, length, false);
    }
}
