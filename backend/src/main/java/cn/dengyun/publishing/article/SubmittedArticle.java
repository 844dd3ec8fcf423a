package cn.dengyun.publishing.article;

import cn.dengyun.shared.Defect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an article needs before somebody reviews it. */
final class SubmittedArticle {

    static final int MAX_CLAUSES = 500;

    /** Of each kind so many are told: a text of somebody who errs may lack hundreds. */
    static final int MAX_TOLD = 20;

    private SubmittedArticle() {}

    /**
     * Everything that is missing or wrong.
     *
     * <p>Clauses of a policy are called by their anchors for good: one that stood in the edition before stands in this
     * one or is repealed with a reason, and the anchor of a repealed one is not given to another.
     *
     * @param before the text of the edition that it takes the place of
     */
    static List<Defect> defects(Article article, ArticleText text, Optional<ArticleText> before, Instant now) {
        List<Defect> defects = new ArrayList<>();
        ArticleHead says = article.says();
        if (says.summary().isBlank()) {
            defects.add(Defect.at("/summary", "article-summary-missing"));
        }
        if (text.body().isBlank()) {
            defects.add(Defect.at("/body", "article-body-missing"));
        }
        if (says.expiresAt() != null && !says.expiresAt().isAfter(now)) {
            defects.add(Defect.at("/expiresAt", "article-expiry-over", says.expiresAt()));
        }
        if (article.edition() > 1
                && (says.changeNote() == null || says.changeNote().isBlank())) {
            defects.add(Defect.at("/changeNote", "article-change-note-missing"));
        }
        if (says.kind() == ArticleKind.POLICY) {
            clauses(text, before, defects);
        } else if (!text.repeals().isEmpty()) {
            defects.add(Defect.at("/repealed", "article-repeal-elsewhere"));
        }
        return defects;
    }

    private static void clauses(ArticleText text, Optional<ArticleText> before, List<Defect> defects) {
        List<String> anchors = text.anchors();
        if (anchors.isEmpty() && !text.body().isBlank()) {
            defects.add(Defect.at("/body", "article-clauses-missing"));
        }
        if (anchors.size() > MAX_CLAUSES) {
            defects.add(Defect.at("/body", "article-clauses-too-many", MAX_CLAUSES));
        }
        Set<String> own = new LinkedHashSet<>();
        told(anchors.stream().filter(anchor -> !own.add(anchor)).distinct(), "article-clause-twice", defects);
        Set<String> gone = before.map(SubmittedArticle::repealed).orElse(Set.of());
        Set<String> known = Stream.concat(before.stream().flatMap(each -> each.anchors().stream()), gone.stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> repealed = repealed(text);
        told(own.stream().filter(gone::contains), "article-clause-reused", defects);
        told(
                known.stream().filter(anchor -> !own.contains(anchor) && !repealed.contains(anchor)),
                "article-clause-dropped",
                defects);
        List<ClauseRepeal> repeals = text.repeals();
        for (int i = 0; i < repeals.size(); i++) {
            String anchor = repeals.get(i).anchor();
            if (!known.contains(anchor) || own.contains(anchor)) {
                defects.add(Defect.at("/repealed/" + i + "/anchor", "article-repeal-unfit", anchor));
            }
        }
    }

    private static void told(Stream<String> anchors, String code, List<Defect> defects) {
        anchors.limit(MAX_TOLD).forEach(anchor -> defects.add(Defect.at("/body", code, anchor)));
    }

    /** The clauses of the edition before that a text has no more. */
    static List<String> dropped(ArticleText text, Optional<ArticleText> before) {
        Set<String> own = Set.copyOf(text.anchors());
        return before.stream()
                .flatMap(each -> each.anchors().stream())
                .filter(anchor -> !own.contains(anchor))
                .toList();
    }

    private static Set<String> repealed(ArticleText text) {
        return text.repeals().stream().map(ClauseRepeal::anchor).collect(Collectors.toSet());
    }
}
