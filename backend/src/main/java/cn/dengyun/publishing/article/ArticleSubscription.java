package cn.dengyun.publishing.article;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Of which articles a person wants mail: of those that are all of what it names.
 *
 * @param kind null, as topic and region, for any
 * @param around the region and those around it; none without one
 */
record ArticleSubscription(
        UUID id,
        UUID accountId,
        ArticleKind kind,
        String topic,
        String regionCode,
        List<String> around,
        Instant createdAt) {

    /** As many an account has at most. */
    static final int MAX_SUBSCRIPTIONS = 20;

    ArticleSubscription {
        around = List.copyOf(around);
    }
}
