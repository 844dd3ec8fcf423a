package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.EligibilityVerdict;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.Situation;
import cn.dengyun.policy.domain.simulation.PopulationModel;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Decisions that were stored come out the same through the version of the rules by which they were made. */
@QuarkusTest
class DecisionReplayTest {

    private static final int DECISIONS = 1_000;
    private static final long SEED = 20180701;
    private static final Instant OPENS = Instant.parse("2026-01-05T01:00:00Z");

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    RuleVersions rules;

    @Test
    void aThousandStoredDecisionsAreReproducedThroughTheirVersions() throws SQLException {
        TestProgramme programme = TestProgramme.drafted();
        programme.addRules(TestRules.json()).statusCode(201);
        ObjectNode later = TestRules.json();
        ((ObjectNode) later.at("/ratios/value")).put("SAAS", "0.5");
        ((ObjectNode) later.get("annualCapFen")).put("value", 2_000_000);
        ((ObjectNode) later.get("orderCapFen")).put("value", 1_000_000);
        programme.addRules(later).statusCode(201);
        List<DecisionRecord> decided = decisions(programme.id());

        List<DecisionRecord> stored = storedAndRead(decided);

        assertThat(stored).hasSize(DECISIONS).isEqualTo(decided);
        long different = stored.stream()
                .filter(record -> !record.replay(version(record.programmeId(), record.ruleVersion()))
                        .equals(record))
                .count();
        assertThat(different).isZero();
        long throughTheOther = stored.stream()
                .filter(record -> !record.replay(version(record.programmeId(), 3 - record.ruleVersion()))
                        .equals(record))
                .count();
        assertThat(throughTheOther).as("the wrong version is found out").isPositive();
        Set<EligibilityVerdict> verdicts = decided.stream()
                .map(record -> record.evaluation().verdict())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(verdicts).containsExactly(EligibilityVerdict.values());
    }

    private List<DecisionRecord> decisions(UUID programme) {
        Random chance = new Random(SEED);
        List<ApplicantFacts> applicants =
                PopulationModel.standard().generate(DECISIONS, SEED, LocalDate.of(2026, 1, 5));
        List<DecisionRecord> decided = new ArrayList<>();
        for (ApplicantFacts applicant : applicants) {
            int version = 1 + chance.nextInt(2);
            decided.add(DecisionRecord.of(
                    programme,
                    version,
                    version(programme, version),
                    applicant.withCommitted(chance.nextInt(4) == 0 ? chance.nextInt(3_000_000) : 0),
                    ask(chance),
                    situation(chance)));
        }
        return decided;
    }

    private static Ask ask(Random chance) {
        ServiceLayer[] layers = {ServiceLayer.SAAS, ServiceLayer.IAAS, ServiceLayer.PAAS};
        UUID provider = new UUID(0x7000L, 0x8000000000000001L);
        List<Ask.Line> lines = new ArrayList<>();
        for (int i = 0; i <= chance.nextInt(3); i++) {
            long exTax = 10_000 + chance.nextInt(1_500_000);
            LocalDate contract = chance.nextBoolean() ? LocalDate.of(2026, 1, 1 + chance.nextInt(28)) : null;
            lines.add(new Ask.Line(
                    null,
                    layers[chance.nextInt(layers.length)],
                    provider,
                    true,
                    exTax + exTax * 6 / 100,
                    exTax,
                    contract));
        }
        return new Ask(lines, chance.nextInt(20) == 0 ? null : false, chance.nextBoolean());
    }

    private static Situation situation(Random chance) {
        return new Situation(
                "340000",
                OPENS,
                null,
                false,
                chance.nextInt(4) == 0 ? chance.nextInt(500_000) : 1_000_000_000L,
                800_000_000L,
                OPENS.plusSeconds(chance.nextInt(10_000_000)));
    }

    private RuleSet version(UUID programme, int version) {
        return WorkerThread.await(rules.get(pool, programme, version));
    }

    private List<DecisionRecord> storedAndRead(List<DecisionRecord> decided) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE decided (place integer, record text)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO decided VALUES (?, ?)")) {
                for (int i = 0; i < decided.size(); i++) {
                    insert.setInt(1, i);
                    insert.setString(2, DecisionRecords.toJson(decided.get(i)));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            List<DecisionRecord> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT record FROM decided ORDER BY place")) {
                while (rows.next()) {
                    read.add(DecisionRecords.read(rows.getString(1)));
                }
            }
            statement.execute("DROP TABLE decided");
            return read;
        }
    }
}
