package cn.dengyun.policy.domain.fraud;

import cn.dengyun.policy.domain.fraud.FraudSignals.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final String BANK_ACCOUNT = "bankAccount";
    /** The legal representative of one is the controller of the other. */
    private static final String CROSSED = "representativeControls";

    private static final List<Trait> TRAITS = List.of(
            new Trait(LEGAL_REPRESENTATIVE, Party::legalRepresentative, Sameness::ofName),
            new Trait("controller", Party::controller, Sameness::ofName),
            new Trait(BANK_ACCOUNT, Party::bankAccount, Sameness::ofAccount),
            new Trait("phone", Party::phone, Sameness::ofPhone),
            new Trait("address", Party::address, Sameness::ofAddress));
    private static final Set<String> NAMES = Set.of(LEGAL_REPRESENTATIVE, "controller", CROSSED);

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
        crossed(one, other).findFirst().ifPresent(name -> shared.putIfAbsent(CROSSED, name));
        List<String> grave =
                shared.keySet().stream().filter(name -> isGrave(name, shared)).toList();
        List<String> slight =
                shared.keySet().stream().filter(name -> !grave.contains(name)).toList();
        return new SharedTraits(grave, slight, List.copyOf(unknown));
    }

    private static Stream<String> crossed(Party one, Party other) {
        return Stream.of(crossing(one, other), crossing(other, one)).filter(name -> !name.isEmpty());
    }

    private static String crossing(Party represented, Party controlled) {
        String person = Sameness.ofName(represented.legalRepresentative());
        return person.equals(Sameness.ofName(controlled.controller())) ? person : "";
    }

    /** A name counts once, in however many places it stands. */
    private static boolean isGrave(String name, Map<String, String> shared) {
        return name.equals(BANK_ACCOUNT)
                || NAMES.contains(name)
                        && shared.values().stream()
                                .anyMatch(value -> !value.equals(shared.get(name)));
    }
}
