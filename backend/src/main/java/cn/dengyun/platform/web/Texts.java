package cn.dengyun.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is written for people, in files of the class path. A slice writes all its texts into two of them,
 * {@code texts_zh.properties} and {@code texts_en.properties}: its problems, its events and the values of its enums,
 * together with the few facts that go with them, so that each file says everything.
 */
public final class Texts {

    private Texts() {}

    /** The texts of one subject and those of the slices, in a language. */
    public static Map<String, String> of(String subject, Language language) {
        String suffix = "_" + language.name().toLowerCase(Locale.ROOT);
        return read(subject + suffix, "texts" + suffix);
    }

    /** What does not depend on the language: the facts of one subject, and what stands beside the texts of slices. */
    public static Map<String, String> facts(String subject) {
        return read(subject, "texts_zh");
    }

    private static Map<String, String> read(String... files) {
        Properties texts = new Properties();
        try {
            for (String file : files) {
                // Tests bring files of the same name along.
                for (URL part : Collections.list(Texts.class.getClassLoader().getResources(file + ".properties"))) {
                    try (Reader reader = new InputStreamReader(part.openStream(), StandardCharsets.UTF_8)) {
                        texts.load(reader);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), texts::getProperty));
    }
}
