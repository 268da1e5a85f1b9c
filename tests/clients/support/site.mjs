// The web site of an application: a page with a script, at any address. Its name is `localhost`, as the demo's client
// allows it.
import { readFileSync } from "node:fs";
import http from "node:http";

/** Serves a file of a package as the script of an empty page: the site's address. */
export async function site(file) {
  const script = readFileSync(new URL(`../node_modules/${file}`, import.meta.url));
  const server = http.createServer((request, response) => {
    const isScript = request.url === "/script.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? script : "<!doctype html><title>An application</title><script src=/script.js></script>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://localhost:${server.address().port}`;
}
