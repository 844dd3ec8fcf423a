package cn.dengyun.platform.openapi;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.Sunset;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Headers that follow from an annotation or a status wherever they are sent: {@code Cache-Control} of {@link Caching},
 * {@code Deprecation} and {@code Sunset} of {@link Sunset}, and what a refused body should have been.
 */
final class AnnouncedHeaders {

    /** What clients are given at least to move to something else. */
    private static final int DAYS_OF_NOTICE = 180;

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName CACHING = DotName.createSimple(Caching.class.getName());
    private static final DotName SUNSET = DotName.createSimple(Sunset.class.getName());
    private static final List<String> NOTICES = List.of("Deprecation", "Sunset");
    private static final List<String> OF_REFUSED_BODY =
            List.of("Accept", "Accept-Encoding", "Accept-Patch", "Accept-Post");

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final OpenAPI contract;
    private final Map<String, MethodInfo> methods = new TreeMap<>();

    AnnouncedHeaders(OpenAPI contract, IndexView index) {
        this.contract = contract;
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            if (operation.value("operationId") != null) {
                methods.put(
                        operation.value("operationId").asString(),
                        operation.target().asMethod());
            }
        }
    }

    void add() {
        SchemaWalk.operations(contract).forEach(operation -> {
            MethodInfo method = methods.get(operation.getOperationId());
            AnnotationInstance sunset = method == null ? null : method.annotation(SUNSET);
            if (sunset != null) {
                operation.setDeprecated(true);
                operation.addExtension("x-sunset", notices(operation.getOperationId(), sunset));
            }
            operation.getResponses().getAPIResponses().forEach((status, response) -> {
                if (status.equals("415")) {
                    OF_REFUSED_BODY.forEach(name -> addHeader(whole(response), name));
                }
                if (status.compareTo("400") < 0) {
                    addToSuccess(response, method, sunset != null);
                }
            });
        });
        describeOnce();
    }

    /**
     * A header that the contract describes for all needs no description at one answer, and none at all if none has it.
     */
    private void describeOnce() {
        Map<String, Header> described = contract.getComponents().getHeaders();
        Set<String> used = new TreeSet<>();
        Stream.concat(
                        contract.getComponents().getResponses().values().stream(),
                        SchemaWalk.operations(contract)
                                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream()))
                .filter(response -> response.getHeaders() != null)
                .forEach(response -> {
                    Map<String, Header> headers = new LinkedHashMap<>(response.getHeaders());
                    headers.replaceAll((name, header) -> described.containsKey(name) ? reference(name) : header);
                    response.setHeaders(headers);
                    used.addAll(headers.keySet());
                });
        contract.getComponents()
                .setHeaders(described.entrySet().stream()
                        .filter(header -> used.contains(header.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)));
    }

    private static void addToSuccess(APIResponse response, MethodInfo method, boolean isGoingAway) {
        if (method != null && method.hasAnnotation(CACHING)) {
            addHeader(response, "Cache-Control");
        }
        if (isGoingAway) {
            NOTICES.forEach(name -> addHeader(response, name));
        }
    }

    private static void addHeader(APIResponse response, String name) {
        Map<String, Header> headers = new LinkedHashMap<>();
        if (response.getHeaders() != null) {
            headers.putAll(response.getHeaders());
        }
        headers.putIfAbsent(name, reference(name));
        response.setHeaders(headers);
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    private APIResponse whole(APIResponse response) {
        String reference = response.getRef();
        return reference == null
                ? response
                : contract.getComponents().getResponses().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static Map<String, String> notices(String operationId, AnnotationInstance sunset) {
        LocalDate since = LocalDate.parse(sunset.value("since").asString());
        LocalDate at = LocalDate.parse(sunset.value("at").asString());
        if (ChronoUnit.DAYS.between(since, at) < DAYS_OF_NOTICE) {
            throw new IllegalStateException(
                    operationId + " goes away less than " + DAYS_OF_NOTICE + " days after notice");
        }
        Map<String, String> notices = new LinkedHashMap<>();
        notices.put("Deprecation", "@" + since.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        notices.put("Sunset", HTTP_DATE.format(at.atStartOfDay(ZoneOffset.UTC)));
        return notices;
    }
}
