package cn.dengyun.platform.web;

/**
 * An operation that does not wait in one line with all the others. Slices contribute theirs as beans.
 *
 * @param method of HTTP, in capitals
 * @param path of the operation, base included, with parameters in braces as in {@code jakarta.ws.rs.Path}
 */
public record CostlyOperation(Cost cost, String method, String path) {

    /** What it costs, and so how many may be under way at once. */
    public enum Cost {
        /** As much as most; nobody says so. */
        ORDINARY,
        /**
         * Ends what an earlier request began, such as taking or giving back money that it holds: goes before others.
         */
        FOLLOW_UP,
        /** Half of all places. */
        SEARCH,
        /** Holds all that it answers in memory at once. */
        EXPORT,
        /** Holds a thread for as long as lines come. */
        BULK_UPLOAD,
        /** Holds a thread for as long as a file comes. */
        FILE_UPLOAD,
        /** Counted where it is served, and costs nothing while it waits. */
        STREAM;

        /** Whether it is worked on while its body still comes. */
        boolean isStreamed() {
            return this == BULK_UPLOAD || this == FILE_UPLOAD;
        }
    }
}
