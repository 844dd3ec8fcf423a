package cn.dengyun.activity;

import cn.dengyun.adoption.certificate.CertificateLevel;
import cn.dengyun.adoption.certificate.CertificatePlace;
import cn.dengyun.adoption.certificate.CertificatePlaces;
import cn.dengyun.adoption.certificate.CertificateSource;
import cn.dengyun.adoption.certificate.CertificateStanding;
import cn.dengyun.adoption.certificate.CertificateStatus;
import cn.dengyun.adoption.certificate.CertificateSubject;
import cn.dengyun.adoption.certificate.Certificates;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Masks;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Certificates of those who were at activities: each check-in has one of its own. */
@ApplicationScoped
class AttendanceCertificates implements CertificateSource {

    private static final RowMapper<AttendanceCertificate> CERTIFICATES = RowMapper.of(AttendanceCertificate.class);
    private static final RowMapper<CertificatePlace> PLACES = RowMapper.of(CertificatePlace.class);

    private static final String CODE_PREFIX = "T";
    private static final int CODE_SYMBOLS = 12;

    private static final String SELECT = """
            SELECT c.id, c.registration_id, c.code, c.status_index, c.participant, c.holder_name, c.credit_code,
                c.region_code, c.ended_at, c.activity_id, a.kind, a.title, a.organizer_name, a.starts_at, a.ends_at
            FROM attendance_certificate c JOIN activity a ON a.id = c.activity_id
            """;
    private static final Statement CURRENT =
            Statement.of(SELECT + " WHERE c.registration_id = $1 AND c.ended_at IS NULL");
    private static final Statement BY_CODE = Statement.of(SELECT + " WHERE c.code = $1");
    private static final Statement PAGE = Statement.of(SELECT + """
             WHERE c.id < $1 AND c.activity_id = $3 AND c.ended_at IS NULL
                AND ($4::uuid IS NULL OR c.organization_id = $4::uuid)
            ORDER BY c.id DESC LIMIT $2
            """);
    private static final Statement INSERT = Statement.of("""
            INSERT INTO attendance_certificate (id, activity_id, registration_id, organization_id, code, status_index,
                participant, holder_name, credit_code, region_code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
    private static final Statement END = Statement.of(
            "UPDATE attendance_certificate SET ended_at = $2 WHERE registration_id = $1 AND ended_at IS NULL");
    private static final Statement END_ALL =
            Statement.of("UPDATE attendance_certificate SET ended_at = $2 WHERE activity_id = $1 AND ended_at IS NULL");
    private static final Statement ENDED =
            Statement.of("SELECT status_index, 1 AS status FROM attendance_certificate WHERE ended_at IS NOT NULL");

    private final Certificates certificates;
    private final CertificatePlaces places;
    private final CertifiedStandings standings;
    private final Cursors cursors;
    private final Pool pool;

    AttendanceCertificates(
            Certificates certificates,
            CertificatePlaces places,
            CertifiedStandings standings,
            Cursors cursors,
            Pool pool) {
        this.certificates = certificates;
        this.places = places;
        this.standings = standings;
        this.cursors = cursors;
        this.pool = pool;
    }

    /** One with its text, signed with the key of today. */
    record Issued(AttendanceCertificate certificate, String text) {}

    /** Begins those of people who have come, in the unit of work that says so. */
    Uni<Void> begin(SqlConnection connection, List<ActivityRegistration> came) {
        if (came.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<UUID> holders = came.stream()
                .map(ActivityRegistration::organizationId)
                .distinct()
                .toList();
        return standings
                .of(connection, holders)
                .chain(known -> places.next(connection, came.size())
                        .chain(first -> InTurn.each(
                                IntStream.range(0, came.size()).boxed().toList(),
                                i -> begin(connection, came.get(i), known, first + i))));
    }

    private static Uni<Void> begin(
            SqlConnection connection, ActivityRegistration of, Map<UUID, CertifiedStanding> known, int place) {
        UUID id = Ids.next();
        return INSERT.execute(
                        connection,
                        id,
                        of.activityId(),
                        of.id(),
                        of.organizationId(),
                        HumanCode.of(CODE_PREFIX, CODE_SYMBOLS, id),
                        place,
                        Masks.personName(of.name()),
                        of.organizationName(),
                        known.get(of.organizationId()).creditCode(),
                        of.regionCode())
                .replaceWithVoid();
    }

    /** Ends that of a registration, for its check-in was taken back. */
    Uni<Void> end(SqlConnection connection, UUID registration, Instant now) {
        return END.execute(connection, registration, now).replaceWithVoid();
    }

    /** Ends those of an activity, which did not take place. */
    Uni<Void> endAll(SqlConnection connection, UUID activity, Instant now) {
        return END_ALL.execute(connection, activity, now).replaceWithVoid();
    }

    /**
     * That of a registration which whoever asks may look at.
     *
     * <p>Rejects with {@code activity-not-open} where the activity was cancelled, {@code activity-not-over} and
     * {@code activity-not-attended} (409).
     */
    Uni<Issued> issue(RegistrationService.Known of, Instant now) {
        Activity activity = of.activity();
        if (activity.status() == ActivityStatus.CANCELLED) {
            throw Rejection.conflict("activity-not-open", activity.status());
        }
        if (!activity.isOver(now)) {
            throw Rejection.conflict("activity-not-over", activity.says().endsAt());
        }
        return CURRENT.execute(pool, of.registration().id())
                .map(CERTIFICATES::optional)
                .map(known -> issued(known.orElseThrow(() -> Rejection.conflict("activity-not-attended")), now));
    }

    /**
     * Those of an activity, newest first: all for the organiser, who oversees it, and who sees everything; else those
     * of the actor's own people. There are none before it is over. Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<Issued>> page(Actor actor, Activity activity, String cursor, int limit, Instant now) {
        boolean isAll = activity.isOverseenBy(actor) || Aggregate.seesAll(actor);
        if (!activity.isOver(now) || !isAll && actor.organizationId() == null) {
            return Uni.createFrom().item(Page.of(List.of(), limit, none -> null));
        }
        UUID own = isAll ? null : actor.organizationId();
        String query = "attendance_certificate&" + activity.id() + "&" + own;
        return PAGE.execute(pool, cursors.idBehind(query, cursor, Ids.NEWEST), limit + 1, activity.id(), own)
                .map(found -> cursors.pageById(query, CERTIFICATES.list(found), limit, AttendanceCertificate::id))
                .map(page -> page.map(each -> issued(each, now)));
    }

    private Issued issued(AttendanceCertificate found, Instant now) {
        return new Issued(found, certificates.signed(found.statusIndex(), key -> found.signed(key, now)));
    }

    /** Empty before it is given out, when it says nothing yet. */
    @Override
    public Uni<Optional<CertificateStanding>> find(String code, Instant now) {
        return BY_CODE.execute(pool, code)
                .map(CERTIFICATES::optional)
                .map(known -> known.filter(found -> found.isGivenOutAt(now)).map(found -> standing(found, now)));
    }

    private static CertificateStanding standing(AttendanceCertificate found, Instant now) {
        return new CertificateStanding(
                CertificateSubject.ATTENDANCE,
                found.code(),
                found.isGoodAt(now) ? CertificateStatus.VALID : CertificateStatus.LAPSED,
                CertificateLevel.ATTENDED,
                found.holderName(),
                found.creditCode(),
                found.regionCode(),
                found.heldOn(),
                null,
                found.endedAt() == null ? found.validUntil() : found.endedAt(),
                found.title(),
                found.participant());
    }

    @Override
    public Uni<List<CertificatePlace>> others(Instant now) {
        return ENDED.execute(pool).map(PLACES::list);
    }
}
