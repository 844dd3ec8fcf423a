package cn.dengyun.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody with all rights does to the trail in SQL, both verifiers find it and say where. */
@QuarkusTest
class TamperingTest {

    private static final String ENTRY_AT = "(SELECT entry_id FROM audit_chain WHERE position = ?)";

    private static final int CHECKPOINT_EVERY = 1_000;

    private static OwnTrail own;

    @Inject
    AuditContext context;

    @Inject
    AuditChain chainOfThePlatform;

    @Inject
    Vertx vertx;

    private final Clock clock = Clock.systemUTC();
    private TrailDatabase database;

    /** A place in the middle of at least ten fresh entries. */
    private long place;

    @BeforeEach
    void tenEntriesAreChained() throws Exception {
        if (own == null) {
            own = new OwnTrail(vertx, clock);
        }
        database = new TrailDatabase(own);
        for (int i = 0; i < 10; i++) {
            write(i);
        }
        WorkerThread.await(own.sequencer(CHECKPOINT_EVERY).sequence());
        assertThat(database.text("SELECT count(*) FROM audit_pending")).isEqualTo("0");
        database.freeze();
        place = head() - 5;
    }

    @AfterEach
    void allIsWellAgain() throws Exception {
        database.restore();
        database.close();
        assertThat(finding(own.chain())).isNull();
    }

    @AfterAll
    static void gone() throws Exception {
        own.close();
        own = null;
    }

    @Test
    void whatAllTestsHaveLeftInTheTrailOfThePlatformIsWell() throws Exception {
        Background.settle();
        try (TrailDatabase platform = new TrailDatabase()) {
            platform.freeze();

            assertThat(finding(chainOfThePlatform)).isNull();
            assertThat(platform.verifyAlone()).isEqualTo("OK");
        }
    }

    @Test
    void whatNobodyTouchedIsWell() throws Exception {
        bothSay("OK");
    }

    @Test
    void aChangedEntryIsFound() throws Exception {
        database.execute("UPDATE audit_entry SET reason = 'another' WHERE id = " + ENTRY_AT, place);

        bothSay("CHANGED at " + place);
    }

    @Test
    void aChangedPersonalPartIsFound() throws Exception {
        database.execute("UPDATE audit_personal SET after = '{}' WHERE entry_id = " + ENTRY_AT, place);

        bothSay("CHANGED at " + place);
    }

    @Test
    void aChangedEntryWithADigestToMatchIsFound() throws Exception {
        AuditLink before = link(place);
        database.execute("UPDATE audit_entry SET action = 'thing.invented' WHERE id = ?", before.entryId());
        AuditLink forged = AuditLink.of(link(place).entry(), true, place, before.previous());
        database.execute("UPDATE audit_chain SET digest = ? WHERE position = ?", forged.digest(), place);

        bothSay("CHANGED at " + place);
    }

    @Test
    void aDeletedEntryIsFound() throws Exception {
        database.execute("DELETE FROM audit_entry WHERE id = " + ENTRY_AT, place);

        bothSay("DELETED at " + place);
    }

    @Test
    void anEntryDeletedWithItsLinkIsFound() throws Exception {
        database.execute("DELETE FROM audit_entry WHERE id = " + ENTRY_AT, place);
        database.execute("DELETE FROM audit_chain WHERE position = ?", place);

        bothSay("DELETED at " + place);
    }

    @Test
    void anEntryDeletedWithItsLinkIsFoundEvenIfTheGapIsClosed() throws Exception {
        database.execute("DELETE FROM audit_entry WHERE id = " + ENTRY_AT, place);
        database.execute("DELETE FROM audit_chain WHERE position = ?", place);
        shift(place, -1);

        bothSay("DELETED at " + place);
    }

    @Test
    void aDeletedPersonalPartIsFound() throws Exception {
        database.execute("DELETE FROM audit_personal WHERE entry_id = " + ENTRY_AT, place);

        bothSay("DELETED at " + place);
    }

    @Test
    void anErasureThatIsOnNoRecordIsFound() throws Exception {
        database.execute(
                "UPDATE audit_personal SET salt = NULL, address = NULL, before = NULL, after = NULL, erased_by = ?"
                        + " WHERE entry_id = " + ENTRY_AT,
                UUID.randomUUID(),
                place);

        bothSay("DELETED at " + place);
    }

    @Test
    void linksThatChangedPlacesAreFound() throws Exception {
        database.execute("UPDATE audit_chain SET position = -1 WHERE position = ?", place);
        database.execute("UPDATE audit_chain SET position = ? WHERE position = ?", place, place + 2);
        database.execute("UPDATE audit_chain SET position = ? WHERE position = -1", place + 2);

        bothSay("REORDERED at " + place);
    }

    @Test
    void entriesThatChangedPlacesAreFound() throws Exception {
        UUID first = link(place).entryId();
        UUID second = link(place + 2).entryId();
        UUID nobody = UUID.randomUUID();
        database.execute("UPDATE audit_chain SET entry_id = ? WHERE position = ?", nobody, place);
        database.execute("UPDATE audit_chain SET entry_id = ? WHERE position = ?", first, place + 2);
        database.execute("UPDATE audit_chain SET entry_id = ? WHERE position = ?", second, place);

        bothSay("REORDERED at " + place);
    }

    @Test
    void anInsertedLinkIsFound() throws Exception {
        shift(place, 1);
        insertLink(place, "f".repeat(64), "e".repeat(64), anInventedEntry());

        bothSay("INSERTED at " + place);
    }

    @Test
    void anInsertedLinkThatIsSoundInItselfIsFound() throws Exception {
        AuditLink before = link(place - 1);
        shift(place, 1);
        UUID invented = anInventedEntry();
        insertLink(place, before.digest(), "e".repeat(64), invented);
        AuditLink sound = AuditLink.of(link(place).entry(), true, place, before.digest());
        database.execute("UPDATE audit_chain SET digest = ? WHERE position = ?", sound.digest(), place);

        bothSay("INSERTED at " + place);
    }

    @Test
    void anEntryInsertedBesideTheChainIsFound() throws Exception {
        anInventedEntry();

        bothSay("INSERTED at " + (head() + 1));
    }

    @Test
    void aLinkBehindTheSignedEndIsFound() throws Exception {
        AuditLink last = link(head());
        insertLink(head() + 1, last.digest(), "e".repeat(64), anInventedEntry());

        bothSay("INSERTED at " + (head() + 1));
    }

    @Test
    void aTruncatedChainIsFound() throws Exception {
        database.execute(
                "DELETE FROM audit_entry e USING audit_chain c WHERE c.entry_id = e.id AND c.position >= ?", place);
        database.execute("DELETE FROM audit_chain WHERE position >= ?", place);

        bothSay("TRUNCATED at " + place);
    }

    @Test
    void anEntrySlippedInBeforeItIsChainedIsFoundByItsMissingSeal() throws Exception {
        long before = head();
        database.restore();
        UUID invented = anInventedEntry();
        database.execute("INSERT INTO audit_pending VALUES (?)", invented);
        String digest = link(before).digest();
        AuditHead head = WorkerThread.await(own.store().head());

        int unused = WorkerThread.await(own.sequencer(CHECKPOINT_EVERY).sequence());

        long position = Long.parseLong(
                database.text("SELECT coalesce(max(position), 0) FROM audit_chain WHERE entry_id = ?", invented));
        assertThat(position).isEqualTo(before + 1);
        bothSay("INSERTED at " + position);

        // As if it had never been: the end of the chain is what it was, with its signature.
        database.execute("DELETE FROM audit_chain WHERE position > ?", before);
        database.execute("DELETE FROM audit_entry WHERE id = ?", invented);
        database.execute("DELETE FROM audit_personal WHERE entry_id = ?", invented);
        database.execute(
                "UPDATE audit_head SET position = ?, digest = ?, key_id = ?, signature = ?",
                before,
                digest,
                head.keyId(),
                head.signature());
        database.freeze();
    }

    private void bothSay(String expected) throws Exception {
        AuditFinding finding = finding(own.chain());
        String service = finding == null ? "OK" : finding.wrong() + " at " + finding.position();
        assertThat(List.of(service, database.verifyAlone())).containsExactly(expected, expected);
    }

    private static AuditFinding finding(AuditChain chain) {
        return chain.verify(done -> {}, () -> false).finding();
    }

    private void write(int number) {
        AuditNote note = new AuditNote(
                "thing.changed",
                "/api/v1/things/" + number,
                null,
                "{\"称\":\"\\\"旧\\\"\"}",
                "{\"n\":" + number + "}",
                "理由 \uDBFF\uDFFF \uFFFF \u0085 👩‍💻");
        AuditTrail trail = own.by(clock, context);
        WorkerThread.await(own.pool().withTransaction(connection -> trail.write(connection, note)));
    }

    private long head() {
        return WorkerThread.await(own.store().head()).position();
    }

    private AuditLink link(long position) {
        return WorkerThread.await(own.store().links(position - 1, position, 1)).get(0);
    }

    /** In two steps, or the numbers would meet on the way. */
    private void shift(long from, int by) throws Exception {
        database.execute("UPDATE audit_chain SET position = -position WHERE position >= ?", from);
        database.execute("UPDATE audit_chain SET position = ? - position WHERE position < 0", by);
    }

    private UUID anInventedEntry() throws Exception {
        UUID id = Ids.next();
        AuditPersonal personal = AuditPersonal.of("192.0.2.1", null, null);
        database.execute(
                "INSERT INTO audit_entry (id, occurred_at, kind, action, subject, actor_kind, actor_roles, commitment, seal)"
                        + " VALUES (?, now(), 'WRITE', 'thing.invented', '/api/v1/things/1', 'SYSTEM', '', ?, 'none')",
                id,
                personal.commitment());
        database.execute(
                "INSERT INTO audit_personal (entry_id, salt, address) VALUES (?, ?, ?)",
                id,
                personal.salt(),
                personal.address());
        return id;
    }

    private void insertLink(long position, String previous, String digest, UUID entry) throws Exception {
        database.execute(
                "INSERT INTO audit_chain (position, entry_id, is_sealed, previous, digest) VALUES (?, ?, true, ?, ?)",
                position,
                entry,
                previous,
                digest);
    }
}
