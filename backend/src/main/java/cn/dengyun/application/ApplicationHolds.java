package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.Budgets;
import cn.dengyun.programme.Commitments;
import cn.dengyun.programme.Commitments.Commitment;
import cn.dengyun.programme.ProgrammeLimits;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.BudgetMove;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * What applications hold: money of a budget, of the annual cap of their enterprise and of the ceiling of their
 * provider, always the same amount of all three. Locks are taken in one order: applications, enterprises, providers,
 * budgets.
 */
@ApplicationScoped
class ApplicationHolds {

    private final ProgrammeLimits limits;
    private final Budgets budgets;
    private final Commitments commitments;

    ApplicationHolds(ProgrammeLimits limits, Budgets budgets, Commitments commitments) {
        this.limits = limits;
        this.budgets = budgets;
        this.commitments = commitments;
    }

    /**
     * A change of what an application holds.
     *
     * @param providerId whose ceiling it counts against; null for none
     * @param fen more, or with a negative amount less
     */
    record Hold(UUID applicationId, UUID organizationId, UUID providerId, UUID budgetId, long fen) {

        static Hold of(VoucherApplication application, long fen) {
            return new Hold(
                    application.id(),
                    application.organizationId(),
                    application.providerId(),
                    application.budgetId(),
                    fen);
        }
    }

    /** What is locked, and how much of it there is; changed by whoever walks through it. */
    record Room(Map<UUID, Long> committed, Map<UUID, Long> providerLeft, Map<UUID, Budget> budgets) {

        long committedOf(UUID organization) {
            return committed.getOrDefault(organization, 0L);
        }

        /** Null when the provider has no ceiling. */
        Long leftOf(UUID provider) {
            return provider == null ? null : providerLeft.get(provider);
        }

        /** Takes an amount, or gives a negative one back. */
        void take(UUID organization, UUID provider, long fen) {
            committed.merge(organization, fen, Long::sum);
            if (provider != null) {
                providerLeft.computeIfPresent(provider, (id, left) -> left - fen);
            }
        }
    }

    /** The ceiling of the provider of a request by the rules; nothing when it has none. */
    static void addCeiling(RuleSet rules, VoucherRequest request, Map<UUID, Long> ceilings) {
        UUID provider = request.provider();
        if (provider == null) {
            return;
        }
        RuleParameter<Long> ceiling =
                request.lines().get(0).platformProvider() ? rules.platformCeilingFen() : rules.otherCeilingFen();
        if (ceiling != null) {
            ceilings.put(provider, ceiling.value());
        }
    }

    /** Whose ceiling a request counts against; null for none. */
    static UUID ceilingOf(RuleSet rules, VoucherRequest request) {
        Map<UUID, Long> ceilings = new HashMap<>();
        addCeiling(rules, request, ceilings);
        return ceilings.isEmpty() ? null : request.provider();
    }

    /** Locks what is needed, until the unit of work ends. */
    Uni<Room> lock(
            SqlConnection connection,
            UUID programmeId,
            Collection<UUID> organizations,
            Map<UUID, Long> ceilings,
            Collection<UUID> budgetIds) {
        // Sent together; the server takes the locks one after the other all the same.
        return Uni.combine()
                .all()
                .unis(
                        limits.lockEntitlements(connection, programmeId, new TreeSet<>(organizations)),
                        limits.lockCeilings(connection, programmeId, new TreeMap<>(ceilings)),
                        budgetIds.isEmpty()
                                ? Uni.createFrom().item(Map.<UUID, Budget>of())
                                : budgets.lock(connection, budgetIds))
                .with((committed, left, locked) -> new Room(new HashMap<>(committed), new HashMap<>(left), locked));
    }

    /**
     * Carries out changes in the budgets, the ledger, the entitlements and the ceilings, all of them locked. What is
     * given back comes before what is taken, also in the ledger.
     *
     * @param intake sequence numbers given, by budget
     */
    Uni<Void> change(
            SqlConnection connection, UUID programmeId, List<Hold> holds, Map<UUID, Long> intake, Instant now) {
        SortedMap<UUID, Long> entitlements = sums(holds, Hold::organizationId);
        SortedMap<UUID, Long> ceilings = sums(holds, Hold::providerId);
        List<Hold> less = holds.stream().filter(hold -> hold.fen() < 0).toList();
        List<Hold> more = holds.stream().filter(hold -> hold.fen() > 0).toList();
        return Uni.join()
                .all(
                        limits.moveEntitlements(connection, programmeId, entitlements),
                        limits.moveCeilings(connection, programmeId, ceilings),
                        release(connection, programmeId, less, now))
                .andFailFast()
                .chain(() -> commit(connection, programmeId, more, intake, now));
    }

    private Uni<Void> release(SqlConnection connection, UUID programmeId, List<Hold> less, Instant now) {
        return less.isEmpty()
                ? Uni.createFrom().voidItem()
                : commitments.release(connection, programmeId, parts(less), now).replaceWithVoid();
    }

    private Uni<Void> commit(
            SqlConnection connection, UUID programmeId, List<Hold> more, Map<UUID, Long> intake, Instant now) {
        List<BudgetMove> places = intake.entrySet().stream()
                .map(each -> BudgetMove.commit(each.getKey(), 0, each.getValue()))
                .toList();
        return more.isEmpty() && places.isEmpty()
                ? Uni.createFrom().voidItem()
                : commitments
                        .commit(connection, programmeId, parts(more), places, now)
                        .replaceWithVoid();
    }

    private static List<Commitment> parts(List<Hold> holds) {
        return holds.stream()
                .map(hold -> new Commitment(hold.budgetId(), hold.applicationId(), Math.abs(hold.fen())))
                .toList();
    }

    /** Leaves out what comes to nothing and what belongs to nobody. */
    private static SortedMap<UUID, Long> sums(List<Hold> holds, Function<Hold, UUID> owner) {
        SortedMap<UUID, Long> sums = new TreeMap<>();
        holds.stream()
                .filter(hold -> owner.apply(hold) != null)
                .forEach(hold -> sums.merge(owner.apply(hold), hold.fen(), Math::addExact));
        sums.values().removeIf(fen -> fen == 0);
        return sums;
    }
}
