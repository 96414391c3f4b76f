import createClient from "openapi-fetch";
import type { paths } from "./schema.d.ts";

declare const process: { argv: string[] };

const [, , baseUrl, token] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

const workspaces = await client.GET("/workspaces");
const workspace: string = workspaces.data!.items[0].id;
const made = await client.POST("/projects", {
  body: { folderId: workspace, contentType: "text/markdown", content: "# Generated\n\n- [ ] a\n" },
});
const projectId = made.data!.item.id;
await client.POST("/projects/{projectId}/tasks/", {
  params: { path: { projectId } },
  body: { tasks: [{ contentType: "text/plain", content: "b", placement: "beforeend" }] },
});
const tasks = await client.GET("/projects/{projectId}/tasks", { params: { path: { projectId }, query: { limit: 10 } } });
const taskId = tasks.data!.items[1].id;
const done = await client.POST("/projects/{projectId}/tasks/{taskId}/complete", { params: { path: { projectId, taskId } } });
const missing = await client.GET("/projects/{projectId}", { params: { path: { projectId: "nowhere" } } });
console.log(
  `${made.data!.item.name}: ${done.data!.item.text} ${done.data!.item.completed ? "completed" : "open"}, ` +
    `${tasks.data!.items.length} tasks, ${missing.error!.statusMessage}`,
);
