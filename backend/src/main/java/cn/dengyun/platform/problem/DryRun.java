package cn.dengyun.platform.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code validateOnly=true} answers, always with 200: nothing of it has happened. */
@Schema(name = "DryRun", description = "What would happen. Nothing of it has happened.")
public record DryRun(
        @Schema(required = true, description = "Always true.")
        boolean dryRun,

        @Schema(
                required = true,
                nullable = true,
                description = "What the operation would answer, without ids and numbers of things that do not exist;"
                        + " null when it would be refused.",
                implementation = Object.class)
        Object would,

        @Schema(required = true, description = "Why it would be refused; empty when it would succeed.")
        List<Problem> refusals) {

    /** A dry run of what would succeed. */
    public static DryRun of(Object would) {
        return new DryRun(true, would, List.of());
    }

    /** A dry run of what would be refused. */
    static DryRun refused(Problem refusal) {
        return new DryRun(true, null, List.of(refusal));
    }
}
