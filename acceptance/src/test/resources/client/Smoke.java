import client.ApiClient;
import client.ApiException;
import client.api.ProjectApi;
import client.api.TaskApi;
import client.api.WorkspaceApi;
import client.model.Project;
import client.model.ProjectCreate;
import client.model.Task;
import client.model.TaskCreate;
import client.model.TasksCreate;
import java.util.List;

/** A piece of work with the client that was generated. */
public final class Smoke {
    private Smoke() {}

    public static void main(String[] words) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(words[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + words[1]));
        ProjectApi projects = new ProjectApi(client);
        TaskApi tasks = new TaskApi(client);
        String workspace = new WorkspaceApi(client).workspacesGet().getItems().getFirst().getId();
        Project made = projects.projectCreate(new ProjectCreate()
                        .folderId(workspace)
                        .contentType(ProjectCreate.ContentTypeEnum.TEXT_MARKDOWN)
                        .content("# Generated\n\n- [ ] a\n"))
                .getItem();
        tasks.taskCreate(
                made.getId(),
                new TasksCreate()
                        .tasks(List.of(new TaskCreate()
                                .contentType(TaskCreate.ContentTypeEnum.TEXT_PLAIN)
                                .content("b")
                                .placement(TaskCreate.PlacementEnum.BEFOREEND))));
        List<Task> all = projects.projectTasksGet(made.getId(), 10, null, null).getItems();
        Task done = tasks.taskComplete(made.getId(), all.get(1).getId()).getItem();
        System.out.println("%s: %s %s, %d tasks, %s"
                .formatted(
                        made.getName(),
                        done.getText(),
                        done.getCompleted() ? "completed" : "open",
                        all.size(),
                        missing(projects)));
    }

    private static String missing(ProjectApi projects) {
        try {
            return projects.projectGet("nowhere").toString();
        } catch (ApiException e) {
            return e.getResponseBody().replaceAll(".*\"statusMessage\":\"([^\"]*)\".*", "$1");
        }
    }
}
