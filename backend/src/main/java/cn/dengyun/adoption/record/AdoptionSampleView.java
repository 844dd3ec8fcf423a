package cn.dengyun.adoption.record;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was drawn of a batch, and what was found of it. */
@Schema(name = "AdoptionSample", description = "The records that the seed has drawn, in the order in which it did")
record AdoptionSampleView(
        @Schema(description = "Each with what was found") List<Row> data) {

    /** A record that was drawn. */
    @Schema(name = "AdoptionSampleRow", description = "A record that was drawn, with what was found of it")
    record Row(
            @Schema(description = "In which place it was drawn, from 1", examples = "1")
            int place,

            @Schema(description = "The record") AdoptionRecordView record,

            @Schema(nullable = true, description = "What the county found; null before it has looked")
            SampleFinding finding,

            @Schema(nullable = true, description = "How it found that out; null before", examples = "电话核实，企业正在使用")
            String note,

            @Schema(nullable = true, description = "When it did; null before")
            Instant inspectedAt,

            @Schema(
                    nullable = true,
                    description = "What an authority above the county found; null where none has looked")
            SampleFinding recheck,

            @Schema(nullable = true, description = "How that found it out; null before", examples = "现场核实")
            String recheckNote,

            @Schema(nullable = true, description = "When it did; null before")
            Instant recheckedAt) {

        static Row of(AdoptionSample sample, AdoptionRecordView record) {
            return new Row(
                    sample.place(),
                    record,
                    sample.finding(),
                    sample.note(),
                    sample.inspectedAt(),
                    sample.recheck(),
                    sample.recheckNote(),
                    sample.recheckedAt());
        }
    }
}
