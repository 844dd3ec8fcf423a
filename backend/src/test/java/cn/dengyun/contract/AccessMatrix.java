package cn.dengyun.contract;

import cn.dengyun.contract.AccessColumn.Relation;
import cn.dengyun.contract.AccessFamily.Secrecy;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may call what and on whose things, one operation a line: what reviewers of a change of access look at, and what a
 * test then tries cell by cell.
 *
 * <p>Things are tried as they are when their owners still keep them to themselves: an offering is a draft.
 *
 * <p>{@code yes}: may; {@code no}: is refused (401 without a token, else 403); {@code hidden}: is told that there is no
 * such thing (404), in the same words as where there is none; {@code -}: there is no such case.
 */
final class AccessMatrix {

    static final String YES = "yes";
    static final String NO = "no";
    static final String HIDDEN = "hidden";
    static final String NONE = "-";

    private static final Path EXCEPTIONS = Path.of("src", "test", "resources", "contract", "access-exceptions.csv");
    /** Who sees of a public kind of thing what is published, and not what its owner still keeps to itself. */
    private static final Set<AccessColumn> STRANGERS = Set.of(
            AccessColumn.PUBLIC,
            AccessColumn.ENTERPRISE_OTHER,
            AccessColumn.PROVIDER_OTHER,
            AccessColumn.CLIENT_OTHER,
            AccessColumn.FINANCE);

    /** The columns in which the caller is the very person whose thing the path names. */
    private static final Set<AccessColumn> PERSONS = Set.of(AccessColumn.ENTERPRISE_OWN, AccessColumn.PROVIDER_OWN);

    private static final Set<String> CELLS = Set.of(YES, NO, HIDDEN, NONE);
    private static final Set<String> ROLES = Stream.of(AccessColumn.values())
            .filter(column -> column.role() != null)
            .map(AccessColumn::role)
            .collect(Collectors.toCollection(TreeSet::new));

    private final Map<String, String> exceptions;

    AccessMatrix() {
        exceptions = Contract.text(EXCEPTIONS)
                .lines()
                .skip(1)
                .map(line -> line.split(",", 4))
                .collect(Collectors.toMap(parts -> parts[0] + " " + parts[1], parts -> parts[2]));
        AccessThing.all().forEach(thing -> exceptions.putAll(thing.exceptions()));
    }

    static String of(Contract contract) {
        AccessMatrix matrix = new AccessMatrix();
        matrix.requireNoStaleException(contract);
        String header = "method,path,operationId,"
                + Stream.of(AccessColumn.values()).map(AccessColumn::name).collect(Collectors.joining(",")) + "\n";
        return contract.operations().values().stream()
                .sorted(Comparator.comparing(Contract.Operation::path).thenComparing(Contract.Operation::method))
                .map(operation -> matrix.line(operation))
                .collect(Collectors.joining("", header, ""));
    }

    private String line(Contract.Operation operation) {
        Map<AccessColumn, String> cells = cells(operation);
        return operation.method() + "," + operation.path() + "," + operation.id() + ","
                + String.join(",", cells.values()) + "\n";
    }

    /** What is expected of each kind of caller. */
    Map<AccessColumn, String> cells(Contract.Operation operation) {
        if (!ROLES.containsAll(operation.roles())) {
            throw new IllegalStateException(operation.id() + " allows a role without a column: " + operation.roles());
        }
        Map<AccessColumn, String> cells = new EnumMap<>(AccessColumn.class);
        for (AccessColumn column : AccessColumn.values()) {
            String exception = exceptions.get(operation.id() + " " + column);
            cells.put(column, exception == null ? rule(operation, column) : exception);
        }
        return cells;
    }

    private static String rule(Contract.Operation operation, AccessColumn column) {
        Optional<AccessFamily> family = AccessFamily.of(operation.path());
        if (column.isForeign() && family.isEmpty() || isOwnImpossible(column, family)) {
            return NONE;
        }
        if (operation.roles().isEmpty()) {
            boolean isHidden = family.isPresent() && family.get().secrecy() == Secrecy.HIDDEN;
            return isHidden && STRANGERS.contains(column) ? HIDDEN : YES;
        }
        if (column.role() == null || !operation.roles().contains(column.role())) {
            return NO;
        }
        if (column.isClient()
                && (column == AccessColumn.CLIENT_NO_SCOPE || operation.scope().isEmpty())) {
            return NO;
        }
        if (family.isEmpty()) {
            return YES;
        }
        if (family.get().secrecy() == Secrecy.PERSONAL) {
            return PERSONS.contains(column) ? YES : HIDDEN;
        }
        boolean isRegionBeside = family.get().secrecy() == Secrecy.PRIVATE && column == AccessColumn.AUTHORITY_REGION;
        if (column.relation() != Relation.OTHER && !isRegionBeside) {
            return YES;
        }
        return family.get().secrecy() == Secrecy.KNOWN ? NO : HIDDEN;
    }

    private static boolean isOwnImpossible(AccessColumn column, Optional<AccessFamily> family) {
        if (family.isEmpty() || column.relation() != Relation.OWN || "AUTHORITY".equals(column.role())) {
            return false;
        }
        boolean isEnterprise = column == AccessColumn.ENTERPRISE_OWN;
        return !family.get().owners().contains(isEnterprise ? AccessOwner.ENTERPRISE : AccessOwner.PLATFORM);
    }

    private void requireNoStaleException(Contract contract) {
        Set<String> known = contract.operations().keySet();
        List<String> stale = exceptions.keySet().stream()
                .filter(key -> !known.contains(key.substring(0, key.indexOf(' '))))
                .toList();
        if (!stale.isEmpty() || !CELLS.containsAll(exceptions.values())) {
            throw new IllegalStateException("access-exceptions.csv names what does not exist: " + stale);
        }
    }
}
