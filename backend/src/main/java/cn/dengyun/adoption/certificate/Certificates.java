package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.signing.SignedStatusList;
import cn.dengyun.platform.signing.SignedStatusLists;
import cn.dengyun.platform.signing.domain.SignatureKey;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Rejection;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Certificates of all kinds. Nothing is kept of a text that is signed: whoever has a place in the status list has it
 * for good.
 */
@ApplicationScoped
public class Certificates {

    /** How old the status list may be when it is given out. */
    static final Duration AGE = Duration.ofSeconds(30);

    /** How long anybody may go by a status list without a newer one. */
    static final Duration LIFETIME = Duration.ofHours(24);

    private final List<CertificateSource> sources;
    private final CertificatePlaces places;
    private final CertificateKeys keys;
    private final Clock clock;
    private final SignedStatusLists<String> lists;

    Certificates(@All List<CertificateSource> sources, CertificatePlaces places, CertificateKeys keys, Clock clock) {
        this.sources = sources;
        this.places = places;
        this.keys = keys;
        this.clock = clock;
        this.lists = new SignedStatusLists<>(1, clock, address -> made());
    }

    /**
     * A text that is signed with the key of today.
     *
     * @param statusIndex its place, which the list of this node has from then on
     */
    public String signed(int statusIndex, Function<SignatureKey, String> text) {
        lists.forgetWithout(CertificateStatusList.ADDRESS, statusIndex);
        return text.apply(keys.active());
    }

    /** How one stands, by its code as somebody typed it. Rejects with {@code certificate-not-found} (404). */
    Uni<CertificateStanding> find(String typed) {
        String code = HumanCode.parse(typed).orElseThrow(() -> Rejection.notFound("certificate-not-found"));
        Instant now = now();
        return Multi.createFrom()
                .iterable(sources)
                .onItem()
                .transformToUniAndConcatenate(source -> source.find(code, now))
                .select()
                .where(Optional::isPresent)
                .toUni()
                .map(found -> Optional.ofNullable(found)
                        .flatMap(Function.identity())
                        .orElseThrow(() -> Rejection.notFound("certificate-not-found")));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The status list. */
    Uni<SignedStatusList> list() {
        return lists.of(CertificateStatusList.ADDRESS);
    }

    /** Whoever gets a place after it was asked how many there are stands in the next list. */
    private Uni<SignedStatusList> made() {
        Instant now = now();
        return places.issued()
                .chain(issued -> others(now)
                        .map(others -> SignedStatusList.of(
                                CertificateStatusList.of(issued, others, now, LIFETIME), issued, keys.active(), AGE)));
    }

    private Uni<List<CertificatePlace>> others(Instant now) {
        return Multi.createFrom()
                .iterable(sources)
                .onItem()
                .transformToUniAndConcatenate(source -> source.others(now))
                .onItem()
                .<CertificatePlace>disjoint()
                .collect()
                .asList();
    }
}
