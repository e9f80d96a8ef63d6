/**
 * Bundles d3's modules into static/vendor/, so that the pages load them without a build step.
 * `node tools/vendor/build.mjs` writes the files; `... check` fails when they are not what it would write.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ENTRY = `${ROOT}tools/vendor/d3.ts`;
const PACKAGE = /^(.*node_modules\/([^/]+))\//;

/** @returns the bundle, and the packages that have code in it */
async function bundle() {
  const build = await rolldown({ input: ENTRY, cwd: ROOT });
  const { output } = await build.generate({ format: "esm", comments: false });
  await build.close();
  const [{ code, modules }] = output;
  const used = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0);
  const folders = used.flatMap(([id]) => PACKAGE.exec(id.replaceAll("\\", "/"))?.[1] ?? []);
  return { code, folders: [...new Set(folders)].sort() };
}

/**
 * @param {string[]} folders of the packages
 * @returns {Promise<string>} which packages there are, and each licence that they come with
 */
async function license(folders) {
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  for (const folder of folders) {
    const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const text = (await readFile(`${folder}/LICENSE`, "utf8")).trim();
    packages.set(text, [...(packages.get(text) ?? []), `${name} ${version}`]);
  }
  const parts = [...packages].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`);
  return `d3.js in this folder has code of the following packages.\n\n${parts.join("\n\n")}`;
}

/** @returns {Promise<Record<string, string>>} the text of each file */
async function build() {
  const { code, folders } = await bundle();
  const head = "// Made by `make vendor` from tools/vendor/d3.ts; its licence is in LICENSE-d3.txt.\n";
  return {
    "d3.js": head + code,
    "d3.d.ts": head + (await readFile(ENTRY, "utf8")),
    "LICENSE-d3.txt": await license(folders),
  };
}

const FOLDER = `${ROOT}static/vendor`;
const files = Object.entries(await build());
if (process.argv[2] === "check") {
  for (const [name, text] of files) {
    if ((await readFile(`${FOLDER}/${name}`, "utf8").catch(() => "")) === text) continue;
    console.error(
      `static/vendor/${name} is not what tools/vendor/d3.ts and package-lock.json give: run \`make vendor\``,
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, text] of files) await writeFile(`${FOLDER}/${name}`, text);
}
