package cn.dengyun.activity.contest;

import cn.dengyun.platform.form.Markdown;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contest as its caller sees it at a moment. */
@Schema(name = "Contest", description = "A contest, or the selection of chief information officers")
record ContestView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "What is judged")
        ContestKind kind,

        @Schema(required = true, description = "What it is called; plain text", examples = "2018 年“皖企登云”创新应用大赛")
        String title,

        @Schema(required = true, nullable = true, description = "Markdown; null in lists", examples = "评选**登云创新应用**。")
        String description,

        @Schema(
                required = true,
                nullable = true,
                description = "The same as HTML that may stand in a page as it is; null in lists",
                examples = "<p>评选<strong>登云创新应用</strong>。</p>")
        String descriptionHtml,

        @Schema(required = true, description = "The office that holds it")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥市主管部门（演示）")
        String organizerName,

        @Schema(
                required = true,
                description = "Its region, whose enterprises take part, GB/T 2260",
                examples = "340100")
        String regionCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String regionName,

        @Schema(required = true, description = "What the title is called", examples = "登云创新应用奖")
        String titleName,

        @Schema(
                required = true,
                description =
                        "How many titles there are. Whoever has a rank up to this number gets one, so entries that"
                                + " share the last rank all do",
                examples = "3")
        int titles,

        @Schema(required = true, description = "What is scored, weights sum up to 100", maxItems = 20)
        List<ContestForm.Criterion> criteria,

        @Schema(required = true, description = "From when on enterprises nominate themselves")
        Instant nominationsFrom,

        @Schema(required = true, description = "From when on they do not any more")
        Instant nominationsUntil,

        @Schema(required = true, description = "Whether they do so at this moment")
        boolean takesNominations,

        @Schema(required = true, description = "In how many working days entrants object", examples = "5")
        int noticeDays,

        @Schema(required = true, description = "Where it stands")
        ContestStatus status,

        @Schema(required = true, description = "How many judge", examples = "5")
        int jurorCount,

        @Schema(
                required = true,
                description = "Who judges, for the organiser, the authorities above it and auditors; empty for others",
                maxItems = ContestForms.MAX_JURORS)
        List<Juror> jurors,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of the caller in the jury; null where it is not in it",
                examples = "2")
        Integer jurorNumber,

        @Schema(required = true, nullable = true, description = "When it was announced; null before")
        Instant announcedAt,

        @Schema(required = true, nullable = true, description = "When the judging began; null before")
        Instant judgingAt,

        @Schema(
                required = true,
                nullable = true,
                description = "When the notice was posted, from when on no score changes; null before")
        Instant noticedAt,

        @Schema(required = true, nullable = true, description = "Before when entrants object; null before the notice")
        Instant noticeUntil,

        @Schema(required = true, description = "How many objections are not decided", examples = "0")
        int openObjections,

        @Schema(
                required = true,
                description =
                        "The score sheet, in the notice and afterwards: all that ranks follow from. Empty in lists",
                maxItems = ContestEntryService.MAX_ENTRIES)
        List<SheetRow> sheet,

        @Schema(
                required = true,
                description = "Who has the titles, by rank; empty before the contest is concluded",
                maxItems = ContestEntryService.MAX_ENTRIES)
        List<Holder> holders,

        @Schema(required = true, nullable = true, description = "When it was concluded or cancelled; null before")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was cancelled; null where it was not",
                examples = "报名单位不足，另行组织。")
        String explanation,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ANNOUNCE\"]")
        List<String> availableActions)
        implements Tagged {

    @Schema(name = "ContestJuror", description = "Somebody who judges")
    record Juror(
            @Schema(required = true, description = "From 1; the score sheet names no juror otherwise", examples = "1")
            int number,

            @Schema(required = true, description = "The account")
            UUID accountId) {}

    @Schema(name = "ContestSheetRow", description = "An entry with its scores, and what it comes to")
    record SheetRow(
            @Schema(required = true, description = "The entry")
            UUID entryId,

            @Schema(required = true, description = "The enterprise")
            UUID organizationId,

            @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(required = true, description = "What it has nominated itself with", examples = "设备上云与预测性维护")
            String title,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The chief information officer; null where none is selected",
                    examples = "李明")
            String personName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "From 1 for the highest mean, as many share one as are equal; null where the entry is"
                            + " struck",
                    examples = "1")
            Integer rank,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The mean of the scores that count, from 0 to 100, rounded half up to six decimals;"
                            + " ranks compare it before that. Null where the entry is struck",
                    examples = "82.333333")
            String score,

            @Schema(required = true, description = "Whether its rank is among the titles")
            boolean titled,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why an objection has struck the entry; null where none has",
                    examples = "经核实，材料不实")
            String strikeReason,

            @Schema(required = true, description = "By the number of the juror", maxItems = ContestForms.MAX_JURORS)
            List<SheetScore> scores) {}

    @Schema(name = "ContestSheetScore", description = "What a juror has given an entry")
    record SheetScore(
            @Schema(required = true, description = "The number of the juror", examples = "2")
            int juror,

            @Schema(required = true, description = "By criterion", maxItems = ContestForms.MAX_CRITERIA)
            List<ContestForms.Points> points,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why an objection has set it aside, so that it does not count; null where none has",
                    examples = "经核实，存在利害关系")
            String setAsideReason) {}

    @Schema(name = "ContestTitleHolder", description = "Who has a title")
    record Holder(
            @Schema(required = true, description = "The rank", examples = "1")
            int rank,

            @Schema(required = true, description = "The entry")
            UUID entryId,

            @Schema(required = true, description = "The enterprise", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The chief information officer; null where none is selected",
                    examples = "李明")
            String personName) {}

    /** Callers see more or less of the jury, and time passes, without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(
                version, List.of(takesNominations, jurors.size(), String.valueOf(jurorNumber), availableActions));
    }

    /** @param region what a division is called */
    static ContestView of(Contest found, boolean isWhole, Actor actor, Instant now, UnaryOperator<String> region) {
        ContestForm says = found.says();
        boolean isConcluded = found.status() == ContestStatus.CONCLUDED;
        List<ContestScoring.Ranked> ranking = isWhole || isConcluded ? found.ranking() : List.of();
        boolean isJuryTold = found.isOverseenBy(actor) || Aggregate.seesAll(actor);
        return new ContestView(
                found.id(),
                found.version(),
                found.kind(),
                found.title(),
                isWhole ? says.description() : null,
                isWhole ? Markdown.html(says.description()) : null,
                found.organizationId(),
                found.organizerName(),
                found.regionCode(),
                region.apply(found.regionCode()),
                says.titleName(),
                says.titles(),
                says.criteria(),
                found.nominationsFrom(),
                found.nominationsUntil(),
                found.takesNominationsAt(now),
                says.noticeDays(),
                found.status(),
                found.jurors().size(),
                isJuryTold ? jurors(found) : List.of(),
                found.isJudgedBy(actor) ? (Integer) found.numberOf(actor.id()) : null,
                found.announcedAt(),
                found.judgingAt(),
                found.notice() == null ? null : found.notice().noticedAt(),
                found.notice() == null ? null : found.notice().noticeUntil(),
                found.openObjections(),
                isWhole ? ranking.stream().map(ContestView::row).toList() : List.of(),
                isConcluded ? holders(ranking) : List.of(),
                found.endedAt(),
                found.explanation(),
                found.updatedAt(),
                found.actionsAt(actor, now));
    }

    private static List<Juror> jurors(Contest found) {
        return IntStream.range(0, found.jurors().size())
                .mapToObj(i -> new Juror(i + 1, found.jurors().get(i)))
                .toList();
    }

    private static SheetRow row(ContestScoring.Ranked ranked) {
        ContestSheet.Row row = ranked.row();
        return new SheetRow(
                row.entryId(),
                row.organizationId(),
                row.organizationName(),
                row.title(),
                row.person(),
                ranked.rank(),
                ranked.mean() == null ? null : ranked.mean().rounded().toPlainString(),
                ranked.isTitled(),
                ranked.strike(),
                row.scores().stream()
                        .map(scored -> new SheetScore(
                                scored.juror(),
                                scored.points(),
                                ranked.setAside().get(scored.juror())))
                        .toList());
    }

    private static List<Holder> holders(List<ContestScoring.Ranked> ranking) {
        return ranking.stream()
                .filter(ContestScoring.Ranked::isTitled)
                .sorted((one, other) -> Integer.compare(one.rank(), other.rank()))
                .map(ranked -> new Holder(
                        ranked.rank(),
                        ranked.row().entryId(),
                        ranked.row().organizationName(),
                        ranked.row().person()))
                .toList();
    }
}
