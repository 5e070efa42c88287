/**
 * Who may know whom. Dependencies point downward: a file of a room may import its own room and the rooms that stand after it in the list.
 */
const CLIENT = ["options", "job", "endpoint", "session", "protocol", "app", "view-api", "files", "spaces", "http"];
const CLI = ["commands", "actions", "batch", "record", "locks", "inputs", "types", "proxy", "options", "output", "screen", "errors"];
const SERVER = ["routes", "mcp", "documents", "queue", "session", "endpoint", "fields", "files", "auth"];

const CONSOLE = ["recorder", "endpoints", "run", "form", "snippets", "connection", "outputs", "api"];

const upward = (name, rooms) =>
  rooms.flatMap((room, index) => {
    const above = rooms.slice(0, index);
    const rules = above.length === 0 ? [] : [{ above: `packages/${name}/src/(${above.join("|")})/` }];
    // The files beside the rooms wire them together: no room knows them, but for the errors.
    rules.push({ above: `packages/${name}/src/(?!(errors|gradio-error)\\.ts$)[^/]+\\.tsx?$` });
    return rules.map((rule, number) => ({
      name: `${name}-${room}-looks-up-${number}`,
      severity: "error",
      from: { path: `packages/${name}/src/${room}/`, pathNot: "\\.test\\.ts$" },
      to: { path: rule.above },
    }));
  });

module.exports = {
  forbidden: [
    ...upward("client", CLIENT),
    ...upward("server", SERVER),
    ...upward("cli", CLI),
    ...upward("console", CONSOLE),
    {
      name: "no-circles",
      severity: "error",
      from: { pathNot: "\\.test\\.ts$" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "client-knows-no-server", severity: "error", from: { path: "packages/client/" }, to: { path: "packages/server/" } },
    { name: "nobody-knows-the-cli", severity: "error", from: { path: "packages/(client|server|wire)/" }, to: { path: "packages/cli/" } },
    {
      name: "the-cli-knows-what-anybody-knows",
      comment: "And the schemas of the wire, to spell types as the client does.",
      severity: "error",
      from: { path: "packages/cli/" },
      to: { path: "packages/server/|packages/client/(?!src/index\\.ts$)" },
    },
    {
      name: "wire-knows-nobody",
      severity: "error",
      from: { path: "packages/wire/" },
      to: { path: "packages/(client|server|cli|console)/" },
    },
    {
      name: "the-console-knows-what-anybody-knows",
      comment: "It reaches the server as texts only, built ahead.",
      severity: "error",
      from: { path: "packages/console/" },
      to: { path: "packages/(server|cli)/|packages/client/(?!src/index\\.ts$)" },
    },
    {
      name: "nobody-knows-the-console",
      severity: "error",
      from: { path: "packages/(client|server|cli)/" },
      to: { path: "packages/console/" },
    },
    {
      name: "exported-for-users-only",
      comment: "Bundlers put a file that index.ts exports into what a page loads first, once anything that is loaded later imports it.",
      severity: "error",
      from: { path: "packages/client/src/", pathNot: "(\\.test\\.ts$|/index\\.ts$)" },
      to: { path: "packages/client/src/(files/handle-file|files/download-files|view-api/code-(program|snippet))\\.ts$" },
    },
    {
      name: "no-node-built-ins",
      comment: "They are asked for at run time, where there are any.",
      severity: "error",
      from: { path: "packages/(client|server|wire)/src/", pathNot: "(\\.test\\.ts$|/src/testing/)" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(/dist/|tsdown\\.config\\.ts$)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
