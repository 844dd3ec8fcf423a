package cn.dengyun.adoption.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.OwnerDatabase;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/**
 * What is read again and again costs the rows that are wanted: an index has them in their order from where they begin.
 */
@QuarkusTest
class AdoptionPlanTest {

    @Test
    void aPageOfAnExportIsReadFromAnIndexInItsOrder() throws SQLException {
        String overseen = plan(AdoptionRecordStore.OVERSEEN, 8);
        String standing = plan(AdoptionRecordStore.STANDING_OF, 3);

        assertThat(overseen)
                .contains("Index Scan using adoption_record_region_list")
                .containsPattern("Index Cond: .*ROW\\(region_code, id\\) > ROW")
                .doesNotContain("Sort", "Seq Scan");
        assertThat(standing).contains("Index Scan using").doesNotContain("Sort", "Seq Scan");
    }

    /** A batch has up to a million records, and a round settles few. */
    @Test
    void whatIsToBeSettledIsReadFromTheIndexOfWhatIsOpen() throws SQLException {
        for (String plan : List.of(
                plan(AdoptionRecordStore.DUE_BATCH, 1),
                plan(AdoptionRecordStore.DUE_OF_BATCH, 4),
                plan(AdoptionRecordStore.SETTLED, 1))) {
            assertThat(plan)
                    .contains("using adoption_record_open")
                    .doesNotContain("adoption_record_of_batch", "Sort", "Seq Scan on adoption_record");
        }
    }

    /** Without its values, where the table is too small for its size to decide. */
    private static String plan(cn.dengyun.platform.rows.Statement page, int parameters) throws SQLException {
        try (Connection connection = OwnerDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_bitmapscan = off");
            statement.execute("SET enable_sort = off");
            statement.execute("PREPARE page AS " + page);
            StringJoiner plan = new StringJoiner("\n");
            String values = String.join(", ", Collections.nCopies(parameters, "NULL"));
            try (ResultSet lines = statement.executeQuery("EXPLAIN EXECUTE page(" + values + ")")) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            } finally {
                for (String setting :
                        new String[] {"plan_cache_mode", "enable_seqscan", "enable_bitmapscan", "enable_sort"}) {
                    statement.execute("RESET " + setting);
                }
                statement.execute("DEALLOCATE page");
            }
            return plan.toString();
        }
    }
}
