package cn.dengyun.catalogue.duty;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A real catalogue in two states, pushed as industrial apps in one year and in the next. Keys and names are those of
 * TencentCloud/tencentcloud-sdk-nodejs, products.md of 2025-08-20 and of 2026-08-21, Apache-2.0.
 */
class FeedCountTest {

    private static final UUID HOST = Ids.next();

    @Test
    void ofAFeedThatIsPushedAgainWhatWasAddedCounts() throws IOException {
        Map<String, String> earlier = read("tencent-cloud-earlier.tsv");
        Map<String, String> current = read("tencent-cloud-current.tsv");
        Instant first = Instant.parse("2025-08-20T00:00:00Z");
        Instant second = Instant.parse("2026-08-21T00:00:00Z");
        Map<String, UUID> ids = new HashMap<>();
        List<AppVersion> versions = new ArrayList<>();
        earlier.forEach((key, name) -> {
            ids.put(key, Ids.next());
            versions.add(version(ids.get(key), 1, name, first));
        });
        current.forEach((key, name) -> {
            boolean isNew = !earlier.containsKey(key);
            if (isNew || !earlier.get(key).equals(name)) {
                UUID id = ids.computeIfAbsent(key, any -> Ids.next());
                versions.add(version(id, isNew ? 1 : 2, name, second));
            }
        });

        List<AppEvidence> evidence = new AppCount(
                        HOST, Year.of(2026), Instant.parse("2026-12-01T00:00:00Z"), List.of(), Set.of(HOST), List.of())
                .count(versions, List.of());

        // 18 were added, one of them under another key for what has the same name; 4 got another name only.
        assertThat(evidence.stream().collect(Collectors.groupingBy(AppEvidence::verdict, Collectors.counting())))
                .isEqualTo(Map.of(
                        EvidenceVerdict.NEW_LISTING, 17L,
                        EvidenceVerdict.NEAR_DUPLICATE, 1L,
                        EvidenceVerdict.NO_MATERIAL_CHANGE, 4L));
    }

    private static AppVersion version(UUID id, int number, String name, Instant at) {
        return new AppVersion(id, HOST, number, at, Duration.ofDays(90), true, name, null);
    }

    private static Map<String, String> read(String file) throws IOException {
        try (InputStream lines = FeedCountTest.class.getResourceAsStream("/duty/" + file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0], parts -> parts[1], (one, two) -> one, LinkedHashMap::new));
        }
    }
}
