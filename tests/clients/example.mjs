// The application of examples/identity, in Chromium beside a demo: a guest, linked by a code, shown to a third party, reset,
// restored, and another guest who makes an account.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Company } from "./support/company.mjs";
import { Person, launch } from "./support/person.mjs";

const program = await Program.start();
const backend = spawn("node", [fileURLToPath(new URL("../../examples/identity/server.mjs", import.meta.url))], {
  stdio: ["pipe", "pipe", "inherit"],
});
backend.stdin.end(`${JSON.stringify(program.told)}\n`);
const [home] = await once(createInterface({ input: backend.stdout }), "line");
const company = new Company(program.told);
const browser = await launch();
const anna = new Person(await browser.newPage(), "anna@example.com", program.told.identity.mail_dir);
const { page } = anna;
const faults = [];
page.on("pageerror", (error) => faults.push(error.message));

/** What the page says, when it is done. */
async function told() {
  await page.locator("main:not([data-busy])").waitFor();
  const read = (name) => page.locator(`[data-${name}]`).textContent();
  const names = ["state", "user", "kind", "level", "third-party", "trouble"];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])));
}

/** Presses a button of the page: what it says then. */
async function press(step) {
  await page.locator(`button[value=${step}]`).click();
  return told();
}

await page.goto(home);
see("a new browser has no user", (await told()).state === "ActivationRequired");
const guest = await press("guest");
see("a guest has a user of the lowest level", guest.kind === "a guest" && guest.level === "0" && guest.state === "Active");
await page.reload();
see("who comes back is the same", (await told()).user === guest.user);
const stranger = await press("link");
see("nobody is linked who is not signed in to the company", stranger.trouble === "not signed in to the company");
await press("sign-in");
const linked = await press("link");
see("linked by a code, it is the same user", linked.user === guest.user && linked.kind === "a customer of the company");
const shown = await press("narrow");
see("the third party sees who it is", shown["third-party"] === `${guest.user}, acr 0`);
const again = await press("link");
see("a user is linked once", again.trouble === "user_already_linked");

see("a reset device has no user", (await press("reset")).state === "ActivationRequired");
const restored = await press("redeem");
see("the customer's code brings the user back", restored.user === guest.user && restored.state === "Active");
const user = await company.call("GET", `/users/${guest.user}`);
const customer = user.identities.map((identity) => identity.value);
see("the company sees one user with one device", String(customer) === "customer-17" && user.devices.length === 1);

await press("reset");
const second = await press("guest");
see("a reset device may get another guest", second.user !== guest.user && second.kind === "a guest");
await anna.goesFrom(home, () => page.locator("button[value=promote]").click());
const promoted = await told();
see("with an account the guest is the same user", promoted.user === second.user && promoted.kind === anna.email);
see("and known by one factor", promoted.level === "1" && promoted.trouble === "");
see("a device's key alone does not open the account", (await press("guest")).trouble === "invalid_grant");
const secrets = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.documentElement.outerHTML);
see("the company's key never comes to the page", !secrets.includes(program.told.api_key));
see("the scripts ran without faults", faults.length === 0);

if (process.env.PICTURES) {
  for (const [width, scheme] of [[390, "light"], [1280, "dark"]]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${process.env.PICTURES}/example-${width}-${scheme}.png` });
  }
}
await browser.close();
backend.kill();
await program.stop();
end();
