package cn.dengyun.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * What the code base promises about its own shape, below one base package.
 *
 * <p>The base is a parameter so that every rule can be seen to fail on classes planted for it.
 */
final class ArchitectureRules {

    /** A slice may use those before it. */
    private static final List<String> ORDER = List.of(
            "reference",
            "identity",
            "files",
            "sheet",
            "provider",
            "catalogue",
            "ledger",
            "policy",
            "programme",
            "voucher",
            "application",
            "trade",
            "settlement",
            "adoption",
            "assessment",
            "publishing",
            "activity",
            "monitoring",
            "worklist",
            "events",
            "audit",
            "sandbox",
            // That of the guide, in the tests.
            "sample");

    private static final Set<String> KNOW_NO_SLICE = Set.of("ledger", "monitoring", "worklist", "sandbox");
    /** They learn of events from the outbox, read tables, or are contributed to through a type of the platform. */
    private static final Set<String> KNOWN_TO_NO_SLICE = Set.of("monitoring", "worklist", "events", "audit", "sandbox");

    private static final Set<String> NO_SLICE = Set.of("shared", "platform", "architecture");
    private static final Pattern BANNED_NAME =
            Pattern.compile(".*(Manager|Utils?|Helper|Impl|Dto|DTO)|Transactions?([A-Z].*)?");
    private static final Set<Class<? extends Annotation>> ROLES =
            Set.of(RolesAllowed.class, PermitAll.class, DenyAll.class, Authenticated.class);
    private static final Set<Class<? extends Annotation>> MUTATING =
            Set.of(POST.class, PUT.class, PATCH.class, DELETE.class);
    private static final Pattern AT_ONCE = Pattern.compile("join|combine|merge|.*AndMerge");

    private final String base;

    ArchitectureRules(String base) {
        this.base = base;
    }

    /** All rules by name; each has a class planted against it. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new TreeMap<>();
        rules.put("domain is plain Java", domainIsPlainJava());
        rules.put("shared knows no framework", sharedKnowsNoFramework());
        rules.put("platform knows no slice", platformKnowsNoSlice());
        rules.put("slices keep their order", slicesKeepTheirOrder());
        rules.put("slices have no cycles", slicesHaveNoCycles());
        rules.put("store and rest are private to their slice", storeAndRestArePrivate());
        rules.put("rest reaches the store through the service", restReachesTheStoreThroughTheService());
        rules.put("only rest knows rest", onlyRestKnowsRest());
        rules.put("a store knows no service", storesKnowNoService());
        rules.put("the packages of identity have no cycles", packagesOfIdentityHaveNoCycles());
        rules.put("resources begin no unit of work", resourcesBeginNoUnitOfWork());
        rules.put("nobody waits for a Uni", nobodyWaitsForUni());
        rules.put("one Hibernate session does one thing at a time", sessionsDoOneThingAtATime());
        rules.put("sessions are opened at one place", sessionsAreOpenedAtOnePlace());
        rules.put("Hibernate writes no batches", hibernateWritesNoBatches());
        rules.put("every operation is named", everyOperationIsNamed());
        rules.put("every operation says who may call it", everyOperationSaysWhoMayCallIt());
        rules.put("no client cancels a write by hanging up", noClientCancelsWrites());
        rules.put("slices ask the clock they are given", slicesAskTheirClock());
        rules.put("configuration is mapped", configurationIsMapped());
        rules.put("names say what a thing is", namesSayWhatAThingIs());
        return rules;
    }

    private ArchRule domainIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(base + "..domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", base + "..domain..", base + ".shared.."))
                .allowEmptyShould(true);
    }

    private ArchRule sharedKnowsNoFramework() {
        return classes()
                .that()
                .resideInAPackage(base + ".shared..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", base + ".shared.."))
                .allowEmptyShould(true);
    }

    private ArchRule platformKnowsNoSlice() {
        return noClasses()
                .that()
                .resideInAPackage(base + ".platform..")
                .should()
                .dependOnClassesThat(
                        describe("belong to a slice", target -> sliceOf(target).isPresent()))
                .allowEmptyShould(true);
    }

    private ArchRule slicesKeepTheirOrder() {
        return classes()
                .that(describe("belong to a slice", type -> sliceOf(type).isPresent()))
                .should(each("depend on slices before their own only", (type, violations) -> {
                    String own = sliceOf(type).orElseThrow();
                    if (!ORDER.contains(own)) {
                        violations.add(type.getName() + " belongs to no known slice: give " + own + " its place");
                    }
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> !mayUse(own, sliceOf(dependency.getTargetClass())))
                            .forEach(dependency -> violations.add(dependency.getDescription()));
                }))
                .allowEmptyShould(true);
    }

    private static boolean mayUse(String own, Optional<String> other) {
        if (other.isEmpty() || other.get().equals(own)) {
            return true;
        }
        return !KNOW_NO_SLICE.contains(own)
                && !KNOWN_TO_NO_SLICE.contains(other.get())
                && ORDER.indexOf(other.get()) < ORDER.indexOf(own);
    }

    private ArchRule slicesHaveNoCycles() {
        return slices().matching(base + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** A class of a slice below a package of the name, however deep; the slice is the first group. */
    private Pattern below(String name) {
        return Pattern.compile(Pattern.quote(base) + "\\.(\\w+)\\.(?:.+\\.)?(?:" + name + ")(?:\\..*)?");
    }

    private ArchRule storeAndRestArePrivate() {
        Pattern inner = below("store|rest");
        return classes()
                .should(each("leave the store and rest packages of others alone", (type, violations) -> {
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        Matcher target =
                                inner.matcher(dependency.getTargetClass().getPackageName());
                        if (target.matches() && !isIn(type, base + "." + target.group(1))) {
                            violations.add(dependency.getDescription());
                        }
                    }
                }))
                .allowEmptyShould(true);
    }

    private ArchRule restReachesTheStoreThroughTheService() {
        return noClasses()
                .that(describe("are rest", this::isRest))
                .should()
                .dependOnClassesThat(describe("are stores", this::isStore))
                .allowEmptyShould(true);
    }

    private ArchRule onlyRestKnowsRest() {
        return noClasses()
                .that(describe(
                        "belong to a slice and are not rest",
                        type -> sliceOf(type).isPresent() && !isRest(type)))
                .should()
                .dependOnClassesThat(describe("are rest", this::isRest))
                .allowEmptyShould(true);
    }

    private ArchRule storesKnowNoService() {
        return classes()
                .that(describe("lie in a store package", this::isInStorePackage))
                .should(each("use no beans of their slice but stores", (type, violations) -> {
                    Optional<String> own = sliceOf(type);
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency ->
                                    sliceOf(dependency.getTargetClass()).equals(own)
                                            && isBean(dependency.getTargetClass())
                                            && !isInStorePackage(dependency.getTargetClass()))
                            .forEach(dependency -> violations.add(dependency.getDescription()));
                }))
                .allowEmptyShould(true);
    }

    private ArchRule packagesOfIdentityHaveNoCycles() {
        return slices().matching(base + ".identity.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    private boolean isRest(JavaClass type) {
        return below("rest").matcher(type.getPackageName()).matches()
                || outermostName(type).endsWith("Resource");
    }

    private boolean isStore(JavaClass type) {
        return isInStorePackage(type)
                || sliceOf(type).isPresent() && outermostName(type).endsWith("Store");
    }

    private boolean isInStorePackage(JavaClass type) {
        return below("store").matcher(type.getPackageName()).matches();
    }

    private static boolean isBean(JavaClass type) {
        return type.isAnnotatedWith(ApplicationScoped.class)
                || type.isAnnotatedWith(RequestScoped.class)
                || type.isAnnotatedWith(Singleton.class)
                || type.getSimpleName().endsWith("Service");
    }

    /** Of the class that a nested one stands in. */
    private static String outermostName(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName();
    }

    private ArchRule resourcesBeginNoUnitOfWork() {
        return classes()
                .that()
                .resideInAPackage(base + "..rest..")
                .or()
                .haveSimpleNameEndingWith("Resource")
                .should(callNothing(
                        "that begins a unit of work",
                        call -> call.getTarget().getName().equals("withTransaction")
                                || call.getTarget().getName().equals("begin")))
                .allowEmptyShould(true);
    }

    private ArchRule nobodyWaitsForUni() {
        return classes()
                .that()
                .doNotHaveFullyQualifiedName(base + ".platform.job.WorkerThread")
                .should(callNothing("that waits for a Uni", call -> {
                    String method = call.getTarget().getName();
                    boolean waits = method.equals("await") && isMutiny(call);
                    return waits || method.endsWith("AndAwait");
                }))
                .allowEmptyShould(true);
    }

    private ArchRule sessionsDoOneThingAtATime() {
        return classes()
                .that(describe("use Hibernate Reactive", ArchitectureRules::usesHibernate))
                .should(callNothing(
                        "that runs several Unis at once",
                        call -> isMutiny(call)
                                && AT_ONCE.matcher(call.getTarget().getName()).matches()))
                .allowEmptyShould(true);
    }

    private ArchRule sessionsAreOpenedAtOnePlace() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(base + ".platform.database.DocumentSessions")
                .should()
                .dependOnClassesThat(describe(
                        "open a session of Hibernate, beside the unit of work",
                        target -> target.isAssignableTo(Mutiny.SessionFactory.class)
                                || target.isAssignableTo(EntityManagerFactory.class)
                                || target.getPackageName().startsWith("io.quarkus.hibernate.reactive")))
                .allowEmptyShould(true);
    }

    private ArchRule hibernateWritesNoBatches() {
        return classes()
                .should(callNothing(
                        "that sets a batch size: with one, a stale row is skipped without an error",
                        call -> call.getTarget().getName().equals("setBatchSize")
                                && call.getTargetOwner().getPackageName().startsWith("org.hibernate")))
                .allowEmptyShould(true);
    }

    private ArchRule everyOperationIsNamed() {
        return methods()
                .that(are(operations()))
                .should(eachMethod("have an @Operation with an operationId and a summary", (method, violations) -> {
                    Optional<Operation> operation = method.tryGetAnnotationOfType(Operation.class);
                    if (operation.isEmpty()
                            || operation.get().operationId().isBlank()
                            || operation.get().summary().isBlank()) {
                        violations.add(method.getFullName() + " has no operationId or no summary");
                    }
                }))
                .allowEmptyShould(true);
    }

    private ArchRule everyOperationSaysWhoMayCallIt() {
        return methods()
                .that(are(operations()))
                .should(eachMethod("carry a role annotation, or their class", (method, violations) -> {
                    boolean says = ROLES.stream()
                            .anyMatch(role -> method.isAnnotatedWith(role)
                                    || method.getOwner().isAnnotatedWith(role));
                    if (!says) {
                        violations.add(method.getFullName() + " does not say who may call it");
                    }
                }))
                .allowEmptyShould(true);
    }

    private ArchRule noClientCancelsWrites() {
        return methods()
                .that(describe("change something", ArchitectureRules::isMutating))
                .should(eachMethod("be @Cancellable(false)", (method, violations) -> {
                    boolean isSafe = method.tryGetAnnotationOfType(Cancellable.class)
                            .or(() -> method.getOwner().tryGetAnnotationOfType(Cancellable.class))
                            .map(cancellable -> !cancellable.value())
                            .orElse(false);
                    if (!isSafe) {
                        violations.add(method.getFullName() + " is cancelled when its client hangs up");
                    }
                }))
                .allowEmptyShould(true);
    }

    private ArchRule slicesAskTheirClock() {
        return classes()
                .that(describe("belong to a slice", type -> sliceOf(type).isPresent()))
                .should(callNothing("that reads the time of the machine", call -> {
                    boolean isNow = call.getTarget().getName().equals("now")
                            && call.getTargetOwner().getPackageName().equals("java.time")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(type -> type.getName().equals("java.time.Clock"));
                    return isNow || call.getTarget().getName().equals("currentTimeMillis");
                }))
                .allowEmptyShould(true);
    }

    private static ArchRule configurationIsMapped() {
        return fields().should().notBeAnnotatedWith(ConfigProperty.class).allowEmptyShould(true);
    }

    private static ArchRule namesSayWhatAThingIs() {
        return classes()
                .should(each("have no banned name", (type, violations) -> {
                    if (BANNED_NAME.matcher(type.getSimpleName()).matches()) {
                        violations.add(type.getName() + " has a name that says nothing");
                    }
                }))
                .allowEmptyShould(true);
    }

    private Optional<String> sliceOf(JavaClass type) {
        String start = base + ".";
        if (!type.getPackageName().startsWith(start)) {
            return Optional.empty();
        }
        String rest = type.getPackageName().substring(start.length());
        String first = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
        return NO_SLICE.contains(first) ? Optional.empty() : Optional.of(first);
    }

    private static boolean isIn(JavaClass type, String packageName) {
        return type.getPackageName().equals(packageName)
                || type.getPackageName().startsWith(packageName + ".");
    }

    private static boolean isMutiny(JavaMethodCall call) {
        return call.getTargetOwner().getPackageName().startsWith(Uni.class.getPackageName());
    }

    private static boolean usesHibernate(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .anyMatch(name ->
                        name.startsWith("org.hibernate.reactive") || name.startsWith("io.quarkus.hibernate.reactive"));
    }

    private static DescribedPredicate<JavaMethod> operations() {
        return describe("HTTP operations", method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static boolean isMutating(JavaMethod method) {
        return MUTATING.stream().anyMatch(method::isAnnotatedWith);
    }

    private static ArchCondition<JavaClass> callNothing(String what, Predicate<JavaMethodCall> bad) {
        return each(
                "call nothing " + what,
                (type, violations) -> type.getMethodCallsFromSelf().stream()
                        .filter(bad)
                        .forEach(call -> violations.add(call.getDescription())));
    }

    private static ArchCondition<JavaClass> each(String description, BiConsumer<JavaClass, List<String>> finder) {
        return condition(description, finder);
    }

    private static ArchCondition<JavaMethod> eachMethod(
            String description, BiConsumer<JavaMethod, List<String>> finder) {
        return condition(description, finder);
    }

    private static <T> ArchCondition<T> condition(String description, BiConsumer<T, List<String>> finder) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                List<String> violations = new ArrayList<>();
                finder.accept(item, violations);
                violations.forEach(violation -> events.add(SimpleConditionEvent.violated(item, violation)));
            }
        };
    }
}
