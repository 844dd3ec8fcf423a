package cn.dengyun.platform.feed;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is published beside articles and stands among them in the feeds; each slice that has some brings a bean of this
 * type. Nothing of it is what a stranger may not see.
 */
public interface FeedSource {

    /** Those published last, the newest first, so many at most. */
    Uni<List<Entry>> newest(int rows);

    /**
     * One that is published.
     *
     * @param id the same for ever
     * @param path its address
     * @param summary plain text, as the title
     * @param author who has published it, by name
     * @param tags its kind first, then what it can be found by
     * @param enclosures the files that belong to it
     */
    record Entry(
            UUID id,
            String path,
            String title,
            String summary,
            String author,
            Instant publishedAt,
            List<String> tags,
            List<Enclosure> enclosures) {

        /** One without files. */
        public Entry(
                UUID id,
                String path,
                String title,
                String summary,
                String author,
                Instant publishedAt,
                List<String> tags) {
            this(id, path, title, summary, author, publishedAt, tags, List.of());
        }
    }

    /**
     * A file that belongs to an entry.
     *
     * @param path where its bytes are
     * @param byteCount its length
     */
    record Enclosure(String path, String fileName, String mediaType, long byteCount) {}
}
