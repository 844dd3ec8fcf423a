package cn.dengyun.files;

import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Says who may read an attachment because of the record that it belongs to. A slice whose records take attachments
 * makes it a bean.
 */
public interface AttachmentAccess {

    /** The kind of records it answers for, as given to {@link AttachmentService#attach}, e.g. {@code certification}. */
    String recordKind();

    /**
     * Whether the actor may read what belongs to the record; the organisation that sent an attachment is not asked
     * about.
     */
    Uni<Boolean> mayRead(Actor actor, UUID recordId);
}
