// Runs the walk in Python where no Python is installed: node pyodide.mjs PLATFORM. The interpreter is CPython for WebAssembly from
// npm; the three libraries that the generated client asks for are not there, so as much of them as it touches stands in for them.
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ args: ["walk.py", process.argv[2]] });
python.FS.mkdirTree("/client");
python.FS.mount(
  python.FS.filesystems.NODEFS,
  { root: join(import.meta.dirname, "target/generated/python") },
  "/client",
);
python.FS.mkdirTree("/walk");
python.FS.mount(python.FS.filesystems.NODEFS, { root: join(import.meta.dirname, "src/main/python") }, "/walk");
try {
  await python.runPythonAsync(`
import runpy, sys
sys.path[:0] = ["/walk/stand-ins", "/client"]
sys.dont_write_bytecode = True
sys.argv = ["walk.py", ${JSON.stringify(process.argv[2])}]
runpy.run_path("/walk/walk.py", run_name="__main__")
`);
} catch (error) {
  // Node.js would show the line of its source that threw, and that is the whole interpreter.
  console.error(error.message);
  process.exitCode = 1;
}
