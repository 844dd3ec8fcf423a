package cn.dengyun.sheet;

import cn.dengyun.platform.sheet.ResultBook;
import cn.dengyun.platform.sheet.SheetOutcome;
import cn.dengyun.platform.sheet.SheetResult;
import cn.dengyun.shared.Defect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * What became of a row, as it is kept: codes and arguments, put into words when somebody reads it.
 *
 * @param row its number in the file, as spreadsheets count
 * @param identity what tells it from the others; null where it did not reveal that
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ResultLine(int row, String identity, SheetOutcome outcome, UUID recordId, List<Defect> errors) {

    static ResultLine of(int row, String identity, SheetResult result) {
        return new ResultLine(row, identity, result.outcome(), result.recordId(), result.defects());
    }

    List<Defect> defects() {
        return errors == null ? List.of() : errors;
    }

    ResultBook.Line line() {
        return new ResultBook.Line(row, new SheetResult(outcome, recordId, defects()));
    }
}
