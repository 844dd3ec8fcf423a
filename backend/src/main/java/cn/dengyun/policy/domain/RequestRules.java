package cn.dengyun.policy.domain;

import cn.dengyun.policy.domain.Counterfactual.Relation;
import cn.dengyun.shared.Fen;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Whether what is asked for can be subsidised. */
final class RequestRules {

    private RequestRules() {}

    static void judge(RuleSet rules, Ask ask, Situation situation, List<RuleResult> results) {
        results.add(request(ask));
        results.add(contractTiming(rules.contractTiming(), ask, situation));
        results.add(contractsFrom(rules.contractsFrom(), ask));
        results.add(contractsUntil(rules.contractsUntil(), ask, situation));
        results.add(subsidisedLayers(rules, ask));
        results.add(stacking(rules.stackingAllowed(), ask));
        results.add(providerNamed(rules, ask));
    }

    private static RuleResult request(Ask ask) {
        long unsound = ask.lines().stream().filter(line -> !line.isSound()).count();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.REQUEST, null)
                .input("lines", ask.lines().size())
                .input("unsoundLines", unsound);
        if (ask.lines().isEmpty()) {
            return judgement.passesIf("lines", Relation.AT_LEAST, 1).failed("rule-request-empty", Ask.MAX_LINES);
        }
        if (ask.lines().size() > Ask.MAX_LINES) {
            return judgement
                    .passesIf("lines", Relation.AT_MOST, Ask.MAX_LINES)
                    .failed("rule-request-too-long", ask.lines().size(), Ask.MAX_LINES);
        }
        judgement.passesIf("unsoundLines", Relation.IS, 0);
        return unsound == 0
                ? judgement.passed()
                : judgement.failed("rule-request-amounts", unsound, RuleJudgement.yuan(Fen.MAX_AMOUNT));
    }

    private static RuleResult contractTiming(RuleParameter<ContractTiming> timing, Ask ask, Situation situation) {
        if (timing == null) {
            return RuleJudgement.notInForce(RuleCode.CONTRACT_TIMING);
        }
        LocalDate day = situation.day();
        long concluded = dates(ask).stream().filter(date -> !date.isAfter(day)).count();
        long lines = ask.lines().size();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.CONTRACT_TIMING, timing)
                .input("contractTiming", timing.value())
                .input("lines", lines)
                .input("linesWithContract", concluded)
                .input("day", day);
        return switch (timing.value()) {
            case ALLOWED -> judgement.passed();
            case REQUIRED -> {
                judgement.passesIf("linesWithContract", Relation.AT_LEAST, lines);
                yield concluded == lines
                        ? judgement.passed()
                        : judgement.failed("rule-contract-missing", lines - concluded);
            }
            case FORBIDDEN -> {
                judgement.passesIf("linesWithContract", Relation.IS, 0);
                yield concluded == 0 ? judgement.passed() : judgement.failed("rule-contract-too-soon", concluded);
            }
        };
    }

    /** A contract that is still to come comes after the first day. */
    private static RuleResult contractsFrom(RuleParameter<LocalDate> from, Ask ask) {
        if (from == null) {
            return RuleJudgement.notInForce(RuleCode.CONTRACTS_FROM);
        }
        LocalDate first = dates(ask).stream().min(LocalDate::compareTo).orElse(null);
        RuleJudgement judgement = RuleJudgement.of(RuleCode.CONTRACTS_FROM, from)
                .input("firstContractDate", first)
                .input("contractsFrom", from.value())
                .passesIf("firstContractDate", Relation.AT_LEAST, from.value());
        return first == null || !first.isBefore(from.value())
                ? judgement.passed()
                : judgement.failed("rule-contract-before-window", first, from.value());
    }

    private static RuleResult contractsUntil(RuleParameter<LocalDate> until, Ask ask, Situation situation) {
        if (until == null) {
            return RuleJudgement.notInForce(RuleCode.CONTRACTS_UNTIL);
        }
        boolean isOneToCome = dates(ask).size() < ask.lines().size();
        LocalDate latest = dates(ask).stream().max(LocalDate::compareTo).orElse(null);
        LocalDate last = isOneToCome && (latest == null || latest.isBefore(situation.day())) ? situation.day() : latest;
        RuleJudgement judgement = RuleJudgement.of(RuleCode.CONTRACTS_UNTIL, until)
                .input("lastContractDate", last)
                .input("contractsUntil", until.value())
                .passesIf("lastContractDate", Relation.AT_MOST, until.value());
        return last == null || !last.isAfter(until.value())
                ? judgement.passed()
                : judgement.failed("rule-contract-after-window", last, until.value());
    }

    private static RuleResult subsidisedLayers(RuleSet rules, Ask ask) {
        List<ServiceLayer> asked = ask.lines().stream()
                .map(Ask.Line::layer)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        List<ServiceLayer> subsidised = List.of(ServiceLayer.values()).stream()
                .filter(layer -> FaceValue.ratio(rules, layer) != null)
                .toList();
        RuleJudgement judgement = RuleJudgement.of(RuleCode.SUBSIDISED_LAYERS, rules.ratios())
                .input("layers", asked)
                .input("subsidisedLayers", subsidised)
                .passesIf("layers", Relation.ONE_OF, subsidised);
        if (!ask.isSound()) {
            return judgement.unknown("layers");
        }
        return asked.stream().anyMatch(subsidised::contains)
                ? judgement.passed()
                : judgement.failed("rule-layer-not-subsidised", asked, subsidised);
    }

    private static RuleResult stacking(RuleParameter<Boolean> allowed, Ask ask) {
        if (allowed == null || allowed.value()) {
            return RuleJudgement.notInForce(RuleCode.STACKING);
        }
        RuleJudgement judgement = RuleJudgement.of(RuleCode.STACKING, allowed)
                .input("otherFiscalMoney", ask.otherFiscalMoney())
                .passesIf("otherFiscalMoney", Relation.IS, false);
        if (ask.otherFiscalMoney() == null) {
            return judgement.unknown("otherFiscalMoney");
        }
        return ask.otherFiscalMoney() ? judgement.failed("rule-other-fiscal-money") : judgement.passed();
    }

    private static RuleResult providerNamed(RuleSet rules, Ask ask) {
        if (!rules.isProviderBound()) {
            return RuleJudgement.notInForce(RuleCode.PROVIDER_NAMED);
        }
        List<?> providers = ask.lines().stream()
                .map(Ask.Line::providerId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        long nameless =
                ask.lines().stream().filter(line -> line.providerId() == null).count();
        RuleJudgement judgement = RuleJudgement.of(
                        RuleCode.PROVIDER_NAMED,
                        rules.platformCeilingFen() == null ? rules.otherCeilingFen() : rules.platformCeilingFen())
                .input("providers", providers.size())
                .input("linesWithoutProvider", nameless)
                .passesIf("providers", Relation.IS, 1);
        if (nameless > 0) {
            judgement.passesIf("linesWithoutProvider", Relation.IS, 0);
        }
        return FaceValue.isOneProvider(ask) ? judgement.passed() : judgement.failed("rule-provider-not-named");
    }

    private static List<LocalDate> dates(Ask ask) {
        return ask.lines().stream()
                .map(Ask.Line::contractDate)
                .filter(Objects::nonNull)
                .toList();
    }
}
