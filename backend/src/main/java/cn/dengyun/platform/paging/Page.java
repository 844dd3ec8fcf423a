package cn.dengyun.platform.paging;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a keyset list.
 *
 * @param <T> what the list holds
 */
public record Page<T>(List<T> data, PageInfo page) {

    /** Most rows a page may hold, and how many it holds unless asked. */
    public static final int MAX_LIMIT = 200;

    public static final int DEFAULT_LIMIT = 20;

    /** Where the list goes on. */
    @Schema(name = "PageInfo", description = "Where the list goes on.")
    public record PageInfo(
            @Schema(
                    required = true,
                    nullable = true,
                    description = "Send it as `cursor` to get the next page; null on the last page.",
                    pattern = "^[A-Za-z0-9_-]+$",
                    examples = "tDzb6dIdNixZgq9DvuGdijM0MDAwMA")
            String nextCursor,

            @Schema(description = "Whether there is a next page.", examples = "true")
            boolean hasMore) {}

    /**
     * A page from rows that were read with one row more than the limit, which tells whether there is more.
     *
     * @param cursor makes the cursor behind a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, new PageInfo(null, false));
        }
        List<T> shown = rows.subList(0, limit);
        return new Page<>(shown, new PageInfo(cursor.apply(shown.get(limit - 1)), true));
    }

    /** The same page with every element turned into something else. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(data.stream().map(change).toList(), page);
    }
}
