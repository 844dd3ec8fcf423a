package cn.dengyun.trade.witness;

import cn.dengyun.catalogue.CatalogueService;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.Offering;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Cursors;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.provider.Provider;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.ProviderService;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.usage.domain.UsageMeter;
import cn.dengyun.trade.usage.domain.UsagePeriod;
import cn.dengyun.trade.usage.store.MeterRows;
import cn.dengyun.trade.witness.domain.UsageComparison;
import cn.dengyun.trade.witness.domain.UsageWitness;
import cn.dengyun.trade.witness.domain.UsageWitnessMove;
import cn.dengyun.trade.witness.domain.UsageWitnessStatus;
import cn.dengyun.trade.witness.store.WitnessRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The door of appointments: one person of the province proposes a witness, another approves it. What is not there for
 * the actor is refused with {@code usage-witness-not-found} (404).
 */
@ApplicationScoped
public class WitnessService {

    private static final String PROVINCE = "340000";

    /** For so many months before the last that can be compared one can be appointed afterwards. */
    static final int MONTHS_BACK = 2;

    private static final Set<ProviderKind> KINDS = Set.of(ProviderKind.TELECOM, ProviderKind.CLOUD_PLATFORM);

    private final AggregateStore<UsageWitness> witnesses;
    private final WitnessRows rows;
    private final MeterRows meters;
    private final ProviderService providers;
    private final CatalogueService catalogue;
    private final WitnessTies ties;
    private final Cursors cursors;
    private final Clock clock;
    private final Pool pool;

    WitnessService(
            Aggregates aggregates,
            WitnessRows rows,
            MeterRows meters,
            ProviderService providers,
            CatalogueService catalogue,
            WitnessTies ties,
            Cursors cursors,
            Clock clock,
            Pool pool) {
        this.witnesses = aggregates.of(UsageWitness.class, UsageWitness.KNOWN);
        this.rows = rows;
        this.meters = meters;
        this.providers = providers;
        this.catalogue = catalogue;
        this.ties = ties;
        this.cursors = cursors;
        this.clock = clock;
        this.pool = pool;
    }

    public Uni<UsageWitness> find(Actor actor, UUID id) {
        return witnesses.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid}. */
    public Uni<Page<UsageWitness>> list(Actor actor, Filter filter, String cursor, int limit) {
        return witnesses.page(actor, filter, cursor, limit);
    }

    /**
     * The meters that the actor's organisation witnesses now, newest first; what a witness has no use for is left out
     * by whoever shows them. Rejects with {@code cursor-invalid}.
     *
     * @param month only those that ran in it; null for all
     */
    public Uni<Page<UsageMeter>> meters(Actor actor, YearMonth month, String cursor, int limit) {
        String query = "witnessed-meters?" + month;
        return rows.page(
                        actor.organizationId(),
                        cursors.idBehind(query, cursor, Ids.NEWEST),
                        limit + 1,
                        month == null ? null : UsagePeriod.of(month))
                .map(found -> cursors.pageById(query, found, limit, UsageMeter::id));
    }

    /**
     * What is looked up of what is proposed.
     *
     * @param offering null where none is named, as meter is
     */
    private record Looked(Provider witness, Provider provider, Offering offering, UsageMeter meter) {}

    /**
     * Proposes a witness. Rejects with {@code not-yours} (403) other authorities than the province's, with
     * {@code review-own-side} (403), {@code provider-not-found}, {@code offering-not-found},
     * {@code usage-meter-not-found} (404), {@code usage-witness-related}, {@code provider-not-qualified} (409) and
     * {@code invalid-request} (400).
     */
    public Effect<UsageWitness> propose(Actor actor, NewUsageWitness wanted) {
        if (!Oversight.of(actor).covers(PROVINCE)) {
            throw Rejection.forbidden("not-yours");
        }
        return Effect.of(() -> look(actor, wanted), (connection, looked) -> {
            Instant now = now();
            UsageWitness made = made(actor, wanted, looked, now);
            List<Defect> defects = defects(wanted, looked, now);
            if (!defects.isEmpty()) {
                throw Rejection.invalid(defects);
            }
            return ties.requireOtherSide(connection, actor, sidesOf(made))
                    .chain(() -> requireFit(connection, made, Optional.ofNullable(looked.meter()), now))
                    .chain(() -> witnesses
                            .create(actor, made, UsageWitnessEvent.PROPOSED.told(made))
                            .prepare()
                            .chain(prepared -> prepared.in(connection)));
        });
    }

    private Uni<Looked> look(Actor actor, NewUsageWitness wanted) {
        return providers
                .find(wanted.witnessProviderId())
                .chain(witness -> providers
                        .find(wanted.providerId())
                        .chain(provider -> offering(actor, wanted.offeringId())
                                .chain(offering -> meter(wanted.meterId())
                                        .map(meter -> new Looked(
                                                witness, provider, offering.orElse(null), meter.orElse(null))))));
    }

    private Uni<Optional<Offering>> offering(Actor actor, UUID id) {
        return id == null
                ? Uni.createFrom().item(Optional.empty())
                : catalogue.get(id, actor).map(Optional::of);
    }

    private Uni<Optional<UsageMeter>> meter(UUID id) {
        if (id == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return meters.byIds(pool, List.of(id)).map(found -> {
            if (found.isEmpty()) {
                throw Rejection.notFound("usage-meter-not-found");
            }
            return Optional.of(found.get(0));
        });
    }

    private static UsageWitness made(Actor actor, NewUsageWitness wanted, Looked looked, Instant now) {
        Offering offering = looked.offering();
        return new UsageWitness(
                Ids.next(),
                0,
                looked.witness().organizationId(),
                looked.witness().nameZh(),
                looked.witness().id(),
                PROVINCE,
                looked.provider().id(),
                looked.provider().organizationId(),
                looked.provider().nameZh(),
                wanted.offeringId(),
                offering == null
                        ? null
                        : OfferingJson.read(offering.contentJson()).name(),
                wanted.meterId(),
                wanted.firstMonth(),
                wanted.tolerance(),
                UsageWitnessStatus.PROPOSED,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                now);
    }

    private static List<Defect> defects(NewUsageWitness wanted, Looked looked, Instant now) {
        List<Defect> defects = new ArrayList<>();
        if (looked.witness().kinds().stream().noneMatch(KINDS::contains)) {
            defects.add(Defect.at("/witnessProviderId", "usage-witness-kind"));
        }
        if (wanted.offeringId() != null && wanted.meterId() != null) {
            defects.add(Defect.at("/meterId", "usage-witness-of-one"));
        }
        if (looked.offering() != null && !looked.offering().providerId().equals(wanted.providerId())) {
            defects.add(Defect.at("/offeringId", "usage-witness-foreign"));
        }
        if (looked.meter() != null && !looked.meter().providerId().equals(wanted.providerId())) {
            defects.add(Defect.at("/meterId", "usage-witness-foreign"));
        }
        LocalDate earliest = UsageComparison.lastMonth(now).minusMonths(MONTHS_BACK);
        if (wanted.firstMonth().isBefore(earliest)) {
            defects.add(Defect.at(
                    "/fromMonth",
                    "usage-witness-too-early",
                    YearMonth.from(earliest).toString()));
        }
        return defects;
    }

    /** That the witness may be one: it is qualified, and neither the provider nor the enterprise of the meter. */
    private Uni<Void> requireFit(SqlConnection connection, UsageWitness made, Optional<UsageMeter> meter, Instant now) {
        UUID witness = made.organizationId();
        return providers
                .requireQualified(connection, made.witnessProviderId())
                .chain(() -> ties.are(connection, witness, made.providerOrganizationId(), now))
                .invoke(WitnessService::refuseTie)
                .chain(() -> meter.isEmpty()
                        ? Uni.createFrom().item(false)
                        : ties.are(connection, witness, meter.get().organizationId(), now))
                .invoke(WitnessService::refuseTie)
                .replaceWithVoid();
    }

    private static List<UUID> sidesOf(UsageWitness witness) {
        return List.of(witness.organizationId(), witness.providerOrganizationId());
    }

    private static void refuseTie(boolean areTied) {
        if (areTied) {
            throw Rejection.conflict("usage-witness-related");
        }
    }

    /**
     * Another person of the province lets it take effect. Rejects with {@code not-yours}, {@code four-eyes-required},
     * {@code review-own-side} (403), {@code transition-not-allowed}, {@code usage-witness-related},
     * {@code usage-witness-overlaps}, {@code provider-not-qualified} (409) and as the precondition does.
     */
    public Effect<UsageWitness> approve(Actor actor, UUID id, Precondition precondition, String reason) {
        return Effect.of(connection -> locked(connection, actor, id, precondition, UsageWitnessMove.APPROVE)
                .call(found -> ties.requireOtherSide(connection, actor, sidesOf(found)))
                .call(found -> meter(connection, found).chain(meter -> requireFit(connection, found, meter, now())))
                .chain(found ->
                        moved(connection, found, UsageWitnessMove.APPROVE, UsageWitnessEvent.APPROVED, actor, reason))
                .onFailure(Rows.broken("usage_witness_one"))
                .transform(other -> Rejection.conflict("usage-witness-overlaps")));
    }

    private Uni<Optional<UsageMeter>> meter(SqlConnection connection, UsageWitness witness) {
        return witness.meterId() == null
                ? Uni.createFrom().item(Optional.empty())
                : meters.byIds(connection, List.of(witness.meterId()))
                        .map(found -> found.stream().findFirst());
    }

    /** Rejects with {@code not-yours} (403), {@code transition-not-allowed} (409) and as the precondition does. */
    public Effect<UsageWitness> reject(Actor actor, UUID id, Precondition precondition, String reason) {
        return Effect.of(connection -> locked(connection, actor, id, precondition, UsageWitnessMove.REJECT)
                .chain(found ->
                        moved(connection, found, UsageWitnessMove.REJECT, UsageWitnessEvent.REJECTED, actor, reason)));
    }

    /** What was compared until now stays. Rejects as {@link #reject}. */
    public Effect<UsageWitness> end(Actor actor, UUID id, Precondition precondition, String reason) {
        return Effect.of(connection -> locked(connection, actor, id, precondition, UsageWitnessMove.END)
                .chain(found ->
                        moved(connection, found, UsageWitnessMove.END, UsageWitnessEvent.ENDED, actor, reason)));
    }

    private Uni<UsageWitness> locked(
            SqlConnection connection, Actor actor, UUID id, Precondition precondition, UsageWitnessMove move) {
        return witnesses.lock(connection, actor, id).invoke(found -> {
            found.requireSide(actor, move);
            precondition.check(EntityTags.of(found.version(), found.actions(actor)));
        });
    }

    private Uni<UsageWitness> moved(
            SqlConnection connection,
            UsageWitness found,
            UsageWitnessMove move,
            UsageWitnessEvent event,
            Actor actor,
            String reason) {
        UsageWitness after = found.moved(move, actor.id(), reason, now());
        return witnesses.carryOut(connection, found, new Change<>(after, event.told(after), reason));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
