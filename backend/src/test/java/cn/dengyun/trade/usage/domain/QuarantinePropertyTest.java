package cn.dengyun.trade.usage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.shared.Ids;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is held back follows from each reading and its meter alone, however readings arrive. */
class QuarantinePropertyTest {

    private static final Instant BEGIN = Instant.parse("2018-07-01T00:00:00Z");
    private static final Instant END = Instant.parse("2018-12-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2018-09-01T00:00:00Z");

    @Property(tries = 200)
    void inWhateverOrderReadingsArriveTheSameAreHeldBack(@ForAll Random random) {
        UsageMeter meter = meter(BigDecimal.valueOf(1 + random.nextInt(5_000), random.nextInt(3)));
        List<UsageReading> readings = readings(random);
        Map<String, Quarantine> expected = arrived(meter, readings);
        for (int i = 0; i < 5; i++) {
            List<UsageReading> shuffled = new ArrayList<>(readings);
            readings.stream().filter(each -> random.nextInt(5) == 0).forEach(shuffled::add);
            Collections.shuffle(shuffled, random);
            assertThat(arrived(meter, shuffled)).isEqualTo(expected);
        }
    }

    @Property(tries = 500)
    void aReadingIsImplausibleAboveTheFloorAndTenTimesWhatWasOrdered(@ForAll Random random) {
        BigDecimal ordered = BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(4));
        BigDecimal most = ordered.multiply(BigDecimal.TEN).max(BigDecimal.valueOf(1_000));
        UsageMeter meter = meter(ordered);

        assertThat(judged(meter, most)).isNull();
        assertThat(judged(meter, most.multiply(BigDecimal.valueOf(random.nextInt(1_001), 3))))
                .isNull();
        assertThat(judged(meter, most.add(BigDecimal.valueOf(1 + random.nextInt(1_000), 3))))
                .isEqualTo(Quarantine.IMPLAUSIBLE);
    }

    private static Quarantine judged(UsageMeter meter, BigDecimal quantity) {
        return Quarantine.of(new UsageReading("e", BEGIN, null, quantity, null), meter, NOW);
    }

    /** The first of each key comes on record. */
    private static Map<String, Quarantine> arrived(UsageMeter meter, List<UsageReading> readings) {
        Map<String, Quarantine> held = new HashMap<>();
        for (UsageReading reading : readings) {
            if (!held.containsKey(reading.eventId())) {
                held.put(reading.eventId(), Quarantine.of(reading, meter, NOW));
            }
        }
        return held;
    }

    private static List<UsageReading> readings(Random random) {
        List<UsageReading> readings = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = BEGIN.plus(Duration.ofHours(random.nextInt(3_000) - 500L));
            readings.add(new UsageReading(
                    "e" + i,
                    at,
                    random.nextBoolean() ? null : at.plusSeconds(1 + random.nextInt(9_999)),
                    BigDecimal.valueOf(Math.abs(random.nextLong() >> random.nextInt(60)), random.nextInt(6)),
                    null));
        }
        return readings;
    }

    private static UsageMeter meter(BigDecimal ordered) {
        UUID id = Ids.next();
        return new UsageMeter(
                id,
                0,
                id,
                "D4K7-M2P9-QXT8-V",
                1,
                "gb",
                "流量",
                PriceModel.METERED,
                "GB",
                Aggregation.SUM,
                id,
                "企业",
                "340123",
                id,
                id,
                "服务商",
                id,
                "云服务器",
                BEGIN,
                END,
                BEGIN,
                ordered);
    }
}
