package cn.dengyun.voucher.casefile;

import cn.dengyun.files.CaseDocument;
import cn.dengyun.shared.Actor;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** What a slice has on the case of a voucher. A slice that has something makes it a bean. */
public interface CaseFilePart {

    /**
     * What there is for an actor who may see the case, read in the snapshot of a unit of work that writes nothing. What
     * the actor may not see elsewhere is left out or masked here too.
     */
    Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor);

    /**
     * One section of the case.
     *
     * @param name of its file, in small letters; no two of all slices have the same
     * @param view what it says, written as any answer is, but without what depends on who reads it when
     * @param documents whose bytes belong to it
     */
    record Section(String name, Object view, List<CaseDocument> documents) {

        public static Section of(String name, Object view) {
            return new Section(name, view, List.of());
        }
    }
}
