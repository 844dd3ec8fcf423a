package cn.dengyun.identity.factor;

import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Second factors in the database; the secrets encrypted like the private signing keys. */
@ApplicationScoped
class SecondFactorStore {

    private static final RowMapper<Stored> FACTORS = RowMapper.of(Stored.class);

    private static final Statement SELECT = Statement.of("""
            SELECT f.account_id, f.secret, f.is_encrypted, f.confirmed_at,
                (SELECT count(*) FROM recovery_code c WHERE c.account_id = f.account_id AND c.used_at IS NULL) AS recovery_codes_left
            FROM second_factor f WHERE f.account_id = $1
            """);
    private static final Statement PUT = Statement.of("""
            INSERT INTO second_factor AS f (account_id, secret, is_encrypted, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT second_factor_pk DO UPDATE
            SET secret = excluded.secret, is_encrypted = excluded.is_encrypted, created_at = excluded.created_at
            WHERE f.confirmed_at IS NULL
            """);
    private static final Statement CONFIRM = Statement.of("""
            UPDATE second_factor SET confirmed_at = $2, last_step = $3 WHERE account_id = $1 AND confirmed_at IS NULL
            """);
    /** A step that is not later than the last one was used already. */
    private static final Statement USE_STEP =
            Statement.of("UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2");

    private static final Statement USE_RECOVERY_CODE = Statement.of(
            "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND digest = $2 AND used_at IS NULL");
    private static final Statement FORGET_CODES = Statement.of("DELETE FROM recovery_code WHERE account_id = $1");
    private static final Statement INSERT_CODES =
            Statement.of("INSERT INTO recovery_code (account_id, digest) SELECT $1, unnest($2::bytea[])");
    private static final Statement REMOVE = Statement.of("DELETE FROM second_factor WHERE account_id = $1");

    private final Pool pool;
    private final KeyProtection protection;

    SecondFactorStore(Pool pool, KeyProtection protection) {
        this.pool = pool;
        this.protection = protection;
    }

    Uni<Optional<SecondFactor>> find(UUID account) {
        return SELECT.execute(pool, account).map(rows -> FACTORS.optional(rows).map(this::opened));
    }

    /**
     * Writes an unconfirmed secret in the place of another unconfirmed one; tells whether there was no confirmed one.
     */
    Uni<Boolean> put(SqlConnection connection, UUID account, byte[] secret, Instant now) {
        byte[] stored = protection.isConfigured() ? protection.seal(secret, account.toString()) : secret;
        return PUT.execute(connection, account, stored, protection.isConfigured(), now)
                .map(Rows::any);
    }

    /** Tells whether it was unconfirmed before. */
    Uni<Boolean> confirm(SqlConnection connection, UUID account, Instant now, long step) {
        return CONFIRM.execute(connection, account, now, step).map(Rows::any);
    }

    /** Tells whether no code of this time step or a later one was used before. */
    Uni<Boolean> useStep(UUID account, long step) {
        return USE_STEP.execute(pool, account, step).map(Rows::any);
    }

    /** Tells whether it is one of the account's codes and was not used before. */
    Uni<Boolean> useRecoveryCode(UUID account, byte[] digest, Instant now) {
        return USE_RECOVERY_CODE.execute(pool, account, digest, now).map(Rows::any);
    }

    /** Puts these codes in the place of all others. */
    Uni<Void> replaceRecoveryCodes(SqlConnection connection, UUID account, List<byte[]> digests) {
        Buffer[] codes = digests.stream().map(Buffer::buffer).toArray(Buffer[]::new);
        return FORGET_CODES
                .execute(connection, account)
                .chain(() -> INSERT_CODES.execute(connection, account, codes))
                .replaceWithVoid();
    }

    /** Tells whether there was one. */
    Uni<Boolean> remove(SqlConnection connection, UUID account) {
        return REMOVE.execute(connection, account).map(Rows::any);
    }

    private SecondFactor opened(Stored stored) {
        SecondFactor factor = stored.factor();
        return stored.isEncrypted()
                ? new SecondFactor(
                        factor.accountId(),
                        protection.open(factor.secret(), factor.accountId().toString()),
                        factor.confirmedAt(),
                        factor.recoveryCodesLeft())
                : factor;
    }

    /** A factor with its secret as it is kept. */
    private record Stored(SecondFactor factor, boolean isEncrypted) {}
}
