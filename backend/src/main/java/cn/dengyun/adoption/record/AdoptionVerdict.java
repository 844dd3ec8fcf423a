package cn.dengyun.adoption.record;

/** What an authority finds of an objection (code list {@code adoption-verdicts}). */
public enum AdoptionVerdict {
    /** The enterprise is right: it does not count. */
    UPHELD,
    /** It is as the provider says. */
    DISMISSED;

    AdoptionRecordMove move() {
        return this == UPHELD ? AdoptionRecordMove.UPHOLD : AdoptionRecordMove.DISMISS;
    }
}
