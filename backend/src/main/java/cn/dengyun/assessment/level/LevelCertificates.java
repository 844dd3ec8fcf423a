package cn.dengyun.assessment.level;

import cn.dengyun.adoption.certificate.CertificateLevel;
import cn.dengyun.adoption.certificate.CertificatePlace;
import cn.dengyun.adoption.certificate.CertificatePlaces;
import cn.dengyun.adoption.certificate.CertificateSource;
import cn.dengyun.adoption.certificate.CertificateStanding;
import cn.dengyun.adoption.certificate.CertificateStatus;
import cn.dengyun.adoption.certificate.CertificateSubject;
import cn.dengyun.adoption.certificate.Certificates;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Certificates of levels that hold: each level of an assessment has one of its own. */
@ApplicationScoped
class LevelCertificates implements CertificateSource {

    private static final RowMapper<LevelCertificate> CERTIFICATES = RowMapper.of(LevelCertificate.class);
    private static final RowMapper<CertificatePlace> PLACES = RowMapper.of(CertificatePlace.class);

    private static final String CODE_PREFIX = "J";
    private static final int CODE_SYMBOLS = 12;

    private static final String SELECT = """
            SELECT c.id, c.assessment_id, c.code, c.status_index, c.level, c.holder_name, c.credit_code, c.region_code,
                c.standard_number, c.issued_at, c.ended_at, a.lapses_at
            FROM level_certificate c JOIN assessment a ON a.id = c.assessment_id
            """;
    private static final Statement CURRENT =
            Statement.of(SELECT + " WHERE c.assessment_id = $1 AND c.ended_at IS NULL");
    private static final Statement BY_CODE = Statement.of(SELECT + " WHERE c.code = $1");
    private static final Statement INSERT = Statement.of("""
            INSERT INTO level_certificate (id, assessment_id, code, status_index, level, holder_name, credit_code,
                region_code, standard_number, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
    private static final Statement END =
            Statement.of("UPDATE level_certificate SET ended_at = $2 WHERE assessment_id = $1 AND ended_at IS NULL");

    // One whose level has lapsed by the clock is listed as what it is, whether or not that was carried out.
    private static final Statement ENDED = Statement.of("""
            SELECT c.status_index, 1 AS status FROM level_certificate c
            WHERE c.ended_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM assessment a WHERE a.id = c.assessment_id AND a.lapses_at <= $1)
            """);

    private final Certificates certificates;
    private final CertificatePlaces places;
    private final AuditTrail trail;
    private final Pool pool;

    LevelCertificates(Certificates certificates, CertificatePlaces places, AuditTrail trail, Pool pool) {
        this.certificates = certificates;
        this.places = places;
        this.trail = trail;
        this.pool = pool;
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    /** Ends the certificate of a level that does not hold any more, and begins that of the one that does. */
    Uni<Void> follow(SqlConnection connection, Assessment before, Assessment after) {
        AssessmentLevel was = certified(before);
        AssessmentLevel is = certified(after);
        if (was == is) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> ended = was == null
                ? Uni.createFrom().voidItem()
                : END.execute(connection, after.id(), after.updatedAt()).replaceWithVoid();
        return is == null ? ended : ended.chain(() -> begin(connection, after));
    }

    /** Null where there is none. */
    private static AssessmentLevel certified(Assessment found) {
        return found.status().isInForce() && found.review().level() != AssessmentLevel.UNRATED
                ? found.review().level()
                : null;
    }

    private Uni<Void> begin(SqlConnection connection, Assessment of) {
        UUID id = Ids.next();
        AssessedEnterprise holder = of.enterprise();
        return places.next(connection, 1)
                .chain(place -> INSERT.execute(
                        connection,
                        id,
                        of.id(),
                        HumanCode.of(CODE_PREFIX, CODE_SYMBOLS, id),
                        place,
                        of.review().level().name(),
                        holder.enterpriseName(),
                        holder.creditCode(),
                        holder.regionCode(),
                        of.standardNumber(),
                        of.updatedAt()))
                .replaceWithVoid();
    }

    /** Rejects with {@code assessment-not-in-force} (409). */
    Uni<LevelCertificateView> issue(Actor actor, Assessment of, Instant now) {
        return CURRENT.execute(pool, of.id()).map(CERTIFICATES::optional).map(known -> {
            LevelCertificate found = known.filter(each -> each.isGoodAt(now))
                    .orElseThrow(() -> Rejection.conflict("assessment-not-in-force"));
            if (!actor.actsFor(of.organizationId())) {
                trail.read(AuditNote.ofRead(
                        "assessment.certificate-read", AssessmentResource.PATH + "/" + of.id(), of.organizationId()));
            }
            String text = certificates.signed(found.statusIndex(), key -> found.signed(key, now));
            return new LevelCertificateView(found.code(), text, found.level(), found.lapsesAt());
        });
    }

    @Override
    public Uni<Optional<CertificateStanding>> find(String code, Instant now) {
        return BY_CODE.execute(pool, code)
                .map(CERTIFICATES::optional)
                .map(known -> known.map(found -> standing(found, now)));
    }

    private static CertificateStanding standing(LevelCertificate found, Instant now) {
        boolean isGood = found.isGoodAt(now);
        boolean hasEnded = found.endedAt() != null && found.endedAt().isBefore(found.lapsesAt());
        return new CertificateStanding(
                CertificateSubject.LEVEL,
                found.code(),
                isGood ? CertificateStatus.VALID : CertificateStatus.LAPSED,
                CertificateLevel.valueOf(found.level().name()),
                found.holderName(),
                found.creditCode(),
                found.regionCode(),
                dayOf(found.issuedAt()),
                null,
                hasEnded ? found.endedAt() : found.lapsesAt());
    }

    @Override
    public Uni<List<CertificatePlace>> others(Instant now) {
        return ENDED.execute(pool, now).map(PLACES::list);
    }
}
