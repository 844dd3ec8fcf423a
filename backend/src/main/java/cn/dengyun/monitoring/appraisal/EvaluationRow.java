package cn.dengyun.monitoring.appraisal;

import java.util.List;
import java.util.UUID;

/**
 * What one unit is scored by, as it was frozen and as objections have corrected it.
 *
 * @param inputs one of each component, in the order of the formula
 */
record EvaluationRow(String regionCode, List<Input> inputs) {

    /**
     * What a component is scored by.
     *
     * @param value the number that was counted; null of what is typed
     * @param target what makes 100 points; null of what is typed
     * @param points null of what was counted
     * @param evidence null of what was counted
     * @param correction null where nobody's objection was upheld
     */
    record Input(String component, Long value, Long target, String points, String evidence, Correction correction) {}

    /**
     * @param before the number or the points that were frozen
     * @param reason in the words of whoever has decided
     */
    record Correction(UUID objectionId, String before, String reason) {}

    Input of(String component) {
        return inputs.stream()
                .filter(input -> input.component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    /** The same with another number, or other points, of a component. */
    EvaluationRow corrected(String component, String corrected, UUID objection, String reason) {
        return new EvaluationRow(
                regionCode,
                inputs.stream()
                        .map(input -> input.component().equals(component)
                                ? corrected(input, corrected, objection, reason)
                                : input)
                        .toList());
    }

    private static Input corrected(Input input, String corrected, UUID objection, String reason) {
        boolean isTyped = input.points() != null;
        String before = isTyped ? input.points() : input.value().toString();
        return new Input(
                input.component(),
                isTyped ? null : (Long) Long.parseLong(corrected),
                input.target(),
                isTyped ? corrected : null,
                input.evidence(),
                new Correction(objection, before, reason));
    }
}
