package cn.dengyun.identity.external;

import cn.dengyun.identity.account.Account;
import cn.dengyun.identity.account.AccountStore;
import cn.dengyun.identity.account.EmailAddresses;
import cn.dengyun.identity.account.PasswordHashing;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds, links or makes the account of a person whom the external issuer has signed in, and keeps its roles as told.
 */
@ApplicationScoped
class ExternalAccounts {

    /** How often somebody may find the account taken that it was about to make. */
    private static final int MAX_TURNS = 3;

    private static final Statement LINKED =
            Statement.of("SELECT account_id FROM external_identity WHERE issuer = $1 AND subject = $2");
    private static final Statement BY_USERNAME =
            Statement.of("SELECT id FROM account WHERE username = $1 AND disabled_at IS NULL");
    private static final Statement LINK = Statement.of("""
            INSERT INTO external_identity (issuer, subject, account_id, linked_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """);
    private static final Statement INSERT = Statement.of("""
            INSERT INTO account (id, username, display_name, email, email_proven_at, password_hash, password_changed_at,
                roles, created_at)
            SELECT $1::uuid,
                CASE WHEN EXISTS (SELECT 1 FROM account WHERE username = $2::text) THEN $7::text ELSE $2::text END,
                $3::text, $4::text, CASE WHEN $4::text IS NOT NULL THEN $6::timestamptz END,
                $5::text, $6::timestamptz, ARRAY[]::text[], $6::timestamptz
            """);
    private static final Statement UPDATE = Statement.of("""
            UPDATE account a SET roles = $2::text[], display_name = $3::text, organization_id = o.id,
                organization_role = o.role, mobile = coalesce($6::text, a.mobile), version = a.version + 1
            FROM (SELECT known.id, CASE WHEN known.id IS NULL THEN NULL ELSE $4::text END AS role
                FROM (SELECT (SELECT id FROM organization WHERE credit_code = $5::text
                    AND closed_at IS NULL) AS id) known) o
            WHERE a.id = $1::uuid AND (a.roles IS DISTINCT FROM $2::text[] OR a.display_name <> $3::text
                OR a.organization_id IS DISTINCT FROM o.id OR a.organization_role IS DISTINCT FROM o.role
                OR $6::text IS DISTINCT FROM a.mobile AND $6::text IS NOT NULL)
            """);

    private final AccountStore accounts;
    private final EmailAddresses addresses;
    private final NewcomerLimit newcomers;
    private final ExternalConfig config;
    private final Pool pool;
    private final Clock clock;

    ExternalAccounts(
            AccountStore accounts,
            EmailAddresses addresses,
            NewcomerLimit newcomers,
            ExternalConfig config,
            Pool pool,
            @WallClock Clock clock) {
        this.accounts = accounts;
        this.addresses = addresses;
        this.newcomers = newcomers;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * The account; empty if it was disabled here. Of several first requests of one person, one makes it and the others
     * find it.
     *
     * <p>Rejects with {@code quota-exceeded} (429; seconds to wait) when too many come from the address who were never
     * here, with {@code account-linked-elsewhere}, and with {@code person-signed-in-otherwise} who has another account
     * with a say over others (401).
     */
    Uni<Optional<Account>> of(ExternalClaims claims, String address) {
        return pool.withTransaction(connection -> linked(connection, claims.subject())
                        .chain(known -> known.isPresent()
                                ? Uni.createFrom().item(known.get())
                                : linkedNow(connection, claims, address))
                        .call(id -> updated(connection, id, claims))
                        .chain(id -> accounts.byId(connection, id)))
                .onFailure(ChangedMeanwhile.class)
                .retry()
                .atMost(MAX_TURNS)
                .map(found -> found.filter(account -> !account.isDisabled()));
    }

    private Uni<UUID> linkedNow(SqlConnection connection, ExternalClaims claims, String address) {
        newcomers.take(address);
        return existing(connection, claims)
                .chain(found ->
                        found.isPresent() ? linked(connection, claims, found.get()) : inserted(connection, claims));
    }

    private Uni<UUID> linked(SqlConnection connection, ExternalClaims claims, UUID account) {
        return LINK.execute(connection, issuer(), claims.subject(), account, now())
                // The same person may have come at the same moment, or the account is another one's.
                .chain(() -> linked(connection, claims.subject()))
                .map(id ->
                        id.orElseThrow(() -> Rejection.of(Rejection.Kind.UNAUTHENTICATED, "account-linked-elsewhere")));
    }

    private Uni<Optional<UUID>> existing(SqlConnection connection, ExternalClaims claims) {
        return switch (config.linkBy()) {
            case NONE -> Uni.createFrom().item(Optional.empty());
            case USERNAME -> BY_USERNAME.execute(connection, claims.username()).map(ExternalAccounts::first);
            case EMAIL -> byEmail(connection, claims.email());
        };
    }

    /** The issuer has verified the address: whoever merely says that it is his has it no more. */
    private Uni<Optional<UUID>> byEmail(SqlConnection connection, String email) {
        return addresses
                .accountOf(connection, email)
                .call(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : addresses.prove(connection, found.get(), email, clock.instant()));
    }

    /** Without a password: whoever it belongs to has one at the issuer. */
    private Uni<UUID> inserted(SqlConnection connection, ExternalClaims claims) {
        UUID id = Ids.next();
        String fallback = "external-" + id;
        return email(connection, claims.email(), id)
                .chain(email -> INSERT.execute(
                        connection,
                        id,
                        claims.username() == null ? fallback : claims.username(),
                        claims.displayName(),
                        email.orElse(null),
                        PasswordHashing.NO_PASSWORD,
                        now(),
                        fallback))
                .onFailure(Rows.broken("account_username_unique").or(Rows.broken("account_email_unique")))
                .transform(failure -> new ChangedMeanwhile())
                .chain(() -> LINK.execute(connection, issuer(), claims.subject(), id, now()))
                .invoke(linked -> ChangedMeanwhile.unless(Rows.any(linked)))
                .replaceWith(id);
    }

    /** The address that the issuer has verified, unless another account holds it. */
    private Uni<Optional<String>> email(SqlConnection connection, String email, UUID account) {
        return email == null
                ? Uni.createFrom().item(Optional.empty())
                : addresses
                        .claim(connection, email, account)
                        .map(isFree -> isFree ? Optional.of(email) : Optional.empty());
    }

    private Uni<Void> updated(SqlConnection connection, UUID id, ExternalClaims claims) {
        String role = claims.organizationRole() == null ? Actor.VIEWER : claims.organizationRole();
        String[] roles = claims.roles().stream().sorted().toArray(String[]::new);
        return UPDATE.execute(connection, id, roles, claims.displayName(), role, claims.creditCode(), claims.mobile())
                .onFailure(Rows.broken("account_mobile_of_office"))
                .transform(failure -> Rejection.of(Rejection.Kind.UNAUTHENTICATED, "person-signed-in-otherwise"))
                .replaceWithVoid();
    }

    private Uni<Optional<UUID>> linked(SqlConnection connection, String subject) {
        return LINKED.execute(connection, issuer(), subject).map(ExternalAccounts::first);
    }

    private static Optional<UUID> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(row.getUUID(0));
        }
        return Optional.empty();
    }

    private String issuer() {
        return config.issuer().orElseThrow();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
