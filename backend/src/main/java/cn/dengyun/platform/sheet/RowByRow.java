package cn.dengyun.platform.sheet;

import cn.dengyun.platform.frame.Attempt;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Rows of which each is a use case of its own, carried out one after the other in one unit of work. */
public final class RowByRow {

    private RowByRow() {}

    /** @param act what a row does; where it is refused, nothing of that row stays, and the others are as they are */
    public static Effect<List<SheetResult>> of(List<SheetRow> rows, Function<SheetRow, Effect<SheetResult>> act) {
        return () -> Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> prepared(row, act))
                .collect()
                .asList()
                .map(all -> connection -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUniAndConcatenate(each -> Attempt.in(connection, () -> each.in(connection))
                                .onFailure(Rejection.class)
                                .recoverWithItem(refusal -> SheetResult.refused((Rejection) refusal)))
                        .collect()
                        .asList());
    }

    private static Uni<Effect.Prepared<SheetResult>> prepared(
            SheetRow row, Function<SheetRow, Effect<SheetResult>> act) {
        return Uni.createFrom()
                .deferred(() -> act.apply(row).prepare())
                .onFailure(Rejection.class)
                .recoverWithUni(refusal -> Uni.createFrom().item(refused((Rejection) refusal)));
    }

    private static Effect.Prepared<SheetResult> refused(Rejection refusal) {
        return connection -> Uni.createFrom().item(SheetResult.refused(refusal));
    }
}
