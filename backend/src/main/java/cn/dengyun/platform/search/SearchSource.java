package cn.dengyun.platform.search;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.SearchKind;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One kind of what everybody can find; each slice that has some brings a bean of this type. It finds what its own list
 * finds by the same text and region, and nothing that a stranger may not see.
 */
public interface SearchSource {

    SearchKind kind();

    /** The first ones of its list. */
    Uni<Found> find(Asked asked);

    /**
     * A question.
     *
     * @param text neither empty nor longer than 100 characters
     * @param region GB/T 2260 code that is known; null for anywhere
     * @param limit most that are wanted
     */
    record Asked(String text, String region, int limit, Language language) {

        /** The address of a list that takes the text as {@code q}, and the region under this name. */
        public String list(String path, String regionParameter) {
            String asked = path + "?q=" + encoded(text);
            return region == null ? asked : asked + "&" + regionParameter + "=" + encoded(region);
        }

        private static String encoded(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /**
     * An answer.
     *
     * @param list address of the list that has all of them
     */
    record Found(List<Hit> hits, boolean hasMore, String list) {}

    /**
     * One that was found.
     *
     * @param path its address
     * @param name in the language asked for, where it has one
     * @param detail what else tells it from others of its name, a line at most; null where there is nothing
     */
    record Hit(UUID id, String path, String name, String detail) {}
}
