package cn.dengyun.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every answer that is not a success: RFC 9457 with the members of design.md §2. */
@Schema(
        description =
                "RFC 9457 problem details. `code` is stable and machine-readable; the texts follow Accept-Language.")
public record Problem(
        @Schema(
                description = "Address of the explanation of this code.",
                format = "uri-reference",
                maxLength = 200,
                examples = "/problems/region-not-found")
        URI type,

        @Schema(description = "What sort of problem it is, the same for every occurrence.", examples = "没有这个区划")
        String title,

        @Schema(description = "The HTTP status code.", minimum = "400", maximum = "599", examples = "404")
        int status,

        @Schema(description = "What went wrong this time, and what to do.", examples = "从未有过代码为 341899 的区划。")
        String detail,

        @Schema(
                description = "The path that was asked for.",
                format = "uri-reference",
                examples = "/api/v1/regions/341899")
        String instance,

        @Schema(
                description = "Stable code, explained at /problems/{code}.",
                pattern = "^[a-z][a-z0-9-]*$",
                maxLength = 100,
                examples = "region-not-found")
        String code,

        @Schema(
                description = "Names this request in the platform's logs.",
                pattern = "^[0-9a-f]{32}$",
                maxLength = 32,
                examples = "4bf92f3577b34da6a3ce929d0e0e4736")
        String traceId,

        @Schema(description = "Whether the same request may succeed later without any change.")
        boolean retryable,

        @Schema(description = "Every defect of the input, not only the first.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<FieldProblem> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One defect of the input. */
    @Schema(name = "FieldProblem", description = "One defect of the input.")
    public record FieldProblem(
            @Schema(
                    description = "RFC 6901 pointer into the body, or query/…, header/…, path/… .",
                    examples = "/plans/0/amountFen")
            String pointer,

            @Schema(
                    description = "Stable code of the defect.",
                    pattern = "^[a-z][a-z0-9-]*$",
                    maxLength = 100,
                    examples = "wrong-type")
            String code,

            @Schema(description = "What is wrong.", examples = "值的类型不对。")
            String detail,

            @Schema(description = "What to do about it.", examples = "请按接口文档的类型填写。")
            String hint) {}
}
