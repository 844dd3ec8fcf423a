package cn.dengyun.identity.account;

import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whose an e-mail address is. An account holds its address once a token that was mailed to it was used, or when it
 * belongs to an organisation that somebody vouches for. What a registration that nobody certified merely says is held
 * by nobody: several may say the same, and whoever proves the address takes it from the others.
 */
@ApplicationScoped
public class EmailAddresses {

    /** Of an account {@code a} and its organisation {@code o}, null without one. */
    static final String IS_HELD = """
            (a.email_proven_at IS NOT NULL OR o.id IS NULL OR o.kind NOT IN ('ENTERPRISE', 'PROVIDER')
                OR o.certification_id IS NOT NULL)
            """;

    private static final RowMapper<Holder> HOLDERS = RowMapper.of(Holder.class);

    /** In one order, so that of two who prove the same address the second finds what the first did. */
    private static final Statement LOCK = Statement.of("SELECT 1 FROM account WHERE email = $1 ORDER BY id FOR UPDATE");

    private static final Statement IS_HELD_BY_ANOTHER = Statement.of("""
            SELECT EXISTS (SELECT FROM account a LEFT JOIN organization o ON o.id = a.organization_id
                WHERE a.email = $1 AND a.id <> $2 AND %s)
            """.formatted(IS_HELD));
    private static final Statement HOLDING = Statement.of("""
            SELECT a.id FROM account a LEFT JOIN organization o ON o.id = a.organization_id
            WHERE a.id = ANY ($1) AND a.email IS NOT NULL AND a.disabled_at IS NULL AND %s
            """.formatted(IS_HELD));
    private static final Statement RELEASE = Statement.of("""
            UPDATE account SET email = NULL, version = version + 1 WHERE email = $1 AND id <> $2
            RETURNING id, organization_id
            """);
    private static final Statement ACCOUNT = Statement.of("""
            SELECT a.id FROM account a LEFT JOIN organization o ON o.id = a.organization_id
            WHERE a.email = $1 AND a.disabled_at IS NULL ORDER BY %s DESC, a.id LIMIT 1
            """.formatted(IS_HELD));
    private static final Statement PROVE = Statement.of("""
            UPDATE account SET email_proven_at = coalesce(email_proven_at, $3) WHERE id = $1 AND email = $2
            """);

    private final ChangeNotes notes;
    private final Clock clock;

    EmailAddresses(ChangeNotes notes, Clock clock) {
        this.notes = notes;
        this.clock = clock;
    }

    private record Holder(UUID id, UUID organizationId) {}

    /** Whether another account than this one, which need not be there yet, holds the address. */
    public Uni<Boolean> isHeldByAnother(SqlConnection connection, String email, UUID account) {
        return IS_HELD_BY_ANOTHER.execute(connection, email, account).map(Rows::truth);
    }

    /**
     * Takes the address from those who do not hold it, for an account that has proven it and need not be there yet;
     * tells whether it may have it: not when another one holds it. Comes before the account itself is changed.
     */
    public Uni<Boolean> claim(SqlConnection connection, String email, UUID account) {
        return LOCK.execute(connection, email)
                .chain(() -> isHeldByAnother(connection, email, account))
                .chain(isHeld -> isHeld
                        ? Uni.createFrom().item(false)
                        : released(connection, email, account).replaceWith(true));
    }

    /**
     * A token that was mailed to the account's address was used: it holds it, unless another one does.
     *
     * @param email null for an account without one
     */
    public Uni<Void> prove(SqlConnection connection, UUID account, String email, Instant now) {
        if (email == null) {
            return Uni.createFrom().voidItem();
        }
        return claim(connection, email, account)
                .chain(isFree -> isFree
                        ? PROVE.execute(connection, account, email, now).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /** Those of these accounts that are enabled and hold an address: mail that they have asked for goes to it. */
    public Uni<Set<UUID>> holders(SqlConnection connection, Collection<UUID> accounts) {
        return HOLDING.execute(connection, Parameters.ids(accounts)).map(Rows::ids);
    }

    /** The enabled account that holds the address, else the first that says it is its own. */
    public Uni<Optional<UUID>> accountOf(SqlConnection connection, String email) {
        return ACCOUNT.execute(connection, email)
                .map(rows -> Optional.ofNullable(Rows.first(rows, row -> row.getUUID(0))));
    }

    private Uni<Void> released(SqlConnection connection, String email, UUID account) {
        return RELEASE.execute(connection, email, account)
                .chain(rows -> Multi.createFrom()
                        .iterable(HOLDERS.list(rows))
                        .onItem()
                        .transformToUniAndConcatenate(holder -> released(connection, holder))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> released(SqlConnection connection, Holder holder) {
        DomainEvent told = AccountEvent.EMAIL_RELEASED.of(
                holder.organizationId(), new AccountEvent.Data(holder.id()), clock.instant());
        return notes.write(connection, told, null, null, null);
    }
}
