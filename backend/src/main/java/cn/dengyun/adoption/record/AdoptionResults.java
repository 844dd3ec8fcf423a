package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.LineChunk;
import cn.dengyun.platform.problem.Problem.FieldProblem;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.Language;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of the lines of an import: kept compressed, a chunk at a time, and told in the reader's language. */
@ApplicationScoped
class AdoptionResults {

    /** Ends the stream; no results read like this. A repeated Uni passes over null, and would ask for ever. */
    private static final String NO_MORE = "\u0000";

    private final AdoptionImportStore imports;
    private final JsonWriter json;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    AdoptionResults(AdoptionImportStore imports, JsonWriter json, ObjectMapper mapper) {
        this.imports = imports;
        this.json = json;
        this.writer = mapper.writerFor(AdoptionLineResult.class);
        this.reader = mapper.readerFor(AdoptionLineResult.class);
    }

    /** What became of one line. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "AdoptionImportResult", description = "What became of one line.")
    record ResultView(
            @Schema(
                    description =
                            "Number of the line in the body, from 1; of a table the row, its header being the first",
                    minimum = "1",
                    maximum = "1000000")
            long line,

            @Schema(
                    nullable = true,
                    description = "The credit code, as far as it could be read",
                    maxLength = 40,
                    examples = "91340100MA2N0AAA01")
            String creditCode,

            @Schema(
                    nullable = true,
                    description = "The number of the contract, as far as it could be read",
                    maxLength = 100,
                    examples = "HT20180042")
            String contractNumber,

            @Schema(description = "What became of it") AdoptionOutcome outcome,

            @Schema(nullable = true, description = "The record; null where there is none")
            UUID recordId,

            @Schema(description = "Every defect, with its place and its remedy", nullable = true, maxItems = 10_000)
            List<FieldProblem> errors) {}

    byte[] compress(List<AdoptionLineResult> results) {
        StringBuilder lines = new StringBuilder(results.size() * 128);
        try {
            for (AdoptionLineResult result : results) {
                lines.append(writer.writeValueAsString(result)).append('\n');
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result can be written", e);
        }
        return LineChunk.compress(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<AdoptionLineResult> decompress(byte[] compressed) {
        try (MappingIterator<AdoptionLineResult> results = reader.readValues(LineChunk.decompress(compressed))) {
            return results.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The results so far as lines of JSON, many in one element.
     *
     * @param outcome only results of this outcome; null for all
     */
    Multi<byte[]> render(UUID importId, AdoptionOutcome outcome, Language language) {
        AtomicInteger number = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> imports.resultsAfter(importId, number.get()).chain(results -> {
                    if (results == null) {
                        return Uni.createFrom().item(NO_MORE);
                    }
                    number.set(results.number());
                    return Uni.createFrom()
                            .item(() -> text(results, outcome, language))
                            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
                }))
                .whilst(text -> !text.equals(NO_MORE))
                .filter(text -> !text.isEmpty() && !text.equals(NO_MORE))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private String text(AdoptionImportStore.Results results, AdoptionOutcome outcome, Language language) {
        return decompress(results.compressed()).stream()
                .filter(result -> outcome == null || result.outcome() == outcome)
                .map(result -> json.write(new ResultView(
                        result.line(),
                        result.creditCode(),
                        result.contractNumber(),
                        result.outcome(),
                        result.recordId(),
                        result.errors().stream()
                                .map(defect -> Problems.fieldProblem(defect, language))
                                .toList())))
                .collect(Collectors.joining("\n"));
    }
}
