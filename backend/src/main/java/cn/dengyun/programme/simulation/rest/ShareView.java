package cn.dengyun.programme.simulation.rest;

import cn.dengyun.policy.domain.simulation.SimulationResult;
import cn.dengyun.shared.EnterpriseSize;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of a part of the population. */
@Schema(
        name = "SimulationShare",
        description = "What came of a part of the population. Every application is exactly one of granted, waiting, "
                + "undecided and refused")
public record ShareView(
        @Schema(required = true, nullable = true, description = "Reporting unit; null: all", examples = "340100")
        String city,

        @Schema(required = true, nullable = true, description = "Null: all")
        EnterpriseSize size,

        @Schema(required = true, description = "Number of enterprises", examples = "1000")
        long enterprises,

        @Schema(required = true, description = "Enterprises that applied", examples = "120")
        long applicants,

        @Schema(required = true, description = "Enterprises that got something", examples = "80")
        long beneficiaries,

        @Schema(required = true, description = "Number of applications", examples = "140")
        long applications,

        @Schema(required = true, description = "Number of applications that were granted", examples = "90")
        long granted,

        @Schema(required = true, description = "Granted ones whose face a limit lowered", examples = "10")
        long reduced,

        @Schema(required = true, description = "For which no money was left", examples = "20")
        long waiting,

        @Schema(required = true, description = "For which a fact was missing", examples = "5")
        long undecided,

        @Schema(required = true, description = "Number of applications that were refused", examples = "25")
        long refused,

        @Schema(
                required = true,
                description = "What granted and waiting ones are entitled to, in fen",
                examples = "90000000")
        long demandFen,

        @Schema(required = true, description = "In fen", examples = "70000000")
        long grantedFen,

        @Schema(
                required = true,
                description = "Beneficiaries of all enterprises, in hundredths of a per cent",
                examples = "800")
        int takeUpBasisPoints) {

    static ShareView of(SimulationResult.Share share) {
        return new ShareView(
                share.city(),
                share.size(),
                share.enterprises(),
                share.applicants(),
                share.beneficiaries(),
                share.applications(),
                share.granted(),
                share.reduced(),
                share.waiting(),
                share.undecided(),
                share.refused(),
                share.demandFen(),
                share.grantedFen(),
                share.takeUpBasisPoints());
    }
}
