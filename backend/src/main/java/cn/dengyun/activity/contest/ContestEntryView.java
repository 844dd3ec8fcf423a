package cn.dengyun.activity.contest;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry as its caller sees it; of its judging jurors see their own part, and the organiser who may not. */
@Schema(name = "ContestEntry", description = "What an enterprise has nominated itself with")
record ContestEntryView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The contest")
        UUID contestId,

        @Schema(required = true, description = "What that is called", examples = "2018 年“皖企登云”创新应用大赛")
        String contestTitle,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Its region, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "What is nominated; plain text", examples = "设备上云与预测性维护")
        String title,

        @Schema(
                required = true,
                description = "What the jury judges; plain text",
                examples = "120 台关键设备接入云平台，非计划停机时间下降 35%。")
        String statement,

        @Schema(
                required = true,
                nullable = true,
                description = "The chief information officer, who consents to being named; null where none is selected",
                examples = "李明")
        String personName,

        @Schema(
                required = true,
                nullable = true,
                description = "What the person is in the enterprise; null where none is selected",
                examples = "首席信息官")
        String personPosition,

        @Schema(required = true, description = "Where it stands")
        ContestEntryStatus status,

        @Schema(required = true, description = "When it was nominated")
        Instant nominatedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was withdrawn, struck or got its title; null before")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the caller, who is in the jury, does not judge it; null where nothing is on record,"
                        + " and for others")
        ContestConflictKind conflict,

        @Schema(
                required = true,
                nullable = true,
                description = "What the caller, who is in the jury, has scored; null before, and for others")
        UUID scoreId,

        @Schema(
                required = true,
                description = "Who of the jury does not judge it, for the organiser, the authorities above it and"
                        + " auditors; empty for others",
                maxItems = ContestForms.MAX_JURORS)
        List<Conflict> conflicts,

        @Schema(
                required = true,
                nullable = true,
                description = "How many scores count at this moment, for the same; null for others",
                examples = "2")
        Integer scores,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"WITHDRAW\"]")
        List<String> availableActions) {

    @Schema(name = "ContestConflict", description = "That somebody of the jury does not judge an entry")
    record Conflict(
            @Schema(required = true, description = "The number of the juror", examples = "2")
            int juror,

            @Schema(required = true, description = "Why") ContestConflictKind kind) {

        static Conflict of(ContestJudging.Stated stated) {
            return new Conflict(stated.juror(), stated.conflict().kind());
        }
    }

    static ContestEntryView of(ContestEntryService.Known known, Actor actor) {
        ContestEntry entry = known.entry();
        Contest contest = known.contest();
        boolean isJuryTold = contest.isOverseenBy(actor) || Aggregate.seesAll(actor);
        boolean isJudge = contest.isJudgedBy(actor);
        boolean mayWithdraw = entry.isOf(actor)
                && !actor.isViewer()
                && ContestEntryMove.WITHDRAW.isAllowedFrom(entry.status())
                && contest.status() == ContestStatus.ANNOUNCED;
        return new ContestEntryView(
                entry.id(),
                entry.contestId(),
                contest.title(),
                entry.organizationId(),
                entry.organizationName(),
                entry.regionCode(),
                entry.title(),
                entry.statement(),
                entry.personName(),
                entry.person() == null ? null : entry.person().personPosition(),
                entry.status(),
                entry.nominatedAt(),
                entry.endedAt(),
                isJudge
                        ? known.conflicts().stream()
                                .filter(each -> each.accountId().equals(actor.id()))
                                .map(ContestConflict::kind)
                                .findFirst()
                                .orElse(null)
                        : null,
                isJudge
                        ? known.given().stream()
                                .filter(each -> each.accountId().equals(actor.id()))
                                .map(ContestScore::id)
                                .findFirst()
                                .orElse(null)
                        : null,
                isJuryTold ? conflicts(known) : List.of(),
                isJuryTold ? (Integer) counting(known) : null,
                mayWithdraw ? List.of(ContestEntryMove.WITHDRAW.name()) : List.of());
    }

    /** Of those who are in the jury now. */
    private static List<Conflict> conflicts(ContestEntryService.Known known) {
        return known.conflicts().stream()
                .map(each -> new Conflict(known.contest().numberOf(each.accountId()), each.kind()))
                .filter(each -> each.juror() > 0)
                .sorted((one, other) -> Integer.compare(one.juror(), other.juror()))
                .toList();
    }

    private static int counting(ContestEntryService.Known known) {
        return (int) known.given().stream()
                .filter(score -> known.conflicts().stream()
                        .noneMatch(conflict -> conflict.isOf(score.entryId(), score.accountId())))
                .count();
    }
}
