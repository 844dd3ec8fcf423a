package cn.dengyun.publishing.article;

import java.time.Instant;
import java.util.List;

/**
 * What an edition says, but for its text.
 *
 * @param expiresAt null where no end is known
 * @param changeNote null where nobody has written one
 * @param contentHash SHA-256 of its text, so that the audit trail tells which it was
 */
record ArticleHead(
        ArticleKind kind,
        String title,
        String summary,
        List<String> topics,
        List<String> regions,
        List<String> industries,
        Instant expiresAt,
        String changeNote,
        String contentHash) {

    ArticleHead {
        topics = List.copyOf(topics);
        regions = List.copyOf(regions);
        industries = List.copyOf(industries);
    }

    static ArticleHead of(ArticleForm form, String ownRegion, ArticleText text) {
        return new ArticleHead(
                form.kind(),
                form.title(),
                form.summary(),
                form.topics(),
                form.regions().isEmpty() ? List.of(ownRegion) : form.regions(),
                form.industries(),
                form.expiresAt(),
                form.changeNote(),
                text.hash());
    }
}
