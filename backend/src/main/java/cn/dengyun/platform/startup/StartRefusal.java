package cn.dengyun.platform.startup;

/**
 * The platform cannot start here, for a reason that whoever runs it can remove.
 *
 * <p>The message is all they see, so it names the cause and the remedy in one line; no stack trace follows it.
 */
public final class StartRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefusal(String causeAndRemedy) {
        super(causeAndRemedy, null, false, false);
    }
}
