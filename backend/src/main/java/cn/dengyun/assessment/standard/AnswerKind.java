package cn.dengyun.assessment.standard;

/** How an indicator is answered (code list {@code assessment-answers}). */
public enum AnswerKind {
    /** With points, from 0 to 100. */
    SCORE,
    /** With {@code YES}, which makes 100 points, or {@code NO}, which makes none. */
    YES_NO,
    /** With a number that the bands of the indicator turn into points. */
    NUMBER
}
