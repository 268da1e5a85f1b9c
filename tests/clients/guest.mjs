// The page of examples/guest, in Chromium beside a demo, with @authgear/web as npm has it: a guest who is the same after a
// reload, and after the promotion on the pool's pages.
import { readFileSync } from "node:fs";
import http from "node:http";
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Person, launch } from "./support/person.mjs";

const program = await Program.start();
const { issuer, web_client_id: client, mail_dir: mailDir } = program.told.identity;
const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const page = read("../../examples/guest/index.html").replace("ISSUER", issuer).replace("CLIENT", client);
const server = http.createServer((request, response) => {
  const isScript = request.url.startsWith("/node_modules/@authgear/web/");
  response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html; charset=utf-8" });
  response.end(isScript ? read(`.${request.url}`) : page);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const home = `http://localhost:${server.address().port}`;
const browser = await launch();
const anna = new Person(await browser.newPage(), "anna@example.com", mailDir);

/** What the page says, when it has something to say. */
async function told() {
  const who = anna.page.locator("#who", { hasText: "usr_" });
  await who.waitFor();
  return (await who.textContent()).split(", ");
}

await anna.page.goto(home);
const [kind, sub] = await told();
see("whoever opens the page is a guest", kind === "A guest");
await anna.page.reload();
see("a reload keeps the guest", (await told())[1] === sub);
await anna.goesFrom(home, () => anna.page.locator("#keep").click());
const [email, promoted] = await told();
see("the guest has an account and is the same user", email === anna.email && promoted === sub);
see("the page offers it no more", await anna.page.locator("#keep").isHidden());
await anna.page.reload();
see("a reload keeps the account", String(await told()) === String([anna.email, sub]));
await browser.close();
server.close();
await program.stop();
end();
