package cn.dengyun.publishing.opendata;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue in DCAT 3 as JSON-LD 1.1: the context says what the members of the JSON are called there. */
@Schema(name = "DcatCatalogue", description = "The data that the platform publishes, in DCAT 3")
record DcatView(
        @JsonProperty("@context")
        @Schema(
                required = true,
                type = SchemaType.OBJECT,
                additionalProperties = Schema.True.class,
                description = "What the members are called in DCAT 3 and Dublin Core")
        Map<String, Object> context,

        @Schema(required = true, description = "Its address", examples = "http://localhost:8080/api/v1/open-data")
        String id,

        @Schema(required = true, description = "What it is", examples = "Catalog")
        String type,

        @Schema(required = true, description = "What it is called")
        OpenDataView.Text title,

        @Schema(required = true, description = "What is in it")
        OpenDataView.Text description,

        @Schema(
                required = true,
                nullable = true,
                description = "The licence of the data; null where nothing is said of that",
                examples = "https://example.org/licence")
        String licence,

        @Schema(required = true, nullable = true, description = "When some of it was changed last")
        Instant modified,

        @Schema(required = true, description = "Where that is")
        OpenDataView.Place spatial,

        @Schema(required = true, description = "The sets", maxItems = 1_000)
        List<OpenDataView.Dataset> datasets) {

    static final String MEDIA_TYPE = "application/ld+json";

    private static final Map<String, Object> CONTEXT = terms();

    private static Map<String, Object> terms() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("@version", 1.1);
        context.put("dcat", "http://www.w3.org/ns/dcat#");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("xsd", "http://www.w3.org/2001/XMLSchema#");
        context.put("id", "@id");
        context.put("type", "@type");
        List.of("Catalog", "Dataset", "Distribution").forEach(type -> context.put(type, "dcat:" + type));
        List.of("Location", "PeriodOfTime").forEach(type -> context.put(type, "dct:" + type));
        context.put("identifier", "dct:identifier");
        context.put("title", Map.of("@id", "dct:title", "@container", "@language"));
        context.put("description", Map.of("@id", "dct:description", "@container", "@language"));
        context.put("licence", typed("dct:license", "@id"));
        context.put("modified", typed("dct:modified", "xsd:dateTime"));
        context.put("spatial", "dct:spatial");
        context.put("temporal", "dct:temporal");
        context.put("startDate", typed("dcat:startDate", "xsd:date"));
        context.put("datasets", "dcat:dataset");
        context.put("distributions", "dcat:distribution");
        context.put("accessUrl", typed("dcat:accessURL", "@id"));
        // Both are codes of a vocabulary, whose addresses they are the ends of.
        context.put(
                "frequency",
                within("dct:accrualPeriodicity", "http://publications.europa.eu/resource/authority/frequency/"));
        context.put("mediaType", within("dcat:mediaType", "https://www.iana.org/assignments/media-types/"));
        return context;
    }

    private static Map<String, Object> typed(String property, String type) {
        return Map.of("@id", property, "@type", type);
    }

    private static Map<String, Object> within(String property, String vocabulary) {
        return Map.of("@id", property, "@type", "@id", "@context", Map.of("@base", vocabulary));
    }

    static DcatView of(OpenDataView found) {
        return new DcatView(
                CONTEXT,
                found.id(),
                found.type(),
                found.title(),
                found.description(),
                found.licence(),
                found.modified(),
                found.spatial(),
                found.datasets());
    }
}
