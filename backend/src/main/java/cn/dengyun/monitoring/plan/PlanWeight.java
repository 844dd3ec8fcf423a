package cn.dengyun.monitoring.plan;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much a region weighs in a decomposition. */
@Schema(name = "PlanWeight", description = "How much a region weighs in a decomposition")
record PlanWeight(
        @NotNull
        @Pattern(regexp = RegionCode.PATTERN)
        @Schema(required = true, description = "Its code", examples = "340100")
        String regionCode,

        @NotNull
        @Min(0)
        @Max(PlanWeight.MAX)
        @Schema(required = true, description = "0 or more; weights count by their proportion alone", examples = "2310")
        Long weight) {

    /** What every reader of JSON can tell from its neighbours. */
    static final long MAX = 9_000_000_000_000_000L;

    /** An example: one for each unit. The numbers are of a demonstration, and of no statistics. */
    static final String UNITS = "["
            + "{\"regionCode\":\"340100\",\"weight\":2310},"
            + "{\"regionCode\":\"340200\",\"weight\":1690},"
            + "{\"regionCode\":\"340300\",\"weight\":980},"
            + "{\"regionCode\":\"340400\",\"weight\":620},"
            + "{\"regionCode\":\"340500\",\"weight\":1050},"
            + "{\"regionCode\":\"340600\",\"weight\":560},"
            + "{\"regionCode\":\"340700\",\"weight\":480},"
            + "{\"regionCode\":\"340800\",\"weight\":1120},"
            + "{\"regionCode\":\"340826\",\"weight\":140},"
            + "{\"regionCode\":\"341000\",\"weight\":390},"
            + "{\"regionCode\":\"341100\",\"weight\":1480},"
            + "{\"regionCode\":\"341200\",\"weight\":1010},"
            + "{\"regionCode\":\"341300\",\"weight\":870},"
            + "{\"regionCode\":\"341500\",\"weight\":760},"
            + "{\"regionCode\":\"341600\",\"weight\":690},"
            + "{\"regionCode\":\"341700\",\"weight\":410},"
            + "{\"regionCode\":\"341800\",\"weight\":1180},"
            + "{\"regionCode\":\"341882\",\"weight\":260}]";

    /** An example: one for each county of Hefei. The numbers are of a demonstration as well. */
    static final String COUNTIES = "["
            + "{\"regionCode\":\"340102\",\"weight\":210},"
            + "{\"regionCode\":\"340103\",\"weight\":190},"
            + "{\"regionCode\":\"340104\",\"weight\":260},"
            + "{\"regionCode\":\"340111\",\"weight\":240},"
            + "{\"regionCode\":\"340121\",\"weight\":330},"
            + "{\"regionCode\":\"340122\",\"weight\":310},"
            + "{\"regionCode\":\"340123\",\"weight\":420},"
            + "{\"regionCode\":\"340124\",\"weight\":180},"
            + "{\"regionCode\":\"340181\",\"weight\":170}]";
}
