package cn.dengyun.settlement.batch;

import static cn.dengyun.settlement.batch.TestSettlement.failed;
import static cn.dengyun.settlement.batch.TestSettlement.paid;
import static cn.dengyun.settlement.batch.TestSettlement.returned;
import static cn.dengyun.settlement.batch.TestSettlement.today;

import cn.dengyun.settlement.batch.domain.ResultOutcome;
import java.util.List;
import java.util.Map;

/** What a bank may get wrong in its results, and what has to become of each row of it. */
enum BankFault {
    /** It says nothing of a line. */
    MISSING(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return List.of();
        }
    },
    DOUBLED(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return List.of(
                    new Said(paid(lines.get(0)), ResultOutcome.PAID),
                    new Said(paid(lines.get(0)), ResultOutcome.DUPLICATE));
        }
    },
    WRONG_AMOUNT(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            Map.Entry<String, Long> line = lines.get(0);
            return one(paid(line.getKey(), line.getValue() - 1), ResultOutcome.WRONG_AMOUNT);
        }
    },
    /** Of two lines each has the amount of the other, so that the sum of the file is right. */
    SWAPPED_AMOUNTS(2) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            Map.Entry<String, Long> one = lines.get(0);
            Map.Entry<String, Long> other = lines.get(1);
            return List.of(
                    new Said(paid(one.getKey(), other.getValue()), ResultOutcome.WRONG_AMOUNT),
                    new Said(paid(other.getKey(), one.getValue()), ResultOutcome.WRONG_AMOUNT));
        }
    },
    NOTHING(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(paid(lines.get(0).getKey(), 0), ResultOutcome.ZERO_AMOUNT);
        }
    },
    UNKNOWN_LINE(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            Map.Entry<String, Long> line = lines.get(0);
            return one(paid("X" + line.getKey().substring(1), line.getValue()), ResultOutcome.UNKNOWN_LINE);
        }
    },
    OTHER_CURRENCY(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(paid(lines.get(0)).replace(",CNY,", ",USD,"), ResultOutcome.WRONG_CURRENCY);
        }
    },
    /** In the place of a line stands one that another batch has. */
    OTHER_BATCH(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(paid(stranger, lines.get(0).getValue()), ResultOutcome.OTHER_BATCH);
        }
    },
    BEFORE_THE_INSTRUCTION(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(on(lines.get(0), -1), ResultOutcome.WRONG_DATE);
        }
    },
    STILL_TO_COME(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(on(lines.get(0), 2), ResultOutcome.WRONG_DATE);
        }
    },
    UNREADABLE(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(paid(lines.get(0)).replaceFirst("\\.", ";"), ResultOutcome.MALFORMED);
        }
    },
    /** Two lines are paid under one reference. */
    ONE_REFERENCE(2) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            String reference = ",P" + lines.get(0).getKey() + ",";
            Map.Entry<String, Long> other = lines.get(1);
            return List.of(
                    new Said(paid(lines.get(0)), ResultOutcome.PAID),
                    new Said(paid(other).replace(",P" + other.getKey() + ",", reference), ResultOutcome.CONFLICT));
        }
    },
    /** A line is paid and is not. */
    CONTRADICTION(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return List.of(
                    new Said(paid(lines.get(0)), ResultOutcome.CONFLICT),
                    new Said(failed(lines.get(0), "AC04"), ResultOutcome.CONFLICT));
        }
    },
    /** What nobody was paid comes back. */
    RETURNED_UNPAID(1) {
        @Override
        List<Said> of(List<Map.Entry<String, Long>> lines, String stranger) {
            return one(returned(lines.get(0), "AM04"), ResultOutcome.CONFLICT);
        }
    };

    private final int width;

    BankFault(int width) {
        this.width = width;
    }

    /** A row of a file, and what has to become of it. */
    record Said(String row, ResultOutcome expected) {

        String endToEndId() {
            return row.substring(0, row.indexOf(','));
        }
    }

    /** How many lines it concerns. */
    int width() {
        return width;
    }

    /** @param stranger the end-to-end id of a line of another batch */
    abstract List<Said> of(List<Map.Entry<String, Long>> lines, String stranger);

    private static List<Said> one(String row, ResultOutcome expected) {
        return List.of(new Said(row, expected));
    }

    private static String on(Map.Entry<String, Long> line, int days) {
        return paid(line).replace("," + today() + "\n", "," + today().plusDays(days) + "\n");
    }
}
