package cn.dengyun.settlement.batch.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Lines and batches for tests of what is pure. */
public final class SomeLines {

    public static final Instant NOW = Instant.parse("2018-10-08T01:00:00Z");

    static final LocalDate DAY = LocalDate.of(2018, 10, 8);
    /** Whoever records what the bank says. */
    static final UUID BY = new UUID(0, 11);

    /** Of a batch that was instructed the day before. */
    static final BankResults.Against AGAINST =
            new BankResults.Against(Set.of(), Set.of(), Set.of(), DAY.minusDays(1), DAY, BY);

    private SomeLines() {}

    public static BatchLine line(int place, long fen, LineStatus status) {
        BatchLine included = new BatchLine(
                Ids.next(),
                new UUID(0, 1),
                place,
                "J4K7M2P9QXT8" + "%05d".formatted(place),
                Ids.next(),
                "S" + place,
                Ids.next(),
                null,
                new UUID(0, 10),
                new UUID(0, 2),
                new UUID(0, 3),
                new UUID(0, 4),
                true,
                "测试服务商",
                "肥西示范精密机械有限公司",
                new UUID(0, 5),
                "8877",
                fen,
                null,
                LineStatus.INCLUDED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                NOW);
        return switch (status) {
            case INCLUDED -> included;
            case REMOVED -> included.removed(RemovalCause.WITHDRAWN, "理由", NOW);
            case INSTRUCTED -> included.moved(LineMove.INSTRUCT, NOW);
            case PAID -> line(place, fen, LineStatus.INSTRUCTED).paid("P", DAY, BY, NOW);
            case FAILED -> line(place, fen, LineStatus.INSTRUCTED).failed(BankFailure.OTHER, "F", DAY, BY, NOW);
            case RETURNED -> line(place, fen, LineStatus.PAID).failed(BankFailure.OTHER, "F", DAY, BY, NOW);
        };
    }

    public static List<BatchLine> instructed(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(place -> line(place, 100L * place, LineStatus.INSTRUCTED))
                .toList();
    }

    public static SettlementBatch instructedBatch(List<BatchLine> lines) {
        return new SettlementBatch(
                new UUID(0, 1),
                4,
                "J4K7-M2P9-QXT8-V",
                new UUID(0, 6),
                "2018 年云服务券",
                new UUID(0, 7),
                "安徽省财政厅",
                "340000",
                BatchStatus.INSTRUCTED,
                lines.size(),
                lines.stream().mapToLong(BatchLine::amountFen).sum(),
                0,
                new UUID(0, 8),
                NOW,
                new SettlementBatch.Approval(new UUID(0, 9), NOW, lines.size(), 1, "d"),
                new SettlementBatch.Notice(new UUID(0, 8), NOW, NOW),
                new SettlementBatch.Proposal(new UUID(0, 8), NOW),
                new SettlementBatch.Instruction(new UUID(0, 9), NOW),
                0,
                0,
                0,
                0,
                null,
                NOW,
                null,
                NOW);
    }
}
