package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.adoption.rule.AdoptionRuleForm;
import cn.dengyun.adoption.rule.AdoptionRuleStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Records that count, each of a provider of its own, and the first rule. */
final class TestRecords {

    static final String CODE = "91340100MA2N0AAA01";

    private TestRecords() {}

    static AdoptionRule rule() {
        Instant then = Instant.parse("2018-07-01T00:00:00Z");
        return new AdoptionRule(
                UUID.randomUUID(),
                0,
                1,
                null,
                "340000",
                new AdoptionRuleForm(
                        LocalDate.parse("2018-07-01"),
                        10,
                        12,
                        90,
                        1,
                        List.of("S-1", "S-4", "D-1"),
                        "0.05",
                        5,
                        100,
                        "0.05"),
                AdoptionRuleStatus.APPROVED,
                null,
                then,
                null,
                then,
                null,
                then);
    }

    static CountedRecord imported(
            String category, LocalDate startsOn, LocalDate endsOn, LocalDate lastUsedOn, Instant countedAt) {
        return record(true, category, startsOn, endsOn, lastUsedOn, null, countedAt);
    }

    static CountedRecord equipment(LocalDate startsOn, LocalDate lastUsedOn, Integer devices, Instant countedAt) {
        return record(true, "D-1", startsOn, null, lastUsedOn, devices, countedAt);
    }

    static CountedRecord ordered(String category, LocalDate startsOn, LocalDate endsOn, Instant countedAt) {
        return record(false, category, startsOn, endsOn, null, null, countedAt);
    }

    private static CountedRecord record(
            boolean isImported,
            String category,
            LocalDate startsOn,
            LocalDate endsOn,
            LocalDate lastUsedOn,
            Integer devices,
            Instant countedAt) {
        return new CountedRecord(
                UUID.randomUUID(),
                CODE,
                "测试企业",
                null,
                "340123",
                UUID.randomUUID(),
                "91340100MA2N0BBB0Y",
                isImported,
                category,
                startsOn,
                endsOn,
                lastUsedOn,
                devices,
                null,
                countedAt);
    }
}
