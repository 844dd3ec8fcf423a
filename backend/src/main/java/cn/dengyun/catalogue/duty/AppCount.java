package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.clock.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts the industrial apps of a provider of a cloud platform in a year of Asia/Shanghai: distinct ones hosted on its
 * platforms with a first listing or a materially changed version in the year, each once. An app of its own that nobody
 * hosts counts as hosted on its own platform. A pure function of what is on record.
 */
final class AppCount {

    /** Two texts are nearly the same from this share of common shingles on. */
    static final double NEARLY = 0.75;

    /** The same for words in whatever order, which unrelated texts share more of. */
    static final double REORDERED = 0.9;

    private static final Duration TOO_SOON = Duration.ofDays(30);

    /** Of so many letters a description says what an app does. */
    private static final int SUBSTANTIAL = 20;

    private final UUID host;
    private final Instant start;
    private final Instant end;
    private final Instant moment;
    private final Map<UUID, List<HostedSpan>> hosted;
    private final Set<UUID> platformProviders;
    private final Set<UUID> unqualified;

    /**
     * @param moment until when things count as known
     * @param platformProviders those that run cloud platforms
     * @param unqualified those whose apps do not count
     */
    AppCount(
            UUID host,
            Year year,
            Instant moment,
            Collection<HostedSpan> hosted,
            Set<UUID> platformProviders,
            Set<UUID> unqualified) {
        this.host = host;
        this.start = startOf(year);
        this.end = startOf(year.plusYears(1));
        this.moment = moment;
        this.hosted = hosted.stream()
                .sorted(Comparator.comparing(HostedSpan::confirmedAt))
                .collect(Collectors.groupingBy(HostedSpan::offeringId));
        this.platformProviders = platformProviders;
        this.unqualified = unqualified;
    }

    static Instant startOf(Year year) {
        return year.atDay(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    /** A version that may count, before it is compared with other apps. */
    private record Candidate(AppVersion version, EvidenceVerdict verdict) {

        boolean isNew() {
            return verdict == EvidenceVerdict.NEW_LISTING;
        }
    }

    /**
     * Every app that said something new of itself in the year, in the order in which they came out; those of the moment
     * and of the year only.
     *
     * @param versions of the apps of the provider and of those hosted on its platforms
     */
    List<AppEvidence> count(Collection<AppVersion> versions) {
        Map<UUID, List<AppVersion>> apps = versions.stream()
                .filter(version -> version.publishedAt() != null
                        && !version.releasedAt().isAfter(moment)
                        && version.releasedAt().isBefore(end))
                .sorted(Comparator.comparing(AppVersion::publishedAt)
                        .thenComparing(AppVersion::offeringId)
                        .thenComparingInt(AppVersion::version))
                .collect(Collectors.groupingBy(AppVersion::offeringId, LinkedHashMap::new, Collectors.toList()));
        Likeness likeness = new Likeness(versions);
        List<Candidate> candidates = new ArrayList<>();
        for (List<AppVersion> app : apps.values()) {
            AppVersion first = app.get(0);
            if (first.publishedAt().isBefore(start)) {
                likeness.add(first);
            }
            candidate(app).ifPresent(candidates::add);
        }
        candidates.sort(Comparator.comparing((Candidate each) -> each.version().releasedAt())
                .thenComparing(each -> each.version().offeringId()));
        List<AppEvidence> evidence = new ArrayList<>();
        for (Candidate each : candidates) {
            evidence.add(judge(each, likeness));
            if (each.isNew()) {
                likeness.add(each.version());
            }
        }
        return evidence;
    }

    /** What of an app is to be judged in this year; nothing when it said nothing new. */
    private Optional<Candidate> candidate(List<AppVersion> app) {
        AppVersion first = app.get(0);
        if (!first.publishedAt().isBefore(start)) {
            return Optional.of(new Candidate(first, EvidenceVerdict.NEW_LISTING));
        }
        List<AppVersion> later = app.stream()
                .filter(version -> !version.releasedAt().isBefore(start))
                .toList();
        return later.stream()
                .filter(version -> version != first && isMaterial(first, version))
                .findFirst()
                .map(version -> new Candidate(version, EvidenceVerdict.NEW_VERSION))
                .or(() -> later.stream()
                        .reduce((one, next) -> next)
                        .map(version -> new Candidate(version, EvidenceVerdict.NO_MATERIAL_CHANGE)));
    }

    /** Whether an app says of itself that it does something else: that it describes itself at last is not that. */
    private static boolean isMaterial(AppVersion before, AppVersion after) {
        String one = Shingles.plain(before.description());
        String other = Shingles.plain(after.description());
        return one.length() >= SUBSTANTIAL
                && other.length() >= SUBSTANTIAL
                && Likeness.of(Shingles::pairs).jaccard(one, other) < NEARLY
                && Likeness.of(Shingles::words).jaccard(one, other) < REORDERED;
    }

    private AppEvidence judge(Candidate candidate, Likeness likeness) {
        AppVersion version = candidate.version();
        if (!candidate.verdict().counts()) {
            return evidence(version, candidate.verdict(), null);
        }
        if (!host.equals(hostOf(version))) {
            return evidence(version, EvidenceVerdict.HOSTED_ELSEWHERE, null);
        }
        if (unqualified.contains(version.developerId())) {
            return evidence(version, EvidenceVerdict.DEVELOPER_NOT_QUALIFIED, null);
        }
        if (isRetiredSoon(version)) {
            return evidence(version, EvidenceVerdict.RETIRED_SOON, null);
        }
        return likeness.before(version)
                .map(other -> evidence(version, EvidenceVerdict.NEAR_DUPLICATE, other))
                .orElseGet(() -> evidence(version, candidate.verdict(), null));
    }

    private boolean isRetiredSoon(AppVersion version) {
        return version.retiredAt() != null
                && !version.retiredAt().isAfter(moment)
                && version.retiredAt().isBefore(version.releasedAt().plus(TOO_SOON));
    }

    /**
     * The one provider for which a version counts: who hosted the app when it came out, else its developer with a
     * platform of its own, else whoever hosted it first afterwards in the year; null when nobody did.
     */
    private UUID hostOf(AppVersion version) {
        List<HostedSpan> spans = hosted.getOrDefault(version.offeringId(), List.of()).stream()
                .filter(span -> !span.confirmedAt().isAfter(moment)
                        && span.confirmedAt().isBefore(end))
                .toList();
        Optional<UUID> then = spans.stream()
                .filter(span -> span.covers(version.releasedAt()))
                .map(HostedSpan::hostId)
                .findFirst();
        if (then.isPresent()) {
            return then.get();
        }
        if (platformProviders.contains(version.developerId())) {
            return version.developerId();
        }
        return spans.stream()
                .filter(span -> span.confirmedAt().isAfter(version.releasedAt()))
                .map(HostedSpan::hostId)
                .findFirst()
                .orElse(null);
    }

    private static AppEvidence evidence(AppVersion version, EvidenceVerdict verdict, AppVersion same) {
        return new AppEvidence(
                version.offeringId(),
                version.name(),
                version.developerId(),
                version.version(),
                version.releasedAt(),
                verdict,
                same == null ? null : same.offeringId(),
                same == null ? null : same.name());
    }

    /**
     * Which apps were there before, by what they say of themselves. Two are the same when their descriptions are, or
     * name and description together, whatever they are called and in whatever order the words stand; and when one
     * developer gives two the same name.
     */
    private static final class Likeness {

        private final NearDuplicates descriptions;
        private final NearDuplicates wholes;
        private final NearDuplicates reordered;
        private final Map<String, UUID> names = new HashMap<>();
        private final Map<UUID, AppVersion> apps = new HashMap<>();

        Likeness(Collection<AppVersion> all) {
            List<String> described =
                    all.stream().map(each -> Shingles.plain(each.description())).toList();
            List<String> whole = all.stream().map(Likeness::whole).toList();
            descriptions = new NearDuplicates(Shingles::pairs, NEARLY, described);
            wholes = new NearDuplicates(Shingles::pairs, NEARLY, whole);
            reordered = new NearDuplicates(Shingles::words, REORDERED, whole);
        }

        static NearDuplicates of(Function<String, Set<String>> pieces) {
            return new NearDuplicates(pieces, NEARLY, List.of());
        }

        void add(AppVersion app) {
            UUID id = app.offeringId();
            apps.put(id, app);
            names.putIfAbsent(nameKey(app), id);
            String description = Shingles.plain(app.description());
            if (description.length() >= SUBSTANTIAL) {
                descriptions.add(id, description);
            }
            wholes.add(id, whole(app));
            reordered.add(id, whole(app));
        }

        /** One that was added before and is the same app under another id. */
        Optional<AppVersion> before(AppVersion app) {
            UUID id = app.offeringId();
            String description = Shingles.plain(app.description());
            return Stream.<Supplier<Optional<UUID>>>of(
                            () -> Optional.ofNullable(names.get(nameKey(app))).filter(other -> !other.equals(id)),
                            () -> description.length() >= SUBSTANTIAL
                                    ? descriptions.of(id, description)
                                    : Optional.empty(),
                            () -> wholes.of(id, whole(app)),
                            () -> reordered.of(id, whole(app)))
                    .flatMap(rule -> rule.get().stream())
                    .findFirst()
                    .map(apps::get);
        }

        private static String nameKey(AppVersion app) {
            return app.developerId() + " " + Shingles.plain(app.name());
        }

        private static String whole(AppVersion app) {
            return (Shingles.plain(app.name()) + " " + Shingles.plain(app.description())).strip();
        }
    }
}
