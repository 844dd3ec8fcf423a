// What Swagger UI is taught: its filter finds operations, and no parameter is filled in beforehand. An example is for reading;
// in a form it would name a thing to be deleted, repeat somebody's key or narrow an answer.
window.DengyunOperations = () => ({
  fn: {
    /** Keeps the operations whose tag, path, name or summary holds the phrase; capitals do not count. */
    opsFilter: (tags, phrase) => {
      const holds = (text) => String(text ?? "").toLowerCase().includes(phrase.trim().toLowerCase());
      return tags
        .map((tag, name) =>
          holds(name)
            ? tag
            : tag.update("operations", (operations) =>
                operations.filter(
                  (each) =>
                    holds(each.get("path")) ||
                    holds(each.getIn(["operation", "operationId"])) ||
                    holds(each.getIn(["operation", "summary"])),
                ),
              ),
        )
        .filter((tag) => tag.get("operations").size > 0);
    },
  },
  statePlugins: {
    spec: {
      wrapSelectors: {
        parameterWithMetaByIdentity:
          (original) =>
          (...asked) => {
            const parameter = original(...asked);
            return ["example", "examples", "default"].reduce(
              (bare, member) => bare?.delete(member).deleteIn(["schema", member]),
              parameter,
            );
          },
      },
    },
  },
});
