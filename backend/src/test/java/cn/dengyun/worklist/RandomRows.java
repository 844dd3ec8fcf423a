package cn.dengyun.worklist;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Writes rows of which much is left to chance, the same of each seed. */
class RandomRows {

    static final int DAYS = 40;
    private static final int HOURS = 24;

    final Connection database;
    final Random random;
    final Instant now = Instant.now();

    RandomRows(Connection database, Random random) {
        this.database = database;
        this.random = random;
    }

    final Instant moment() {
        return random.nextBoolean() ? earlier() : later();
    }

    final Instant earlier() {
        return earlier(DAYS);
    }

    final Instant earlier(int days) {
        return now.minus(Duration.ofHours(1 + random.nextInt(days * HOURS)));
    }

    final Instant later() {
        return later(DAYS);
    }

    final Instant later(int days) {
        return now.plus(Duration.ofHours(1 + random.nextInt(days * HOURS)));
    }

    final <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    final <T> T any(T[] things) {
        return things[random.nextInt(things.length)];
    }

    final void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value =
                        parameters[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : parameters[i];
                statement.setObject(i + 1, value);
            }
            statement.execute();
        }
    }
}
