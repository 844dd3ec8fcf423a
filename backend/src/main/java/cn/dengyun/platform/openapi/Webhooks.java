package cn.dengyun.platform.openapi;

import cn.dengyun.platform.outbox.EventSchema;
import cn.dengyun.platform.outbox.EventTexts;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.platform.web.Language;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.properties.IfBuildProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Writes each declared type of event into the contract, as what a webhook endpoint receives. There is no example of a
 * whole event: the members of the schemas show themselves, and {@code GET /api/v1/event-types} has one of each type.
 */
final class Webhooks {

    private static final DotName CONDITION = DotName.createSimple(IfBuildProperty.class.getName());
    private static final DotName EVENTS = DotName.createSimple(Events.class.getName());
    private static final String EVENT = "Event";
    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String FAMILY = "cn.dengyun.";
    private static final String TAKEN = "EventTaken";

    /**
     * A tag without operations: OpenAPI Generator makes one class for each tag and kind, and that of webhooks would
     * take the place of the other.
     */
    private static final String TAG = "Webhook messages";

    private static final List<Parameter> PARAMETERS = List.of(
            header(
                    "webhook-id",
                    "The `id` of the event: the same for each attempt.",
                    "01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41"),
            header("webhook-timestamp", "When the attempt was made, in seconds since 1970.", "1530406800"),
            header(
                    "webhook-signature",
                    "Signatures over id, timestamp and body, separated by blanks.",
                    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

    private final OpenAPI contract;

    private Webhooks(OpenAPI contract) {
        this.contract = contract;
    }

    static void add(OpenAPI contract, IndexView index) {
        Webhooks webhooks = new Webhooks(contract);
        webhooks.addShared();
        declared(index).sorted(Comparator.comparing(EventType::type)).forEach(webhooks::add);
    }

    /** The constants of every enum that declares types of event. */
    static Stream<EventType<?>> declared(IndexView index) {
        return index.getAnnotations(EVENTS).stream()
                .map(events -> events.target().asClass())
                .filter(Webhooks::isBuilt)
                .flatMap(type -> Arrays.stream(load(type).getEnumConstants()))
                .map(type -> (EventType<?>) type);
    }

    /** What a build leaves out is not told. */
    private static boolean isBuilt(ClassInfo type) {
        AnnotationInstance condition = type.declaredAnnotation(CONDITION);
        return condition == null
                || ConfigProvider.getConfig()
                        .getOptionalValue(condition.value("name").asString(), String.class)
                        .filter(condition.value("stringValue").asString()::equals)
                        .isPresent();
    }

    private static Class<?> load(ClassInfo type) {
        try {
            return Class.forName(type.name().toString(), true, Webhooks.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a type of event is in the index and not among the classes", e);
        }
    }

    private void add(EventType<?> type) {
        String data = EventSchema.nameOf(type.data());
        contract.getComponents().addSchema(data, schema(EventSchema.of(type.data())));
        Operation received = OASFactory.createOperation()
                .operationId("receive" + SchemaNames.ofParts(type.type().substring(FAMILY.length())))
                .addTag(TAG)
                .summary(EventTexts.name(type, Language.EN))
                .description(EventTexts.description(type, Language.EN) + " `subject` is `" + type.subject() + "`.")
                .requestBody(body(type, data))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("204", OASFactory.createAPIResponse().ref(TAKEN)));
        PARAMETERS.forEach(
                parameter -> received.addParameter(OASFactory.createParameter().ref(component(parameter))));
        contract.addWebhook(type.type(), OASFactory.createPathItem().POST(received));
    }

    private RequestBody body(EventType<?> type, String data) {
        Schema refined = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("type", OASFactory.createSchema().constValue(type.type()))
                .addProperty("data", OASFactory.createSchema().ref(data));
        Schema event = OASFactory.createSchema()
                .addAllOf(OASFactory.createSchema().ref(EVENT))
                .addAllOf(refined);
        return OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent()
                        .addMediaType(JSON, OASFactory.createMediaType().schema(event)));
    }

    /** The headers of Standard Webhooks, with which a receiver checks what it gets, and what it answers. */
    private void addShared() {
        PARAMETERS.forEach(parameter -> contract.getComponents().addParameter(component(parameter), parameter));
        contract.getComponents()
                .addResponse(
                        TAKEN,
                        OASFactory.createAPIResponse()
                                .description(
                                        "Taken. Any 2xx will do; after 410 nothing is sent any more, after anything"
                                                + " else it is tried again."));
    }

    private static Parameter header(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING))
                .example(example);
    }

    /** {@code webhook-id} as {@code WebhookId}. */
    private static String component(Parameter parameter) {
        return SchemaNames.ofParts(parameter.getName());
    }

    /**
     * A JSON Schema as the contract's model has it; an enum that the contract knows by its name becomes a reference.
     */
    private Schema schema(JsonNode node) {
        Schema known = known(node);
        if (known != null) {
            return known;
        }
        Schema schema = OASFactory.createSchema();
        List<SchemaType> types = new ArrayList<>();
        (node.get("type").isArray() ? node.get("type") : List.of(node.get("type")))
                .forEach(type -> types.add(SchemaType.valueOf(type.asText().toUpperCase(Locale.ROOT))));
        schema.setType(types);
        schema.setFormat(text(node, "format"));
        schema.setDescription(text(node, "description"));
        if (node.has("minimum")) {
            schema.setMinimum(node.get("minimum").decimalValue());
        }
        if (!AssembledExamples.OF_FORMATS.containsKey(String.valueOf(schema.getFormat()))) {
            node.path("examples").forEach(example -> schema.addExample(MAPPER.convertValue(example, Object.class)));
        }
        node.path("enum").forEach(value -> schema.addEnumeration(MAPPER.convertValue(value, Object.class)));
        node.path("required").forEach(member -> schema.addRequired(member.asText()));
        node.path("properties")
                .fields()
                .forEachRemaining(member -> schema.addProperty(member.getKey(), schema(member.getValue())));
        return schema;
    }

    private Schema known(JsonNode node) {
        String name = text(node, "title");
        if (name == null || !contract.getComponents().getSchemas().containsKey(name)) {
            return null;
        }
        Schema reference = OASFactory.createSchema().ref(name);
        Schema known = node.get("type").isArray()
                ? OASFactory.createSchema()
                        .addAnyOf(reference)
                        .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL))
                : reference;
        known.setDescription(text(node, "description"));
        return known;
    }

    private static String text(JsonNode node, String member) {
        return node.has(member) ? node.get(member).asText() : null;
    }
}
