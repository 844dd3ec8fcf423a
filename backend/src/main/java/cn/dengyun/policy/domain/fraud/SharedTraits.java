package cn.dengyun.policy.domain.fraud;

import cn.dengyun.policy.domain.fraud.FraudSignals.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which traits two parties have in common, by their names: what the traits are is personal data and goes nowhere.
 *
 * @param grave those that make the two one
 * @param slight those that may have other causes
 * @param unknown those that one of them has not told
 */
record SharedTraits(List<String> grave, List<String> slight, List<String> unknown) {

    static final String LEGAL_REPRESENTATIVE = "legalRepresentative";

    private static final String CONTROLLER = "controller";
    private static final String BANK_ACCOUNT = "bankAccount";
    private static final String ADDRESS = "address";
    /** The legal representative of one is the controller of the other. */
    private static final String CROSSED = "representativeControls";
    /** One is the controller of the other. */
    private static final String CONTROLS = "controlsOther";

    private static final List<Trait> TRAITS = List.of(
            new Trait(LEGAL_REPRESENTATIVE, Party::legalRepresentative, Sameness::ofName),
            new Trait(CONTROLLER, Party::controller, Sameness::ofName),
            new Trait(BANK_ACCOUNT, Party::bankAccount, Sameness::ofAccount),
            new Trait("phone", Party::phone, Sameness::ofPhone),
            new Trait(ADDRESS, Party::address, Sameness::ofAddress));
    private static final Set<String> NAMES = Set.of(LEGAL_REPRESENTATIVE, CONTROLLER, CROSSED);
    private static final Set<String> ALONE_GRAVE = Set.of(BANK_ACCOUNT, CONTROLS);

    private record Trait(String name, Function<Party, String> of, UnaryOperator<String> plain) {

        String of(Party party) {
            return plain.apply(of.apply(party));
        }
    }

    static SharedTraits of(Party one, Party other) {
        Map<String, String> shared = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Trait trait : TRAITS) {
            String value = trait.of(one);
            String others = trait.of(other);
            if (value.isEmpty() || others.isEmpty()) {
                unknown.add(trait.name());
            } else if (value.equals(others)) {
                shared.put(trait.name(), value);
            }
        }
        crossing(Party::legalRepresentative, one, other).ifPresent(name -> shared.put(CROSSED, name));
        crossing(Party::name, one, other).ifPresent(name -> shared.put(CONTROLS, name));
        List<String> grave =
                shared.keySet().stream().filter(name -> isGrave(name, shared)).toList();
        List<String> slight =
                shared.keySet().stream().filter(name -> !grave.contains(name)).toList();
        return new SharedTraits(grave, slight, List.copyOf(unknown));
    }

    /** Who is, or stands for, one of them and is the controller of the other. */
    private static Optional<String> crossing(Function<Party, String> who, Party one, Party other) {
        return Stream.of(crossed(who, one, other), crossed(who, other, one))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static String crossed(Function<Party, String> who, Party party, Party controlled) {
        String name = Sameness.ofName(who.apply(party));
        return name.equals(Sameness.ofName(controlled.controller())) ? name : "";
    }

    /** A name counts once, in however many places it stands. */
    private static boolean isGrave(String name, Map<String, String> shared) {
        boolean isWithAnother = isTelling(name, shared)
                && shared.keySet().stream()
                        .anyMatch(each ->
                                isTelling(each, shared) && !shared.get(each).equals(shared.get(name)));
        return ALONE_GRAVE.contains(name) || NAMES.contains(name) && isWithAnother;
    }

    /** The State controls many, and a district or a park is the address of many. */
    private static boolean isTelling(String name, Map<String, String> shared) {
        return switch (name) {
            case CONTROLLER -> !Sameness.isState(shared.get(name));
            case ADDRESS -> Sameness.isHouse(shared.get(name));
            default -> true;
        };
    }
}
