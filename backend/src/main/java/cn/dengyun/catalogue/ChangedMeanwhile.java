package cn.dengyun.catalogue;

/** Somebody else changed a row between reading and writing it; the unit of work is given up and begun anew. */
public final class ChangedMeanwhile extends RuntimeException {

    private ChangedMeanwhile() {
        super("rows changed meanwhile", null, false, false);
    }

    public static void unless(boolean isComplete) {
        if (!isComplete) {
            throw new ChangedMeanwhile();
        }
    }
}
