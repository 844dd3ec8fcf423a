package cn.dengyun.trade.bill;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.CreditNoteLine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is taken off a line of a bill. */
@Schema(name = "CreditNoteLineRequest", description = "What is taken off a line of a bill")
public record NewCreditLine(
        @NotNull @Min(1) @Max(100_000) @Schema(required = true, description = "The number of the line", examples = "1")
        Integer line,

        @NotNull
        @Min(1)
        @Max(Fen.MAX_AMOUNT)
        @Schema(
                required = true,
                description = "In fen, tax included; not more than `remainingFen` of the line",
                examples = "1")
        Long amountFen) {

    /**
     * What a credit note takes off which line of its bill. Rejects with {@code invalid-request} (400; all defects):
     * {@code bill-line-unknown}, {@code bill-line-repeated}, {@code credit-lines-sum}.
     *
     * @param wanted null or empty: the note names no line
     * @param amountFen of the note
     * @param ofBill all lines of the bill
     */
    static List<CreditNoteLine> named(List<NewCreditLine> wanted, long amountFen, List<BillLine> ofBill) {
        if (wanted == null || wanted.isEmpty()) {
            return List.of();
        }
        List<Defect> defects = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        long sum = 0;
        for (int i = 0; i < wanted.size(); i++) {
            int number = wanted.get(i).line();
            sum = Math.addExact(sum, wanted.get(i).amountFen());
            String place = "/lines/" + i + "/line";
            if (ofBill.stream().noneMatch(line -> line.number() == number)) {
                defects.add(Defect.at(place, "bill-line-unknown", ofBill.size()));
            } else if (!numbers.add(number)) {
                defects.add(Defect.at(place, "bill-line-repeated", number));
            }
        }
        if (sum != amountFen) {
            defects.add(Defect.at("/lines", "credit-lines-sum", sum, amountFen));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return wanted.stream()
                .map(each -> new CreditNoteLine(each.line(), each.amountFen()))
                .toList();
    }
}
