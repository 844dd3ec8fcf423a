package cn.dengyun.sheet;

import static cn.dengyun.sheet.TestSheetImports.CSV;
import static cn.dengyun.sheet.TestSheetImports.counts;
import static cn.dengyun.sheet.TestSheetImports.get;
import static cn.dengyun.sheet.TestSheetImports.outcomes;
import static cn.dengyun.sheet.TestSheetImports.send;
import static cn.dengyun.sheet.TestSheetImports.sent;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.platform.job.Background;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each row is carried out once, whatever happens to the others, to the node and to who sent it. */
@QuarkusTest
class SheetWorkerTest {

    private static final Map<String, String> KIND = Map.of("kind", RowsOfTest.CODE);

    @Inject
    DataSource database;

    private TestAccount administrator;
    private String token;
    private String prefix;

    @BeforeEach
    void anAdministrator() {
        administrator = TestAccount.anAdministrator(database);
        token = administrator.token();
        prefix = UUID.randomUUID().toString();
    }

    /** A table with a row for each of these acts. */
    private byte[] rows(String... acts) {
        StringBuilder table = new StringBuilder("键,动作\n");
        for (int i = 0; i < acts.length; i++) {
            table.append(key(i)).append(',').append(acts[i]).append('\n');
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String key(int row) {
        return prefix + "-" + row;
    }

    private List<Integer> timesDone(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> RowsOfTest.timesDone(key(row)))
                .toList();
    }

    @Test
    void aRowThatIsRefusedHarmsNoOther() {
        String id = sent(token, CSV, rows("do", "refuse", "do", "do"), KIND);

        assertThat(outcomes(token, id))
                .containsExactly("2 CREATED", "3 REFUSED /act required", "4 CREATED", "5 CREATED");
    }

    @Test
    void aRowThatTheDatabaseDoesNotTakeHarmsNoOther() {
        String id = sent(token, CSV, rows("do", "divide", "do", "do"), KIND);

        assertThat(outcomes(token, id))
                .containsExactly("2 CREATED", "3 REFUSED  sheet-row-not-storable", "4 CREATED", "5 CREATED");
        assertThat(timesDone(4)).containsExactly(1, 0, 1, 1);
    }

    /** The second piece fails at its first attempt; the first one is not carried out again. */
    @Test
    void whatWasDoneBeforeACrashIsNotDoneAgain() {
        String id = sent(token, CSV, rows("do", "do", "do", "do", "crash", "do", "do"), KIND);

        Patience.until("the end of the import", () -> {
            Background.finishJobs();
            return get(token, id).get("state").textValue().equals("SUCCEEDED");
        });

        assertThat(counts(token, id)).containsExactly(7, 0, 0, 0);
        assertThat(timesDone(7)).containsOnly(1);
        assertThat(outcomes(token, id)).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void whatIsCancelledStopsBehindAPieceAndIsFinishedAllTheSame() {
        String id = sent(token, CSV, rows("do", "cancel", "do", "do"), KIND);

        assertThat(get(token, id).get("state").textValue()).isEqualTo("CANCELLED");
        assertThat(timesDone(4)).containsExactly(1, 1, 1, 0);
        assertThat(RowsOfTest.timesFinished(id)).isEqualTo(1);
    }

    /** Asked again when the job begins. */
    @Test
    void whoMayNotAnyMoreHearsSoAtEachRow() {
        String id;
        try (Background paused = Background.paused()) {
            id = send(token, CSV, rows("do", "do"), KIND)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            RowsOfTest.bar(administrator.id());
            Background.finishJobs();
        }

        assertThat(outcomes(token, id)).containsExactly("2 REFUSED  province-only", "3 REFUSED  province-only");
        assertThat(timesDone(2)).containsOnly(0);
        assertThat(get(token, id).get("hasFile").booleanValue()).isTrue();
    }

    @Test
    void whatIsWrongBesideTheCellsIsToldTogetherWithThem() {
        String id = sent(token, CSV, "键,动作\n,\n\"\",do\n,x\n".getBytes(StandardCharsets.UTF_8), KIND);

        assertThat(outcomes(token, id)).containsExactly("3 REFUSED /key required", "4 REFUSED /key required");
        String both = sent(token, CSV, ("键,动作,别的\n" + "长".repeat(51) + ",,1\n").getBytes(StandardCharsets.UTF_8), KIND);
        assertThat(outcomes(token, both)).containsExactly("2 REFUSED /key csv-cell-too-long /act required");
    }

    @Test
    void aSecondRowOfTheSameIdentityIsRefusedAlsoInALaterPiece() {
        String id = sent(
                token,
                CSV,
                ("键,动作\n" + prefix + ",do\nb" + prefix + ",do\nc" + prefix + ",do\n" + prefix + ",do\n")
                        .getBytes(StandardCharsets.UTF_8),
                KIND);

        assertThat(outcomes(token, id))
                .containsExactly("2 CREATED", "3 CREATED", "4 CREATED", "5 REFUSED  sheet-row-repeated");
        assertThat(RowsOfTest.timesDone(prefix)).isEqualTo(1);
    }
}
