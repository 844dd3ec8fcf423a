package cn.dengyun.provider.payee;

import cn.dengyun.files.AttachmentService;
import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The door of payee accounts: the organisation proposes one, a second person of finance or of its authority verifies
 * it, and it takes effect by the clock. What is not there for the actor is refused with {@code payee-account-not-found}
 * (404).
 */
@ApplicationScoped
public class PayeeAccountService {

    private final AggregateStore<PayeeAccount> accounts;
    private final PayeeAccountStore store;
    private final CertifiedStandings standings;
    private final AttachmentService attachments;
    private final WorkingCalendar calendar;
    private final Pool pool;
    private final Clock clock;

    PayeeAccountService(
            Aggregates aggregates,
            PayeeAccountStore store,
            CertifiedStandings standings,
            AttachmentService attachments,
            WorkingCalendar calendar,
            Pool pool,
            Clock clock) {
        this.accounts = aggregates.of(PayeeAccount.class, "false", PayeeAccount::seesAll);
        this.store = store;
        this.standings = standings;
        this.attachments = attachments;
        this.calendar = calendar;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Where an organisation was, is or by now will be paid to at a moment; empty when it has no verified account then.
     */
    public Uni<Optional<PayeeAccount>> accountAt(SqlClient client, UUID organization, Instant moment) {
        return store.at(client, organization, moment);
    }

    /** The same of many at once, by organisation; of those without, nothing. */
    public Uni<Map<UUID, PayeeAccount>> accountsAt(SqlClient client, Collection<UUID> organizations, Instant moment) {
        return store.at(client, organizations, moment);
    }

    /** These accounts, by their ids, whatever became of them: whoever pays has pinned them. */
    public Uni<Map<UUID, PayeeAccount>> pinned(SqlClient client, Collection<UUID> accountIds) {
        return store.all(client, accountIds);
    }

    /**
     * The numbers of the accounts that organisations are paid to at a moment, by organisation; of one without, the
     * number that it has proposed. To compare, never to show.
     */
    public Uni<Map<UUID, String>> numbersOf(SqlClient client, Collection<UUID> organizations, Instant moment) {
        return store.numbers(client, organizations, moment);
    }

    Uni<PayeeAccount> find(Actor actor, UUID id) {
        return accounts.find(actor, id);
    }

    Uni<Page<PayeeAccount>> list(Actor actor, Filter filter, String cursor, int limit) {
        return accounts.page(actor, filter, cursor, limit);
    }

    /** Names of the other organisations that use the number of an account or want to, for those who check accounts. */
    Uni<Map<UUID, List<String>>> otherUsers(Actor actor, List<PayeeAccount> shown) {
        if (!PayeeAccount.isChecker(actor) || shown.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<String> numbers =
                shown.stream().map(PayeeAccount::numberToPayTo).distinct().toList();
        return store.uses(pool, numbers, now())
                .map(uses -> shown.stream().collect(Collectors.toMap(PayeeAccount::id, each -> others(each, uses))));
    }

    private static List<String> others(PayeeAccount account, List<PayeeAccountStore.Use> uses) {
        return uses.stream()
                .filter(use -> use.number().equals(account.numberToPayTo())
                        && !use.organizationId().equals(account.organizationId()))
                .map(PayeeAccountStore.Use::organizationName)
                .distinct()
                .toList();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Proposes the account that the actor's organisation wants to be paid to. Rejects with
     * {@code payee-account-owner-only} (403), {@code invalid-request} (400; holder, check digit, document),
     * {@code payee-account-pending} and {@code payee-account-unchanged} (409), and as
     * {@link AttachmentService#attachPaper}.
     */
    Effect<PayeeAccount> propose(Actor actor, PayeeAccountForm form) {
        UUID organization = actor.organizationId();
        if (!actor.owns(organization)) {
            throw Rejection.forbidden("payee-account-owner-only");
        }
        return Effect.of(connection -> standing(connection, organization)
                .invoke(standing -> requireSound(form, standing))
                .chain(standing -> store.lockAll(connection, organization)
                        .invoke(all -> requireNothingPending(all, now()))
                        .invoke(all -> requireChange(all, form, now()))
                        .map(all -> proposed(actor, form, standing, now())))
                .chain(made -> accounts.create(actor, made, made.told(PayeeAccountEvent.PROPOSED, made.proposedAt()))
                        .prepare()
                        .chain(prepared -> prepared.in(connection)))
                .onFailure(Rows.broken("payee_account_one_proposed"))
                .transform(meanwhile -> Rejection.conflict("payee-account-pending"))
                .call(made -> attachments.attachPaper(
                        connection, organization, form.documentId(), "/documentId", PayeeDocuments.KIND, made.id())));
    }

    /**
     * Verifies what another person has proposed: the first account of an organisation takes effect at once, another
     * after the cooling period, in the place of the one before. Rejects with {@code not-yours} and
     * {@code four-eyes-required} (403), {@code transition-not-allowed}, {@code payee-account-holder-changed},
     * {@code payee-account-number-taken}, {@code payee-organization-frozen} (409), {@code payee-account-number-differs}
     * (422).
     */
    Effect<PayeeAccount> verify(Actor actor, UUID id, PayeeAccountVerification says) {
        return Effect.of(connection -> held(connection, actor, id, PayeeAccountMove.VERIFY)
                .call(held -> standing(connection, held.account().organizationId())
                        .invoke(standing -> requireVerifiable(held.account(), says, standing)))
                .call(held -> requireFree(connection, held.account()))
                .chain(held -> verify(connection, actor, held, says.reason()))
                .onFailure(Rows.broken("payee_account_number_once"))
                .transform(meanwhile -> Rejection.conflict("payee-account-number-taken")));
    }

    /** Rejects an account that has not taken effect. Rejects as {@link #stop} does. */
    Effect<PayeeAccount> reject(Actor actor, UUID id, String reason) {
        return stop(actor, id, PayeeAccountMove.REJECT, reason);
    }

    /** Takes back an account that has not taken effect. Rejects as {@link #stop} does. */
    Effect<PayeeAccount> withdraw(Actor actor, UUID id, String reason) {
        return stop(actor, id, PayeeAccountMove.WITHDRAW, reason);
    }

    /**
     * Ends an account before it takes effect; the one that it would have replaced goes on. Rejects with
     * {@code not-yours}, {@code payee-account-owner-only} and {@code four-eyes-required} (403),
     * {@code transition-not-allowed} (409).
     */
    private Effect<PayeeAccount> stop(Actor actor, UUID id, PayeeAccountMove move, String reason) {
        return Effect.of(connection -> held(connection, actor, id, move).chain(held -> {
            Change<PayeeAccount> change = held.account().moved(move, actor.id(), reason, null, now());
            Instant from = held.account().effectiveFrom();
            return accounts.carryOut(connection, held.account(), change)
                    .call(after -> from == null
                            ? Uni.createFrom().voidItem()
                            : store.goOn(connection, after.organizationId(), from));
        }));
    }

    /** An account and all of its organisation, which do not change until the unit of work ends. */
    private record Held(PayeeAccount account, List<PayeeAccount> all) {}

    /** The accounts of one organisation are always locked together and in one order, so nobody waits for each other. */
    private Uni<Held> held(SqlConnection connection, Actor actor, UUID id, PayeeAccountMove move) {
        return store.owner(connection, id)
                .map(owner -> owner.orElseThrow(PayeeAccountService::notFound))
                .chain(owner -> store.lockAll(connection, owner))
                .map(all -> all.stream()
                        .filter(each -> each.id().equals(id) && each.isKnownTo(actor))
                        .findFirst()
                        .map(account -> new Held(account, all))
                        .orElseThrow(PayeeAccountService::notFound))
                .invoke(held -> held.account().requireMay(actor, move))
                .invoke(held -> move.from(held.account().statusAt(now())));
    }

    private Uni<PayeeAccount> verify(SqlConnection connection, Actor actor, Held held, String reason) {
        Instant now = now();
        Optional<PayeeAccount> before =
                held.all().stream().filter(each -> each.isEffectiveAt(now)).findFirst();
        Instant from = before.map(any -> calendar.after(now, PayeeAccount.COOLING_WORKING_DAYS))
                .orElse(now);
        Change<PayeeAccount> change = held.account().moved(PayeeAccountMove.VERIFY, actor.id(), reason, from, now);
        Uni<Void> ended = before.map(each -> store.end(connection, each, from))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return ended.chain(() -> accounts.carryOut(connection, held.account(), change));
    }

    private Uni<CertifiedStanding> standing(SqlConnection connection, UUID organization) {
        return standings.of(connection, List.of(organization)).map(found -> found.get(organization));
    }

    private Uni<Void> requireFree(SqlConnection connection, PayeeAccount account) {
        return store.uses(connection, List.of(account.numberToPayTo()), now())
                .invoke(uses -> {
                    boolean isTaken = uses.stream()
                            .anyMatch(use ->
                                    use.isVerified() && !use.organizationId().equals(account.organizationId()));
                    if (isTaken) {
                        throw Rejection.conflict("payee-account-number-taken");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireVerifiable(
            PayeeAccount account, PayeeAccountVerification says, CertifiedStanding standing) {
        if (standing.isFrozen()) {
            throw Rejection.conflict("payee-organization-frozen");
        }
        if (!isSame(account.holder(), standing.nameZh())) {
            throw Rejection.conflict("payee-account-holder-changed", standing.nameZh());
        }
        if (!says.number().equals(account.numberToPayTo())) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "payee-account-number-differs");
        }
    }

    private static void requireSound(PayeeAccountForm form, CertifiedStanding standing) {
        List<Defect> defects = new ArrayList<>();
        if (!isSame(form.holder(), standing.nameZh())) {
            defects.add(Defect.at("/holder", "payee-account-holder-differs", standing.nameZh()));
        }
        if (!new AccountNumber(form.number()).isSound()) {
            defects.add(Defect.at("/number", "payee-account-number-mistyped"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static void requireNothingPending(List<PayeeAccount> all, Instant now) {
        if (all.stream().anyMatch(each -> each.isPendingAt(now))) {
            throw Rejection.conflict("payee-account-pending");
        }
    }

    private static void requireChange(List<PayeeAccount> all, PayeeAccountForm form, Instant now) {
        boolean isSame = all.stream()
                .filter(each -> each.isEffectiveAt(now))
                .anyMatch(each -> each.numberToPayTo().equals(form.number())
                        && each.bankCode().equals(form.bankCode())
                        && each.bankName().equals(form.bankName().strip())
                        && each.holder().equals(form.holder().strip()));
        if (isSame) {
            throw Rejection.conflict("payee-account-unchanged");
        }
    }

    private static PayeeAccount proposed(Actor actor, PayeeAccountForm form, CertifiedStanding standing, Instant now) {
        return new PayeeAccount(
                Ids.next(),
                0,
                standing.organizationId(),
                standing.nameZh(),
                standing.region(),
                form.holder().strip(),
                form.bankName().strip(),
                form.bankCode(),
                new AccountNumber(form.number()),
                form.documentId(),
                PayeeAccountStatus.PROPOSED,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                null);
    }

    /** Names are the same whatever brackets and blanks they are typed with. */
    private static boolean isSame(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

    private static Rejection notFound() {
        return Rejection.notFound("payee-account-not-found");
    }
}
