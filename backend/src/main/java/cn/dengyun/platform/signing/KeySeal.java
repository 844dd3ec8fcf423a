package cn.dengyun.platform.signing;

/** Encrypts the private halves of keys where they are kept, if a key for it is configured. */
public interface KeySeal {

    boolean isConfigured();

    /** @param name of the key, bound to what is sealed, so that rows cannot be swapped */
    byte[] seal(byte[] content, String name);

    byte[] open(byte[] sealed, String name);
}
