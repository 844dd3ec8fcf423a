package cn.dengyun.programme.rest;

import cn.dengyun.programme.ProgrammeAccess;
import cn.dengyun.programme.domain.FundingLevel;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.ProgrammeKind;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A programme as its caller sees it. */
@Schema(name = "Programme", description = "A programme: one policy of one budget owner for one fiscal year")
public record ProgrammeView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The name in Chinese", examples = "2018 年安徽省云服务券")
        String nameZh,

        @Schema(
                required = true,
                nullable = true,
                description = "The name in English, where there is one",
                examples = "Anhui cloud-service vouchers 2018")
        String nameEn,

        @Schema(
                required = true,
                nullable = true,
                description = "What it is about, in Chinese",
                examples = "支持中小微企业购买云服务。")
        String summaryZh,

        @Schema(
                required = true,
                nullable = true,
                description = "What it is about, in English",
                examples = "Helps enterprises buy cloud services.")
        String summaryEn,

        @Schema(required = true) FundingLevel fundingLevel,

        @Schema(required = true, description = "Of its owner", examples = "340000")
        String regionCode,

        @Schema(required = true, description = "The authority whose programme it is")
        UUID ownerOrganizationId,

        @Schema(required = true, description = "The year whose budget pays for it", examples = "2018")
        int fiscalYear,

        @Schema(
                required = true,
                description = "In which way it pays: vouchers before, rewards after the fact, purchases")
        ProgrammeKind kind,

        @Schema(required = true, description = "By the server's clock: it opens and closes at its times by itself")
        ProgrammeStatus status,

        @Schema(required = true, nullable = true, description = "First moment at which applications are taken")
        Instant opensAt,

        @Schema(required = true, nullable = true, description = "First moment at which they are taken no more")
        Instant closesAt,

        @Schema(
                required = true,
                description = "Version of its rules that is in force; 0 before the first",
                examples = "1")
        int ruleVersion,

        @Schema(required = true, nullable = true, description = "The programme whose rest it took over")
        UUID carriedFromId,

        @Schema(required = true, nullable = true, description = "The trial of its rules; null before")
        SimulatedView simulation,

        @Schema(
                required = true,
                description =
                        "What the caller may do now: `REVISE`, `APPROVE`, `ANNOUNCE`, `SCHEDULE`, `OPEN`, `SUSPEND`,"
                                + " `RESUME`, `CLOSE`, `SETTLE`, `ACCOUNT`",
                examples = "[\"SUSPEND\", \"CLOSE\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt) {

    /** The trial that an approval rests on. */
    @Schema(name = "ProgrammeSimulation", description = "The trial of the rules that the approval rests on")
    public record SimulatedView(
            @Schema(required = true, description = "The simulation")
            UUID simulationId,

            @Schema(required = true, description = "Version of the rules that was tried", examples = "1")
            int ruleVersion,

            @Schema(required = true, description = "When it was carried out")
            Instant simulatedAt) {}

    static ProgrammeView of(Programme programme, Actor actor, Instant now) {
        Programme.Simulated tried = programme.simulation();
        return new ProgrammeView(
                programme.id(),
                programme.nameZh(),
                programme.nameEn(),
                programme.summaryZh(),
                programme.summaryEn(),
                programme.fundingLevel(),
                programme.regionCode(),
                programme.ownerOrganizationId(),
                programme.fiscalYear(),
                programme.kind(),
                programme.statusAt(now),
                programme.opensAt(),
                programme.closesAt(),
                programme.ruleVersion(),
                programme.carriedFromId(),
                tried == null ? null : new SimulatedView(tried.simulationId(), tried.ruleVersion(), tried.at()),
                ProgrammeAccess.actions(programme, actor, now),
                programme.createdAt(),
                programme.updatedAt());
    }
}
