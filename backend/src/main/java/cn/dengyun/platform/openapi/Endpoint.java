package cn.dengyun.platform.openapi;

import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * What the code of an operation says beside its documentation.
 *
 * @param method class and name of the method that does it
 * @param roles who may call it; empty for a public operation
 * @param headers names of the request headers that it reads, documented or not
 * @param delegationScope what an agent needs to call it for its principal; empty when none may
 * @param takesToken whether a public operation does more for somebody who is signed in
 * @param scope that opens it to API clients; empty when it is public or for people
 * @param isKeyRequired whether it is refused without an idempotency key
 * @param isMatchRequired whether it is refused without saying what the change is based on
 * @param isDryRunnable whether it can only show what it would do
 * @param view name of the schema of what it answers; empty when that is no thing with a name
 * @param refusals codes of the problems that it declares
 * @param defects codes that it declares for the errors within them
 */
record Endpoint(
        String operationId,
        String method,
        List<String> roles,
        Set<String> headers,
        String delegationScope,
        boolean takesToken,
        String scope,
        boolean isKeyRequired,
        boolean isMatchRequired,
        boolean isDryRunnable,
        String view,
        Set<String> refusals,
        Set<String> defects) {

    /** Roles whose organisations may have API clients. */
    private static final Set<String> ROLES_OF_CLIENTS = Set.of(Roles.ENTERPRISE, Roles.PROVIDER);

    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
    private static final DotName ROLES_ALLOWED = DotName.createSimple("jakarta.annotation.security.RolesAllowed");
    private static final DotName GET = DotName.createSimple("jakarta.ws.rs.GET");
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");

    private static final DotName DELEGABLE = DotName.createSimple(Delegable.class.getName());
    private static final DotName SCOPE = DotName.createSimple(RequiredScope.class.getName());
    private static final DotName KEY = DotName.createSimple(IdempotencyKey.class.getName());
    private static final DotName MATCH = DotName.createSimple(IfMatch.class.getName());
    private static final DotName DRY_RUN = DotName.createSimple(DryRunnable.class.getName());
    private static final DotName REFUSES = DotName.createSimple(Refuses.class.getName());
    private static final DotName TOKEN =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement");

    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final Set<DotName> WRAPPERS = Set.of(
            DotName.createSimple("io.smallrye.mutiny.Uni"),
            DotName.createSimple("org.jboss.resteasy.reactive.RestResponse"));

    private static final Set<DotName> HEADERS = Set.of(
            DotName.createSimple("org.jboss.resteasy.reactive.RestHeader"),
            DotName.createSimple("jakarta.ws.rs.HeaderParam"));

    boolean isPublic() {
        return roles.isEmpty();
    }

    /** Whether there are API clients whose role would do. */
    boolean hasRoleOfClients() {
        return roles.stream().anyMatch(ROLES_OF_CLIENTS::contains);
    }

    /** All operations that have an id, by it. */
    static Map<String, Endpoint> all(IndexView index) {
        Map<String, Endpoint> endpoints = new TreeMap<>();
        for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
            if (operation.target().kind() == AnnotationTarget.Kind.METHOD
                    && operation.value("operationId") != null
                    && operation.target().asMethod().declaringClass().hasDeclaredAnnotation(PATH)) {
                Endpoint endpoint = of(
                        operation.value("operationId").asString(),
                        operation.target().asMethod(),
                        index);
                Endpoint other = endpoints.put(endpoint.operationId(), endpoint);
                // The index may hold a class twice, a contract no id.
                if (other != null && !other.equals(endpoint)) {
                    throw new IllegalStateException("two operations have the id " + endpoint.operationId());
                }
            }
        }
        return endpoints;
    }

    boolean reads(String header) {
        return headers.contains(header);
    }

    private static Set<String> headers(MethodInfo method) {
        Set<String> headers = method.annotations().stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD_PARAMETER)
                .filter(annotation -> HEADERS.contains(annotation.name()) && annotation.value() != null)
                .map(annotation -> annotation.value().asString())
                .collect(Collectors.toCollection(TreeSet::new));
        if (method.hasAnnotation(KEY)) {
            headers.add(IdempotencyKey.HEADER);
        }
        if (method.hasAnnotation(MATCH)) {
            headers.add(IfMatch.HEADER);
        }
        return headers;
    }

    private static boolean isRequired(MethodInfo method, DotName header) {
        AnnotationInstance declared = method.annotation(header);
        return declared != null
                && (declared.value("required") == null
                        || declared.value("required").asBoolean());
    }

    private static boolean isDryRunnable(MethodInfo method) {
        return method.hasAnnotation(DRY_RUN)
                || method.declaringClass().hasDeclaredAnnotation(DRY_RUN) && !method.hasAnnotation(GET);
    }

    private static Set<String> declared(MethodInfo method, String member) {
        Set<String> codes = new TreeSet<>();
        for (AnnotationInstance refuses : Arrays.asList(
                method.annotation(REFUSES), method.declaringClass().declaredAnnotation(REFUSES))) {
            if (refuses != null && refuses.value(member) != null) {
                codes.addAll(Arrays.asList(refuses.value(member).asStringArray()));
            }
        }
        return codes;
    }

    private static String scope(MethodInfo method) {
        AnnotationInstance own = method.annotation(SCOPE);
        AnnotationInstance scope = own == null ? method.declaringClass().declaredAnnotation(SCOPE) : own;
        return scope == null ? "" : ClientScope.valueOf(scope.value().asEnum()).text();
    }

    /** Its type inside {@code Uni<RestResponse<…>>}, by the name that its schema has. */
    private static String view(MethodInfo method, IndexView index) {
        Type type = method.returnType();
        while (type.kind() == Type.Kind.PARAMETERIZED_TYPE && WRAPPERS.contains(type.name())) {
            type = type.asParameterizedType().arguments().get(0);
        }
        ClassInfo view = type.kind() == Type.Kind.CLASS ? index.getClassByName(type.name()) : null;
        if (view == null) {
            return "";
        }
        AnnotationInstance schema = view.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? view.simpleName()
                : schema.value("name").asString();
    }

    private static Endpoint of(String operationId, MethodInfo method, IndexView index) {
        return new Endpoint(
                operationId,
                method.declaringClass().name() + "#" + method.name(),
                roles(operationId, method),
                headers(method),
                method.hasAnnotation(DELEGABLE)
                        ? method.annotation(DELEGABLE).value().asString()
                        : "",
                method.hasAnnotation(TOKEN),
                scope(method),
                isRequired(method, KEY),
                isRequired(method, MATCH),
                isDryRunnable(method),
                view(method, index),
                declared(method, "value"),
                declared(method, "defects"));
    }

    private static List<String> roles(String operationId, MethodInfo method) {
        if (method.hasAnnotation(ROLES_ALLOWED)) {
            return roles(method.annotation(ROLES_ALLOWED));
        }
        if (method.hasAnnotation(PERMIT_ALL)) {
            return List.of();
        }
        AnnotationInstance ofClass = method.declaringClass().declaredAnnotation(ROLES_ALLOWED);
        if (ofClass != null) {
            return roles(ofClass);
        }
        if (method.declaringClass().declaredAnnotation(PERMIT_ALL) != null) {
            return List.of();
        }
        throw new IllegalStateException(operationId + " says neither @RolesAllowed nor @PermitAll");
    }

    private static List<String> roles(AnnotationInstance annotation) {
        return Arrays.stream(annotation.value().asStringArray()).sorted().toList();
    }
}
