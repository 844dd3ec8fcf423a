package cn.dengyun.platform.aggregate;

import cn.dengyun.platform.outbox.DomainEvent;

/**
 * A change of one record that is decided and not yet on record.
 *
 * @param after as a move of the record made it, in the next version
 * @param event that whoever it concerns is told, and whose type says what the audit trail calls it
 * @param reason in the words of whoever decided; null where none has to be given
 */
public record Change<T>(T after, DomainEvent event, String reason) {

    /** That nothing changes, so that nobody is told and nothing is written. */
    public static <T> Change<T> none(T record) {
        return new Change<>(record, null, null);
    }
}
