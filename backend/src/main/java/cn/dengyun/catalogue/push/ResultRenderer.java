package cn.dengyun.catalogue.push;

import cn.dengyun.catalogue.domain.DeclarationOutcome;
import cn.dengyun.platform.problem.Problem.FieldProblem;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.KeptLines;
import cn.dengyun.platform.web.Language;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Tells the results of a push line by line, in the reader's language, a stored chunk at a time as the reader takes
 * them.
 */
@ApplicationScoped
public class ResultRenderer {

    private final PushStore pushes;
    private final ResultLines lines;
    private final JsonWriter json;

    ResultRenderer(PushStore pushes, ResultLines lines, JsonWriter json) {
        this.pushes = pushes;
        this.lines = lines;
        this.json = json;
    }

    /** What became of one line. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(
            name = "CataloguePushResult",
            description = "What became of one line; RETIRED results of a snapshot belong to no line.")
    public record ResultView(
            @Schema(
                    description = "Number of the line in the body, from 1.",
                    nullable = true,
                    minimum = "1",
                    maximum = "1000000")
            Long line,

            @Schema(
                    description = "The provider's key, as far as it could be read.",
                    nullable = true,
                    maxLength = 200,
                    examples = "ecs")
            String externalId,

            DeclarationOutcome outcome,

            @Schema(nullable = true, description = "The offering; null where there is none")
            UUID offeringId,

            @Schema(description = "The version on record afterwards.", nullable = true, minimum = "1")
            Integer version,

            @Schema(description = "Every defect, with its place and its remedy.", nullable = true, maxItems = 10_000)
            List<FieldProblem> errors) {}

    /**
     * The results so far as lines of JSON, many in one element.
     *
     * @param outcome only results of this outcome; null for all
     */
    public Multi<byte[]> render(UUID pushId, DeclarationOutcome outcome, Language language) {
        return KeptLines.of(
                number -> pushes.resultsAfter(pushId, number),
                PushStore.Results::number,
                results -> text(results, outcome, language));
    }

    private String text(PushStore.Results results, DeclarationOutcome outcome, Language language) {
        return lines.decompress(results.compressed()).stream()
                .filter(result -> outcome == null || result.outcome() == outcome)
                .map(result -> text(result, language))
                .collect(Collectors.joining("\n"));
    }

    private String text(LineResult result, Language language) {
        List<FieldProblem> errors = result.errors() == null
                ? List.of()
                : result.errors().stream()
                        .map(defect -> Problems.fieldProblem(defect, language))
                        .toList();
        return json.write(new ResultView(
                result.line(), result.externalId(), result.outcome(), result.offeringId(), result.version(), errors));
    }
}
