package cn.dengyun.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail of its own, in tables of its own, some years old. */
@QuarkusTest
class AuditRetentionTest {

    @Inject
    Vertx vertx;

    @Inject
    AuditContext context;

    @TempDir
    Path folder;

    /** Few, so that a test has some. */
    private static final int CHECKPOINT_EVERY = 5;

    private final Clock today = Clock.systemUTC();
    private OwnTrail own;
    private AuditTrail present;
    private AuditTrail past;

    @BeforeEach
    void tablesOfItsOwn() throws Exception {
        own = new OwnTrail(vertx, today);
        present = own.by(today, context);
        Instant threeYearsAgo = today.instant().minus(Duration.ofDays(3 * 366));
        past = own.by(Clock.fixed(threeYearsAgo, ZoneOffset.UTC), context);
    }

    @AfterEach
    void gone() throws Exception {
        own.close();
    }

    @Test
    void whatIsOldGoesIntoAFileAndBothPartsStayVerifiable() throws Exception {
        write(past, 6);
        checkpointAge(Duration.ofDays(3 * 366));
        write(present, 3);

        long moved = retention().archive();

        assertThat(moved).isEqualTo(6);
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(TrailDatabase.verifyAlone(files.get(0))).isEqualTo("OK");
        WorkerThread.await(sequencer().sequence());
        AuditVerdict verdict = own.chain().verify(done -> {}, () -> false);
        assertThat(verdict.finding()).isNull();
        assertThat(verdict.after()).isEqualTo(6);
        assertThat(verdict.head()).isEqualTo(10);
    }

    @Test
    void anArchiveThatWasChangedIsFound() throws Exception {
        write(past, 6);
        checkpointAge(Duration.ofDays(3 * 366));
        long unused = retention().archive();
        Path file = files().get(0);

        Files.writeString(file, Files.readString(file).replace("/things/3", "/things/4"));

        assertThat(TrailDatabase.verifyAlone(file)).isEqualTo("CHANGED at 4");
    }

    @Test
    void whatIsYoungStays() throws Exception {
        write(present, 6);

        assertThat(retention().archive()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void aBeginningThatWasRemovedOtherwiseIsFound() throws Exception {
        write(past, 6);
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("SET search_path TO " + own.schema());
            statement.execute("DELETE FROM audit_chain WHERE position <= 3");
            statement.execute("INSERT INTO audit_archive SELECT 3, previous, 3, 'none', 'none', now() FROM audit_chain"
                    + " WHERE position = 4");
        }

        AuditVerdict verdict = own.chain().verify(done -> {}, () -> false);

        assertThat(verdict.finding()).isEqualTo(new AuditFinding(AuditFinding.Wrong.DELETED, 3));
    }

    private void write(AuditTrail trail, int count) {
        for (int i = 0; i < count; i++) {
            AuditNote note = new AuditNote("thing.changed", "/api/v1/things/" + i, null, null, "{}", null);
            WorkerThread.await(own.pool().withTransaction(connection -> trail.write(connection, note)));
        }
        WorkerThread.await(sequencer().sequence());
    }

    /** A checkpoint says when it was made, and this one was made in the past. */
    private void checkpointAge(Duration age) throws Exception {
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE " + own.schema() + ".audit_checkpoint SET made_at = made_at - interval '"
                    + age.toSeconds() + " seconds'");
        }
    }

    private AuditSequencer sequencer() {
        return own.sequencer(CHECKPOINT_EVERY);
    }

    private AuditRetention retention() {
        return new AuditRetention(
                own.store(),
                new AuditArchiveStore(own.pool()),
                present,
                OwnTrail.settings(),
                here(),
                own.pool(),
                vertx,
                today);
    }

    private List<Path> files() throws Exception {
        Path archive = folder.resolve("audit");
        if (Files.notExists(archive)) {
            return List.of();
        }
        try (var files = Files.list(archive)) {
            return files.toList();
        }
    }

    private DengyunConfig here() {
        return new DengyunConfig() {
            @Override
            public boolean demo() {
                return false;
            }

            @Override
            public Path dataDir() {
                return folder;
            }

            @Override
            public boolean embeddedDatabase() {
                return false;
            }
        };
    }
}
