package cn.dengyun.catalogue.duty;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.provider.domain.Disqualification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import java.util.function.Predicate;
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

    /** So long an app, or what it says of itself, has to be seen by everybody, unless it still is. */
    private static final Duration LASTING = Duration.ofDays(30);

    /** Of so many letters a text says what an app does. */
    static final int SUBSTANTIAL = 20;

    private final UUID host;
    private final Instant start;
    private final Instant end;
    private final Instant moment;
    private final Map<UUID, List<HostedSpan>> hosted;
    private final Set<UUID> platformProviders;
    private final Map<UUID, List<Disqualification>> disqualified;

    /**
     * @param moment until when things count as known
     * @param platformProviders those that run cloud platforms
     * @param disqualified when developers and the host were
     */
    AppCount(
            UUID host,
            Year year,
            Instant moment,
            Collection<HostedSpan> hosted,
            Set<UUID> platformProviders,
            Collection<Disqualification> disqualified) {
        this.host = host;
        this.start = startOf(year);
        this.end = startOf(year.plusYears(1));
        this.moment = moment;
        this.hosted = hosted.stream()
                .sorted(Comparator.comparing(HostedSpan::confirmedAt))
                .collect(Collectors.groupingBy(HostedSpan::offeringId));
        this.platformProviders = platformProviders;
        this.disqualified = disqualified.stream().collect(Collectors.groupingBy(Disqualification::providerId));
    }

    static Instant startOf(Year year) {
        return year.atDay(1).atStartOfDay(ClockProducer.BUSINESS_ZONE).toInstant();
    }

    /** A version that may count, before it is compared with other apps. */
    private record Candidate(AppVersion version, EvidenceVerdict verdict) {}

    /**
     * Every app that said something new of itself in the year, in the order in which they came out; those of the moment
     * and of the year only.
     *
     * @param versions of the apps of the provider and of those hosted on its platforms, all that ever were public
     * @param others the same of apps of other providers that may be the same
     */
    List<AppEvidence> count(Collection<AppVersion> versions, Collection<AppVersion> others) {
        Map<UUID, List<AppVersion>> apps = versions.stream()
                .filter(version -> !version.releasedAt().isAfter(moment))
                .sorted(Comparator.comparingInt(AppVersion::version))
                .collect(Collectors.groupingBy(AppVersion::offeringId));
        Map<UUID, Candidate> candidates = new HashMap<>();
        apps.forEach((id, app) -> candidate(app).ifPresent(found -> candidates.put(id, found)));
        List<AppVersion> inTurn = Stream.concat(versions.stream(), others.stream())
                .filter(version -> !version.releasedAt().isAfter(moment))
                .filter(version -> version.releasedAt().isBefore(end))
                .sorted(Comparator.comparing(AppVersion::releasedAt)
                        .thenComparing(AppVersion::offeringId)
                        .thenComparingInt(AppVersion::version))
                .toList();
        Likeness likeness = new Likeness(inTurn);
        List<AppEvidence> evidence = new ArrayList<>();
        for (AppVersion each : inTurn) {
            Candidate candidate = candidates.get(each.offeringId());
            if (candidate != null && candidate.version().equals(each)) {
                evidence.add(judge(candidate, likeness));
            }
            likeness.add(each);
        }
        return evidence;
    }

    private boolean isOfTheYear(AppVersion version) {
        return !version.releasedAt().isBefore(start) && version.releasedAt().isBefore(end);
    }

    /** What of an app is to be judged in this year; nothing when it said nothing new. */
    private Optional<Candidate> candidate(List<AppVersion> app) {
        AppVersion first = app.get(0);
        if (isOfTheYear(first)) {
            Standing standing = new Standing();
            app.forEach(standing::add);
            return Optional.of(new Candidate(first, standing.verdict(EvidenceVerdict.NEW_LISTING)));
        }
        List<AppVersion> ofTheYear = app.stream().filter(this::isOfTheYear).toList();
        if (ofTheYear.isEmpty()) {
            return Optional.empty();
        }
        List<Candidate> renewed = new Renewals(app)
                .material.entrySet().stream()
                        .filter(each -> isOfTheYear(each.getKey()))
                        .map(each ->
                                new Candidate(each.getKey(), each.getValue().verdict(EvidenceVerdict.NEW_VERSION)))
                        .toList();
        return renewed.stream()
                .filter(each -> each.verdict().counts())
                .findFirst()
                .or(() -> renewed.stream().findFirst())
                .or(() -> Optional.of(
                        new Candidate(ofTheYear.get(ofTheYear.size() - 1), EvidenceVerdict.NO_MATERIAL_CHANGE)));
    }

    /** For how long something could be seen. */
    private static final class Standing {

        private Duration shownFor = Duration.ZERO;
        private boolean isShown;

        void add(AppVersion version) {
            shownFor = shownFor.plus(version.shownFor());
            isShown |= version.isShown();
        }

        EvidenceVerdict verdict(EvidenceVerdict ifLasting) {
            return isShown || shownFor.compareTo(LASTING) >= 0 ? ifLasting : EvidenceVerdict.RETIRED_SOON;
        }
    }

    /**
     * With which versions an app says of itself that it does something else than it ever said before, and how long it
     * said nearly that. That it describes itself at last is not something else.
     */
    private static final class Renewals {

        final Map<AppVersion, Standing> material = new LinkedHashMap<>();
        private final Map<AppVersion, Standing> standings = new HashMap<>();
        private final NearDuplicates pairs;
        private final NearDuplicates words;
        private boolean isDescribed;

        /** @param app its public versions, the oldest first */
        Renewals(List<AppVersion> app) {
            List<String> texts =
                    app.stream().map(each -> Shingles.plain(each.description())).toList();
            pairs = new NearDuplicates(Shingles::pairs, NEARLY, texts);
            words = new NearDuplicates(Shingles::words, REORDERED, texts);
            for (int i = 0; i < texts.size(); i++) {
                add(app.get(i), texts.get(i));
            }
        }

        private void add(AppVersion version, String text) {
            Optional<AppVersion> known = pairs.of(text, any -> true).or(() -> words.of(text, any -> true));
            Standing standing = known.map(standings::get).orElseGet(Standing::new);
            standing.add(version);
            standings.put(version, standing);
            if (text.length() >= SUBSTANTIAL) {
                if (isDescribed && known.isEmpty()) {
                    material.put(version, standing);
                }
                isDescribed = true;
            }
            pairs.add(version, text);
            words.add(version, text);
        }
    }

    private AppEvidence judge(Candidate candidate, Likeness likeness) {
        AppVersion version = candidate.version();
        if (candidate.verdict() == EvidenceVerdict.NO_MATERIAL_CHANGE) {
            return evidence(version, candidate.verdict(), null);
        }
        Optional<Hosted> where = hostOf(version).filter(found -> host.equals(found.host()));
        if (where.isEmpty()) {
            return evidence(version, EvidenceVerdict.HOSTED_ELSEWHERE, null);
        }
        if (isDisqualified(version.developerId(), version.releasedAt())) {
            return evidence(version, EvidenceVerdict.DEVELOPER_NOT_QUALIFIED, null);
        }
        if (isDisqualified(host, where.get().since())) {
            return evidence(version, EvidenceVerdict.HOST_NOT_QUALIFIED, null);
        }
        if (!candidate.verdict().counts()) {
            return evidence(version, candidate.verdict(), null);
        }
        return likeness.before(version)
                .map(other -> evidence(version, EvidenceVerdict.NEAR_DUPLICATE, other))
                .orElseGet(() -> evidence(version, candidate.verdict(), null));
    }

    private boolean isDisqualified(UUID provider, Instant at) {
        return disqualified.getOrDefault(provider, List.of()).stream()
                .anyMatch(each -> each.touches(LocalDate.ofInstant(at, ClockProducer.BUSINESS_ZONE)));
    }

    /** For whom a version counts, and since when. */
    private record Hosted(UUID host, Instant since) {}

    /**
     * The one provider for which a version counts: who hosted the app when it came out, else its developer with a
     * platform of its own, else whoever hosted it first afterwards in the year; nothing when nobody did.
     */
    private Optional<Hosted> hostOf(AppVersion version) {
        List<HostedSpan> spans = hosted.getOrDefault(version.offeringId(), List.of()).stream()
                .filter(span -> !span.confirmedAt().isAfter(moment)
                        && span.confirmedAt().isBefore(end))
                .toList();
        Instant releasedAt = version.releasedAt();
        return spans.stream()
                .filter(span -> span.covers(releasedAt))
                .map(span -> new Hosted(span.hostId(), releasedAt))
                .findFirst()
                .or(() -> Optional.of(new Hosted(version.developerId(), releasedAt))
                        .filter(own -> platformProviders.contains(own.host())))
                .or(() -> spans.stream()
                        .filter(span -> span.confirmedAt().isAfter(releasedAt))
                        .map(span -> new Hosted(span.hostId(), span.confirmedAt()))
                        .findFirst());
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
        private final Map<String, AppVersion> names = new HashMap<>();

        Likeness(Collection<AppVersion> all) {
            List<String> described =
                    all.stream().map(each -> Shingles.plain(each.description())).toList();
            List<String> whole = all.stream().map(Likeness::whole).toList();
            descriptions = new NearDuplicates(Shingles::pairs, NEARLY, described);
            wholes = new NearDuplicates(Shingles::pairs, NEARLY, whole);
            reordered = new NearDuplicates(Shingles::words, REORDERED, whole);
        }

        void add(AppVersion app) {
            names.putIfAbsent(nameKey(app), app);
            String description = Shingles.plain(app.description());
            if (description.length() >= SUBSTANTIAL) {
                descriptions.add(app, description);
            }
            wholes.add(app, whole(app));
            reordered.add(app, whole(app));
        }

        /** A version of another app that was added before and is the same. */
        Optional<AppVersion> before(AppVersion app) {
            Predicate<AppVersion> isOther = other -> !other.offeringId().equals(app.offeringId());
            String description = Shingles.plain(app.description());
            return Optional.ofNullable(names.get(nameKey(app)))
                    .filter(isOther)
                    .or(() -> description.length() >= SUBSTANTIAL
                            ? descriptions.of(description, isOther)
                            : Optional.empty())
                    .or(() -> wholes.of(whole(app), isOther))
                    .or(() -> reordered.of(whole(app), isOther));
        }

        private static String nameKey(AppVersion app) {
            return app.developerId() + " " + Shingles.plain(app.name());
        }

        private static String whole(AppVersion app) {
            return Shingles.whole(app.name(), app.description());
        }
    }
}
