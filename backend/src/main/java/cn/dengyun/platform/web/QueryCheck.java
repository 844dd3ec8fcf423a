package cn.dengyun.platform.web;

import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.operation.Declarations;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not have, or whose values it cannot take. Left alone the framework
 * ignores a misspelt {@code validateonly=true}, takes {@code validateOnly=yes} for false, and so does in earnest what
 * was to be tried; and it says of {@code limit=many} that there is no such address.
 *
 * <p>Operations that take lists of values look at their parameters themselves.
 */
public class QueryCheck {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}-");

    private static final Expected TRUE_OR_FALSE =
            new Expected(false, text -> text.equals("true") || text.equals("false"), "true, false");

    private final Map<Method, Map<String, Expected>> known = new ConcurrentHashMap<>();

    /** What a parameter takes, as a test and in words. */
    private record Expected(boolean isList, Predicate<String> accepts, String words) {}

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo request) {
        Map<String, List<String>> sent = request.getQueryParameters();
        if (sent.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        Map<String, Expected> expected = known.computeIfAbsent(resource.getResourceMethod(), QueryCheck::parameters);
        if (expected.values().stream().anyMatch(Expected::isList)) {
            return;
        }
        List<Defect> defects = new ArrayList<>();
        sent.forEach((name, values) -> check(name, values, expected, defects));
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private static void check(String name, List<String> values, Map<String, Expected> expected, List<Defect> defects) {
        String place = "query/" + SentTexts.shortened(name);
        Expected parameter = expected.get(name);
        if (parameter == null) {
            defects.add(Defect.at(
                    place, "parameter-unknown", SentTexts.shortened(name), String.join(", ", expected.keySet())));
        } else if (values.size() > 1) {
            defects.add(Defect.at(place, "parameter-repeated"));
        } else if (!parameter.accepts().test(values.get(0))) {
            defects.add(Defect.at(place, "parameter-invalid", SentTexts.shortened(values.get(0)), parameter.words()));
        }
    }

    private static Map<String, Expected> parameters(Method method) {
        Map<String, Expected> parameters = new TreeMap<>();
        if (Declarations.isDryRunnable(method)) {
            parameters.put(DryRunnable.PARAMETER, TRUE_OR_FALSE);
        }
        for (Parameter parameter : method.getParameters()) {
            QueryParam standard = parameter.getAnnotation(QueryParam.class);
            RestQuery brief = parameter.getAnnotation(RestQuery.class);
            if (standard != null) {
                parameters.put(standard.value(), expected(parameter));
            } else if (brief != null) {
                parameters.put(brief.value().isEmpty() ? parameter.getName() : brief.value(), expected(parameter));
            }
        }
        return parameters;
    }

    private static Expected expected(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (List.class.isAssignableFrom(type)) {
            return new Expected(true, text -> true, "");
        }
        if (type == boolean.class || type == Boolean.class) {
            return TRUE_OR_FALSE;
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return new Expected(false, WHOLE_NUMBER.asMatchPredicate().and(fits(type)), bounds(parameter));
        }
        if (type == UUID.class) {
            return new Expected(false, Ids::isId, "UUID");
        }
        if (type == Instant.class) {
            return new Expected(false, QueryCheck::isMoment, "RFC 3339");
        }
        if (type == LocalDate.class) {
            return new Expected(false, QueryCheck::isDay, "YYYY-MM-DD");
        }
        if (type.isEnum()) {
            List<String> names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            return new Expected(false, names::contains, String.join(", ", names));
        }
        // The framework takes an empty text for none, and an empty cursor would quietly begin from the start.
        return new Expected(false, text -> !text.isEmpty(), "…");
    }

    private static boolean isMoment(String text) {
        try {
            Instant.parse(text);
            // A year of more than four digits is none of RFC 3339, and more than the database knows.
            return YEAR.matcher(text).lookingAt();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return YEAR.matcher(text).lookingAt();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Predicate<String> fits(Class<?> type) {
        boolean isInt = type == int.class || type == Integer.class;
        return text -> !isInt || Long.parseLong(text) == (int) Long.parseLong(text);
    }

    private static String bounds(Parameter parameter) {
        Min min = parameter.getAnnotation(Min.class);
        Max max = parameter.getAnnotation(Max.class);
        return min == null || max == null ? "0, 1, 2 …" : min.value() + "–" + max.value();
    }
}
