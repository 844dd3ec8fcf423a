# What the README and the guides use besides Node.js and the tools of every Unix. Read it in the folder of the repository:
#
#   . frontend-contract/guide/tools.sh

# json MEMBER takes one member out of the answer at its input; where there is none it shows the answer, and fails.
json() {
  node -e 'const text = require("fs").readFileSync(0, "utf8"); let found;
    try { found = new Function("it", "return it." + process.argv[1])(JSON.parse(text)); } catch {}
    if (found === undefined) { console.error(text || "no answer: is the platform running? 没有应答：平台启动了吗？"); process.exit(1); }
    console.log(found)' "$1"
}

# Requests are made with curl; a plain Debian has none.
if ! command -v curl > /dev/null; then
  stand_in=$PWD/frontend-contract/guide/curl.mjs
  curl() {
    node "$stand_in" "$@"
  }
fi
