package cn.dengyun.provider.payee;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The number of a bank account. Wherever it is written, in an answer, in the audit trail or in a log, it is masked,
 * unless somebody asks for the {@link #digits}.
 */
record AccountNumber(String digits) {

    private static final int SHOWN = 4;

    /** UnionPay cards begin so; only card numbers have a check digit. */
    private static final String CARD = "62\\d{14,17}";

    /** All but the last four digits as stars. */
    @JsonValue
    String masked() {
        return "*".repeat(digits.length() - SHOWN) + digits.substring(digits.length() - SHOWN);
    }

    /** Whether it is no card number, or one whose check digit is right (ISO/IEC 7812-1, Luhn). */
    boolean isSound() {
        return !digits.matches(CARD) || luhnSum() % 10 == 0;
    }

    private int luhnSum() {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
        }
        return sum;
    }

    @Override
    public String toString() {
        return masked();
    }
}
