package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.document.OfferingDeclaration;
import cn.dengyun.catalogue.document.OfferingJson;
import cn.dengyun.catalogue.domain.DeclarationDecision;
import cn.dengyun.catalogue.domain.FreeTrial;
import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PlanFixture;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.store.OfferingRevision;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Offerings with every sort of text that people write, the same for the same seed. */
final class MadeUpOfferings {

    private static final List<String> PIECES = List.of(
            "云服务器",
            "弹性",
            "数据",
            "数据库",
            "平台",
            "服务",
            "企业",
            "工业",
            "互联网",
            "制造",
            "管理",
            "系统",
            "智能",
            "工厂",
            "雲端儲存",
            "資料庫",
            "數據",
            "ＭＥＳ",
            "ＥＲＰ系统",
            "（专有云）",
            "ａｂｃ１２３",
            "①号",
            "㈱",
            "ﬁnance",
            "Straße",
            "İzmir",
            "GPU云主机",
            "AI 临床助手",
            "Web应用防火墙",
            "API网关",
            "S3",
            "MySQL",
            "PostgreSQL®",
            "C++",
            "C#",
            ".NET",
            "™",
            "®",
            "Elastic Compute",
            "Cloud\u00A0Native",
            "Kubernetes",
            "ApsaraMQ for\u00A0RocketMQ 4.0",
            "Data  Lake",
            "e\u0301t\u00e9",
            "100%",
            "50% off",
            "a_b",
            "_",
            "%",
            "\\",
            "C:\\data",
            "'",
            "O'Reilly",
            "\"quoted\"",
            "--",
            "/* */",
            ";",
            "&",
            "|",
            "!",
            "<->",
            ":*",
            "<b>bold</b>",
            "🚀",
            "👩\u200D💻",
            "𠮷野家",
            "𝔘𝔫𝔦",
            "\u3000",
            "、",
            "。",
            "“引号”",
            "…",
            "·",
            "—",
            "プラン",
            "클라우드",
            "облако",
            "ελληνικά",
            "\uFDFA",
            "\u200B",
            "\uFEFF",
            "\u2028",
            "ø",
            "7×24");

    private static final List<String> REGIONS =
            List.of("340100", "340123", "340200", "341822", "341882", "340000", "340826");
    private static final List<String> INDUSTRIES = List.of("C", "13", "36", "I", "65", "A");
    private static final List<String> CATEGORIES = List.of("I-1", "P-1", "S-2");

    private final Random random;

    MadeUpOfferings(long seed) {
        this.random = new Random(seed);
    }

    List<OfferingContent> list(int count) {
        return IntStream.range(0, count).mapToObj(i -> one()).toList();
    }

    OfferingContent one() {
        String name = pieces(1 + random.nextInt(4)) + random.nextInt(50);
        return named(
                name, random.nextBoolean() ? pieces(1 + random.nextInt(3)) + "x" : null, pieces(random.nextInt(25)));
    }

    OfferingContent named(String name, String nameEn, String description) {
        return new OfferingContent(
                oneOf(List.of(OfferingKind.values())),
                name,
                nameEn,
                description.isEmpty() ? null : description,
                random.nextInt(4) == 0 ? null : oneOf(CATEGORIES),
                null,
                some(INDUSTRIES),
                some(REGIONS),
                random.nextInt(5) == 0 ? List.of() : List.of(plan(random.nextInt(6) * 7_000L)),
                random.nextBoolean() ? new FreeTrial(30, null) : null,
                List.of(),
                List.of(),
                random.nextInt(3) == 0,
                null,
                null,
                null,
                List.of(),
                Map.of());
    }

    private static Plan plan(long fen) {
        return PlanFixture.aPlan(PriceModel.ONE_OFF)
                .called("p", "套餐")
                .costing(fen)
                .plan();
    }

    private String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(oneOf(PIECES)).append(random.nextInt(4) == 0 ? " " : "");
        }
        return text.toString();
    }

    /** A part of 1 to 6 characters of one of the texts. */
    String substringOfOne(List<OfferingContent> offerings) {
        OfferingContent offering = oneOf(offerings);
        List<String> texts = new ArrayList<>(List.of(offering.name()));
        if (offering.nameEn() != null) {
            texts.add(offering.nameEn());
        }
        if (offering.description() != null) {
            texts.add(offering.description());
        }
        int[] points = oneOf(texts).codePoints().toArray();
        int start = random.nextInt(points.length);
        return new String(points, start, Math.min(points.length - start, 1 + random.nextInt(6)));
    }

    private List<String> some(List<String> values) {
        return values.stream().filter(value -> random.nextInt(5) == 0).toList();
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Publishes them as a push would, and tells their ids in the same order. */
    static List<UUID> publish(Pool pool, OfferingWriter writer, UUID provider, List<OfferingContent> offerings) {
        List<OfferingRevision> revisions = new ArrayList<>();
        for (OfferingContent content : offerings) {
            String json = OfferingJson.write(content);
            OfferingDeclaration declaration =
                    new OfferingDeclaration(Ids.next().toString(), content, false, null, json, Hashes.sha256Hex(json));
            DeclarationDecision decision = DeclarationDecision.declare(null, declaration.hash(), false);
            revisions.add(OfferingRevision.of(null, declaration, decision, IndexEntry.of(provider, content)));
        }
        pool.withTransaction(
                        connection -> writer.write(connection, provider, Ids.next(), null, Instant.now(), revisions))
                .await()
                .indefinitely();
        return revisions.stream().map(OfferingRevision::offeringId).toList();
    }
}
