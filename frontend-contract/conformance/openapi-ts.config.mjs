export default {
  input: "../openapi/openapi.yaml",
  output: { path: "conformance/target/generated/hey-api", module: { extension: ".js" } },
  plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
};
