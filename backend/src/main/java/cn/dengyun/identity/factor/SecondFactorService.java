package cn.dengyun.identity.factor;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountEvent;
import cn.dengyun.identity.account.AccountMails;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.password.PasswordService;
import cn.dengyun.identity.session.EndReason;
import cn.dengyun.identity.session.Sessions;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Enrolling and removing the second factor of one's own account. */
@ApplicationScoped
class SecondFactorService {

    private final SecondFactorStore store;
    private final SecondFactorCheck check;
    private final PasswordService passwords;
    private final AccountStore accounts;
    private final AccountMails mails;
    private final Sessions sessions;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    SecondFactorService(
            SecondFactorStore store,
            SecondFactorCheck check,
            PasswordService passwords,
            AccountStore accounts,
            AccountMails mails,
            Sessions sessions,
            Outbox outbox,
            AuditTrail audit,
            @WallClock Clock clock) {
        this.store = store;
        this.check = check;
        this.passwords = passwords;
        this.accounts = accounts;
        this.mails = mails;
        this.sessions = sessions;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** The caller's factor, if it has begun to enrol one, and whether it must. Rejects with {@code forbidden} (403). */
    Uni<State> describe(Actor actor) {
        return own(actor)
                .chain(account -> store.find(actor.id()).map(factor -> new State(factor, check.isObliged(account))));
    }

    /**
     * A secret for an authenticator app, worth nothing until {@link #confirm}.
     *
     * <p>Rejects with {@code second-factor-exists} (409) and what {@link PasswordService#confirmed} rejects.
     */
    Effect<Enrolment> enrol(Actor actor, String password, String address) {
        byte[] secret = OneTimeCodes.newSecret();
        return Effect.of(
                () -> passwords.confirmed(actor, password, address),
                (connection, account) -> store.put(connection, account.id(), secret, now())
                        .invoke(SecondFactorService::requireNew)
                        .chain(() -> noted(connection, account, "second-factor-begun"))
                        .replaceWith(() -> new Enrolment(
                                OneTimeCodes.base32(secret), OneTimeCodes.uri(secret, account.username()))));
    }

    /**
     * Turns the second factor on, opens up the present session and ends all others, which were begun without it. The
     * result is the recovery codes, in plain text this once.
     *
     * <p>Rejects with {@code forbidden} (403), {@code second-factor-not-begun} (404), {@code second-factor-exists}
     * (409), {@code second-factor-code-wrong} (422).
     */
    Effect<List<String>> confirm(Actor actor, String code) {
        return Effect.of(() -> begun(actor, code), (connection, begun) -> confirmed(connection, actor, begun))
                .afterCommit(confirmed -> sessions.refuse(confirmed.ended()))
                .map(Confirmed::codes);
    }

    private record Begun(Account account, SecondFactor factor, long step) {}

    private Uni<Begun> begun(Actor actor, String code) {
        return own(actor)
                .chain(account -> store.find(actor.id()).map(found -> {
                    SecondFactor factor = found.orElseThrow(() -> Rejection.notFound("second-factor-not-begun"));
                    OptionalLong step = OneTimeCodes.stepOf(factor.secret(), code.trim(), now());
                    if (!factor.isConfirmed() && step.isEmpty()) {
                        throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "second-factor-code-wrong");
                    }
                    return new Begun(account, factor, step.orElse(0));
                }));
    }

    private Uni<Confirmed> confirmed(SqlConnection connection, Actor actor, Begun begun) {
        return store.confirm(connection, actor.id(), now(), begun.step())
                .invoke(isNew -> requireNew(isNew && !begun.factor().isConfirmed()))
                .call(() -> openedUp(connection, actor))
                .call(() -> changed(connection, begun.account(), true))
                .chain(() -> newCodes(connection, begun.account())
                        .chain(codes -> endedOthers(connection, actor).map(ended -> new Confirmed(codes, ended))));
    }

    /**
     * New recovery codes in the place of all others, in plain text this once.
     *
     * <p>Rejects with {@code second-factor-not-begun} (404), {@code second-factor-wrong} (401) and what
     * {@link PasswordService#confirmed} rejects.
     */
    Effect<List<String>> renewRecoveryCodes(Actor actor, String password, String code, String address) {
        return Effect.of(
                () -> proven(actor, password, code, address),
                (connection, account) ->
                        newCodes(connection, account).call(() -> noted(connection, account, "recovery-codes-renewed")));
    }

    /**
     * Turns the second factor off and ends all other sessions.
     *
     * <p>Rejects with {@code second-factor-obligatory} (409) when the account's roles need it, else like
     * {@link #renewRecoveryCodes}.
     */
    Effect<List<UUID>> remove(Actor actor, String password, String code, String address) {
        return Effect.<Account, List<UUID>>of(
                        () -> proven(actor, password, code, address).invoke(account -> {
                            if (check.isObliged(account)) {
                                throw Rejection.conflict("second-factor-obligatory");
                            }
                        }),
                        (connection, account) -> store.remove(connection, account.id())
                                .call(() -> changed(connection, account, false))
                                .chain(() -> endedOthers(connection, actor)))
                .afterCommit(sessions::refuse);
    }

    /**
     * Turns the second factor of somebody off who has lost both the device and the codes, and ends all sessions of that
     * account. Who must have one enrols a new one at the next sign-in.
     *
     * <p>Rejects with {@code second-factor-not-begun} (404), also when there is no such account.
     */
    Effect<List<UUID>> removeOf(UUID accountId) {
        return Effect.<List<UUID>>of(connection -> accounts.byId(connection, accountId)
                        .call(account -> store.remove(connection, accountId).invoke(isRemoved -> {
                            if (!isRemoved) {
                                throw Rejection.notFound("second-factor-not-begun");
                            }
                        }))
                        .map(Optional::orElseThrow)
                        .call(account -> changed(connection, account, false))
                        .chain(account ->
                                sessions.endAll(connection, accountId, null, EndReason.SECOND_FACTOR_CHANGED)))
                .afterCommit(sessions::refuse);
    }

    private Uni<Account> proven(Actor actor, String password, String code, String address) {
        return store.find(actor.id())
                .invoke(found -> {
                    if (found.isEmpty() || !found.get().isConfirmed()) {
                        throw Rejection.notFound("second-factor-not-begun");
                    }
                })
                .chain(() -> passwords.confirmed(actor, password, address, account -> check.passed(account, code)));
    }

    private Uni<Account> own(Actor actor) {
        return accounts.byId(actor.id())
                .map(found -> found.orElseThrow(() -> Rejection.of(Rejection.Kind.UNAUTHENTICATED, "token-invalid")));
    }

    private static void requireNew(boolean isNew) {
        if (!isNew) {
            throw Rejection.conflict("second-factor-exists");
        }
    }

    private Uni<Void> openedUp(SqlConnection connection, Actor actor) {
        return actor.sessionId() == null ? Uni.createFrom().voidItem() : sessions.openUp(connection, actor.sessionId());
    }

    private Uni<List<UUID>> endedOthers(SqlConnection connection, Actor actor) {
        return sessions.endAll(connection, actor.id(), actor.sessionId(), EndReason.SECOND_FACTOR_CHANGED);
    }

    private Uni<List<String>> newCodes(SqlConnection connection, Account account) {
        List<String> codes = RecoveryCodes.next();
        List<byte[]> digests = codes.stream().map(RecoveryCodes::digest).toList();
        return store.replaceRecoveryCodes(connection, account.id(), digests).replaceWith(codes);
    }

    private Uni<Void> changed(SqlConnection connection, Account account, boolean isEnrolled) {
        AccountEvent event = isEnrolled ? AccountEvent.SECOND_FACTOR_ENROLLED : AccountEvent.SECOND_FACTOR_REMOVED;
        DomainEvent domainEvent = event.of(account.organizationId(), new AccountEvent.Data(account.id()), now());
        return outbox.write(connection, domainEvent)
                .chain(() -> noted(connection, account, event.act()))
                .chain(() -> mails.secondFactorChanged(connection, account, isEnrolled));
    }

    private Uni<Void> noted(SqlConnection connection, Account account, String what) {
        return audit.write(
                connection,
                new AuditNote(
                        "account." + what,
                        "/api/v1/accounts/" + account.id(),
                        account.organizationId(),
                        null,
                        null,
                        null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Where an account stands with its second factor. */
    record State(Optional<SecondFactor> factor, boolean isObligatory) {}

    /** A secret in the two forms in which it gets into an app. */
    record Enrolment(String secret, String uri) {

        /** Without the secret, in case a log ever asks. */
        @Override
        public String toString() {
            return "Enrolment[]";
        }
    }

    private record Confirmed(List<String> codes, List<UUID> ended) {}
}
