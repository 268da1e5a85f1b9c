// Makes a link with the client that openapi-typescript and openapi-fetch give.
import createClient from "openapi-fetch";
import type { paths } from "./made/api.js";

declare const process: { env: Record<string, string | undefined>; exit(code: number): never };

const { URL: baseUrl, KEY: key, JOB: job } = process.env;
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });
const { data, error } = await client.POST("/v1/links", { body: { external_id: "typescript", job_id: job ?? "" } });
if (!data) {
  console.error(error?.code, error?.detail);
  process.exit(1);
}
const found = await client.GET("/v1/links/{id}", { params: { path: { id: data.id } } });
if (found.data?.status !== "CREATED") process.exit(1);
console.log(data.link_url);
