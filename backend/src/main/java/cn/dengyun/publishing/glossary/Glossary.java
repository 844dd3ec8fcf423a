package cn.dengyun.publishing.glossary;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The terms of {@code glossary.json}, read once. */
@ApplicationScoped
class Glossary {

    private final List<Term> terms;

    /** A word in both languages. */
    record Term(
            String code,
            String termZh,
            String termEn,
            String definitionZh,
            String definitionEn,
            boolean isWorkingDefinition) {}

    Glossary(ObjectMapper json) {
        try (InputStream file = Glossary.class.getResourceAsStream("/glossary.json")) {
            terms = List.of(json.readValue(file, Term[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("the glossary cannot be read", e);
        }
    }

    List<Term> terms() {
        return terms;
    }
}
