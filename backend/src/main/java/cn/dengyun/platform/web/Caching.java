package cn.dengyun.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What browsers and proxies may do with the answers of an operation: the {@code Cache-Control} that all its successes
 * carry (RFC 9111 §5.2.2), and that the contract therefore names. An answer that knows better says so itself.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Caching {

    /** For answers with secrets: nobody keeps them. */
    String NEVER = "no-store";

    /** For what may change at any moment and has an entity tag: kept by the caller alone, and asked for again. */
    String ASK_AGAIN = "private, no-cache";

    /** For reference data: everybody may keep it for five minutes. */
    String FIVE_MINUTES = "public, max-age=300";

    /** The value of the header. */
    String value();
}
