package cn.dengyun.catalogue.duty;

import cn.dengyun.catalogue.domain.PublicChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What apps said of themselves while everybody could see them: texts as they were made, and when they were public. */
final class PublicVersions {

    private final Map<UUID, List<Span>> spans = new HashMap<>();
    private final Instant moment;

    /** @param until not before which it ended; null while it goes on */
    private record Span(Instant from, Instant until) {}

    private PublicVersions(Collection<PublicChange> changes, Instant moment) {
        this.moment = moment;
        Map<UUID, Instant> open = new HashMap<>();
        changes.stream()
                .filter(change -> !change.occurredAt().isAfter(moment))
                .sorted(Comparator.comparingLong(PublicChange::revision))
                .forEach(change -> {
                    UUID app = change.offeringId();
                    if (change.isShown()) {
                        open.putIfAbsent(app, change.occurredAt());
                    } else if (open.containsKey(app)) {
                        spansOf(app).add(new Span(open.remove(app), change.occurredAt()));
                    }
                });
        open.forEach((app, from) -> spansOf(app).add(new Span(from, null)));
    }

    private List<Span> spansOf(UUID app) {
        return spans.computeIfAbsent(app, any -> new ArrayList<>());
    }

    /** Those of the texts that were public, in no particular order. */
    static List<AppVersion> of(Collection<AppText> texts, Collection<PublicChange> changes, Instant moment) {
        PublicVersions known = new PublicVersions(changes, moment);
        return texts.stream().map(known::of).flatMap(Optional::stream).toList();
    }

    private Optional<AppVersion> of(AppText text) {
        Instant releasedAt = null;
        Duration shownFor = Duration.ZERO;
        boolean isShown = false;
        for (Span span : spans.getOrDefault(text.offeringId(), List.of())) {
            Instant from = span.from().isAfter(text.madeAt()) ? span.from() : text.madeAt();
            Instant until = earliest(span.until(), text.replacedAt());
            if (!from.isAfter(moment) && (until == null || from.isBefore(until))) {
                releasedAt = releasedAt == null ? from : releasedAt;
                shownFor = shownFor.plus(Duration.between(from, earliest(until, moment)));
                isShown = until == null;
            }
        }
        return releasedAt == null
                ? Optional.empty()
                : Optional.of(new AppVersion(
                        text.offeringId(),
                        text.developerId(),
                        text.version(),
                        releasedAt,
                        shownFor,
                        isShown,
                        text.name(),
                        text.description()));
    }

    private static Instant earliest(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
