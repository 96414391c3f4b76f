package dev.taskwright.acceptance.speed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends many requests of one kind, a few at a time, and insists on the right answer to each. */
final class Load implements AutoCloseable {
    private static final int AT_A_TIME = 8;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    /** {@code request} makes the request of that number; the answer has to have this status. */
    void send(int count, int status, IntFunction<HttpRequest> request) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            Callable<Integer> work = () -> {
                int sent = 0;
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    answer(status, request.apply(number));
                    sent++;
                }
                return sent;
            };
            all.add(threads.submit(work));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    String answer(int status, HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new AssertionError(request + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
