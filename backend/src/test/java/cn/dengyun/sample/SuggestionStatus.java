package cn.dengyun.sample;

/** Where a suggestion stands; {@link SuggestionMove} is the table of what leads there. */
enum SuggestionStatus {
    DRAFT,
    PUBLISHED,
    CLOSED,
    WITHDRAWN
}
